import { html, nothing } from 'lit';
import { money, number, text } from '../format.ts';
import type { CardAction, CardContent } from '../protocol.ts';
import type { CardContext } from './context.ts';

export type Field = { label: string; value: unknown };

export const list = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : []);

export const heading = (content: CardContent) => (content.title ? html`<h3>${content.title}</h3>` : nothing);

const FIRST = 6;

/** The first facts at once; what is beyond them on asking, so that a card stays a card. */
export function fields(content: CardContent, { locale, w }: CardContext) {
  const all = list<Field>(content.fields);
  const rows = (some: Field[]) =>
    html`<dl>${some.map((f) => html`<div><dt>${f.label}</dt><dd>${number(f.value, locale)}</dd></div>`)}</dl>`;
  if (!all.length) return nothing;
  if (all.length <= FIRST) return rows(all);
  const first = FIRST - 1;
  return html`${rows(all.slice(0, first))}<details><summary>${w.all}</summary>${rows(all.slice(first))}</details>`;
}

export function price(content: CardContent, { locale }: CardContext) {
  const value = content.price ?? content.amount ?? content.value;
  const shown = money(value, content.currency, locale);
  if (!shown) return nothing;
  // A price that comes as words says for what it is.
  const unit = typeof value === 'string' && Number.isNaN(Number(value)) ? '' : text(content.unit);
  return html`<p class="price">${shown}${unit ? html` <small>${unit}</small>` : nothing}</p>`;
}

/** The card's buttons; one with `confirm` asks once more before it counts. */
export function actions(content: CardContent, context: CardContext) {
  const buttons = list<CardAction>(content.actions);
  if (context.answer) return html`<p class="answer" role="status">${context.answer}</p>`;
  const asked = buttons.find(({ id }) => id === context.asking);
  if (asked) {
    const question = typeof asked.confirm === 'string' ? asked.confirm : `${asked.label}?`;
    return html`<p class="ask">${question}</p>
      <div class="actions">
        <button class="main" @click=${() => context.choose({ kind: 'action', action: asked })}>${context.w.yes}</button>
        <button @click=${() => context.ask(undefined)}>${context.w.no}</button>
      </div>`;
  }
  return buttons.length
    ? html`<div class="actions">${buttons.map(
        (a) =>
          html`<button class=${a.style === 'primary' ? 'main' : ''} data-ask=${a.id} @click=${() =>
            a.confirm ? context.ask(a) : context.choose({ kind: 'action', action: a })}>${a.label}</button>`,
      )}</div>`
    : nothing;
}
