import { html, nothing } from 'lit';
import type { CardContext } from '../cards/context.ts';
import { actions, heading, list } from '../cards/parts.ts';
import { text } from '../format.ts';
import type { CardContent } from '../protocol.ts';
import { asOf, chips, files, moment, shown } from './parts.ts';
import type { Change, Chip, Figure, Happening } from './shape.ts';
import { filled, staffWords } from './words.ts';

/** A row of figures, each with what it was before where that is known. */
export function kpi(content: CardContent, context: CardContext) {
  return html`<section class="body">${heading(content)}${chips(content.chips as Chip[], context)}
    <dl class="kpi">${list<Figure>(content.items).map((f) => figure(f, context))}</dl>${meanings(content, context)}${asOf(content, context.locale)}${files(content, context.locale)}${actions(content, context)}</section>`;
}

/** How each figure is reckoned, one step away. */
function meanings(content: CardContent, { locale }: CardContext) {
  const defined = list<Figure>(content.items).filter((f) => f.hint);
  return defined.length
    ? html`<details><summary>${staffWords(locale).meanings}</summary><dl class="meanings">${defined.map(
        (f) => html`<dt>${f.label}</dt><dd>${f.hint}</dd>`,
      )}</dl></details>`
    : nothing;
}

function figure(f: Figure, { locale }: CardContext) {
  const w = staffWords(locale);
  const both = typeof f.value === 'number' && typeof f.before === 'number';
  const change = both ? (f.value as number) - (f.before as number) : 0;
  const way = change > 0 ? 'up' : change < 0 ? 'down' : 'same';
  return html`<div><dt>${f.label}</dt><dd><b>${shown(f.value, f, locale)}</b>${
    both
      ? html`<span class="delta ${f.tone ?? way}"><span aria-hidden="true">${{ up: '▲', down: '▼', same: '＝' }[way]}</span><span class="unseen">${w[way]}:</span> ${way === 'same' ? w.same : shown(Math.abs(change), f, locale)}</span>`
      : nothing
  }${both ? html`<small>${w.before} ${shown(f.before, f, locale)}</small>` : f.note ? html`<small>${f.note}</small>` : nothing}</dd></div>`;
}

const FIRST = 6;

/** What happened, the latest first. */
export function timeline(content: CardContent, context: CardContext) {
  const { locale } = context;
  const w = staffWords(locale);
  const all = list<Happening>(content.items);
  const line = (h: Happening) => html`<li class=${h.kind ?? ''}><time datetime=${h.at}>${moment(h.at, locale)}</time>
    <div><b>${h.title}</b>${h.text ? html`<p>${h.text}</p>` : nothing}${h.by ? html`<small>${h.by}</small>` : nothing}</div></li>`;
  return html`<section class="body">${heading(content)}<ol class="timeline">${all.slice(0, FIRST).map(line)}</ol>${
    all.length > FIRST
      ? html`<details><summary>${w.all}</summary><ol class="timeline">${all.slice(FIRST).map(line)}</ol></details>`
      : nothing
  }${actions(content, context)}</section>`;
}

/** What was changed: before and after, and the way back. */
export function diff(content: CardContent, context: CardContext) {
  const { locale } = context;
  const w = staffWords(locale);
  const value = (v: unknown, change: Change) =>
    v === undefined || v === null || v === '' ? html`<i>${w.empty}</i>` : shown(v, change, locale);
  return html`<section class="body diff">${heading(content)}${content.text ? html`<p>${text(content.text)}</p>` : nothing}
    <table><thead class="unseen"><tr><td></td><th scope="col">${w.before}</th><th scope="col">${w.after}</th></tr></thead>
      <tbody>${list<Change>(content.changes).map(
        (c) =>
          html`<tr><th scope="row">${c.label}</th><td class="was">${c.before === undefined ? nothing : value(c.before, c)}</td><td class="is">${value(c.after, c)}</td></tr>`,
      )}</tbody></table>${actions(content, context)}</section>`;
}

/** Until when a question can be answered, as a clock shows it. */
export const openUntil = (expires: string, locale: string) =>
  filled(
    staffWords(locale).openFor,
    new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(new Date(expires)),
  );
