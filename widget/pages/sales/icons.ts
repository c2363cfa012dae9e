import { svg } from 'lit';

export const clipIcon = svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M19 11l-7.500 7.500a4.500 4.500 0 0 1-6.400-6.400L13 4.300a3 3 0 0 1 4.300 4.300l-7.900 7.900a1.500 1.500 0 0 1-2.200-2.100L14 7.700"/></svg>`;
