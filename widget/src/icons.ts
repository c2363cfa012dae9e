import { svg } from 'lit';

const icon = (d: string) => svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${d}/></svg>`;

export const closeIcon = icon('M6 6l12 12M18 6L6 18');
export const resetIcon = icon('M5 12a7 7 0 1 0 2.2-5.1M5 4v4h4');
export const sendIcon = icon('M12 19V5M6 11l6-6 6 6');
export const stopIcon = icon('M7 7h10v10H7z');
export const downIcon = icon('M12 5v14M6 13l6 6 6-6');
export const goodIcon = icon(
  'M8 20H5v-9h3m0 9V11l4-7c1.4 0 2 1 2 2.2L13.4 10H18a1.6 1.6 0 0 1 1.6 2l-1.5 6.4A2 2 0 0 1 16.200 20z',
);
export const badIcon = icon(
  'M16 4h3v9h-3m0-9v9l-4 7c-1.4 0-2-1-2-2.2l.6-3.800H6a1.600 1.600 0 0 1-1.600-2L5.900 5.600A2 2 0 0 1 7.800 4z',
);
