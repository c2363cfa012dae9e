/** `cards.js`: fetched when a talk begins. */
import { CardElement } from './card-element.ts';

if (!customElements.get('henk-card')) customElements.define('henk-card', CardElement);
