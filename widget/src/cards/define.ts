/** `cards.js`: fetched when a talk begins; lends the staff's cards what all are drawn with. */
import { CardElement } from './card-element.ts';

export { date, money, number, percent, text } from '../format.ts';
export { drawings } from './card-element.ts';
export { actions, fields, heading, list } from './parts.ts';
export { CardElement };

if (!customElements.get('henk-card')) customElements.define('henk-card', CardElement);
