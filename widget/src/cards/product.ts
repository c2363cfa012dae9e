import { html, nothing } from 'lit';
import { number, text } from '../format.ts';
import type { CardContent } from '../protocol.ts';
import { fill } from '../wording.ts';
import type { CardContext } from './context.ts';
import { actions, fields, heading, price } from './parts.ts';
import { swatch } from './swatch.ts';

const drawn = new WeakMap<object, SVGElement>();

/** Drawn once for each card, however often the card is shown anew. */
function clothOf(cloth: object, label: string): SVGElement {
  const picture = drawn.get(cloth) ?? swatch(cloth, label);
  drawn.set(cloth, picture);
  return picture;
}

/** A thing one can buy; a cloth shows itself. */
export function product(content: CardContent, context: CardContext) {
  const cloth = content.swatch as object | undefined;
  const { stock } = content;
  return html`<article class="product">
    ${cloth ? html`<div class="cloth">${clothOf(cloth, fill(context.w.swatch, text(content.title)))}</div>` : nothing}
    <div class="body">
      <header>${heading(content)}${price(content, context)}</header>
      ${content.reason ? html`<p class="reason">${text(content.reason)}</p>` : nothing}
      ${fields(content, context)}
      ${
        stock === undefined || stock === null
          ? nothing
          : html`<p class="note">${typeof stock === 'number' ? `${context.w.stock}: ${number(stock, context.locale)}${cloth ? ' m' : ''}` : text(stock)}</p>`
      }
      ${actions(content, context)}
    </div>
  </article>`;
}
