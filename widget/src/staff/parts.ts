import { html, nothing } from 'lit';
import type { CardContext } from '../cards/context.ts';
import { list } from '../cards/parts.ts';
import { date, money, number, percent, text } from '../format.ts';
import type { CardContent } from '../protocol.ts';
import type { Chip, FileLink } from './shape.ts';
import { filled, staffWords } from './words.ts';

/** A value as its column or figure says what it is; nothing known is a dash, which is read out as such. */
export function shown(
  value: unknown,
  { type, currency, unit }: { type?: string; currency?: string; unit?: string },
  locale: string,
): string {
  if (value === null || value === undefined || value === '') return '–';
  if (type === 'money') return money(value, currency, locale);
  if (type === 'date') return date(value, locale);
  if (type === 'percent' && typeof value === 'number') return percent(value, locale);
  const said = typeof value === 'number' ? decimal(value, locale) : number(value, locale);
  return unit ? `${said} ${unit}` : said;
}

const decimal = (value: number, locale: string) =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: Math.abs(value) < 100 ? 1 : 0 }).format(value);

/** Short, for the end of a bar or an axis. */
export function compact(value: number, currency: string | undefined, locale: string): string {
  const money = currency ? ({ style: 'currency', currency } as const) : {};
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1, ...money }).format(value);
}

export const numeric = (type?: string) => /money|number|integer|percent|days|hours|count/.test(type ?? '');

/** What a question was understood as; each filter can be taken away. */
export function chips(all: Chip[] | undefined, context: CardContext) {
  const w = staffWords(context.locale);
  const given = list<Chip>(all);
  if (!given.length) return nothing;
  return html`<ul class="chips" aria-label=${w.filters}>${given.map(({ label, action }) => {
    const remove = action && context.answer === undefined ? action : undefined;
    return html`<li>${label}${
      remove
        ? html`<button class="x" aria-label=${filled(w.remove, label)} title=${filled(w.remove, label)}
            @click=${() => context.choose({ kind: 'action', action: { id: remove, label: filled(w.remove, label), again: true } })}>×</button>`
        : nothing
    }</li>`;
  })}</ul>`;
}

export const mono = (value: unknown) => text(value).trim();

export const moment = (at: string, locale: string): string =>
  date(at, locale, at.length > 10 ? { dateStyle: 'medium', timeStyle: 'short' } : undefined);

/** Of which moment the figures are. */
export const asOf = ({ asOf }: CardContent, locale: string) =>
  asOf ? html`<p class="foot">${filled(staffWords(locale).asOf, moment(text(asOf), locale))}</p>` : nothing;

/** The whole answer to take along, also what is not loaded here. */
export function files({ files }: CardContent, locale: string) {
  const links = list<FileLink>(files).filter(({ url }) => url.startsWith('/api/'));
  return links.length
    ? html`<ul class="files" aria-label=${staffWords(locale).files}>${links.map(({ label, url }) => html`<li><a href=${new URL(url, import.meta.url).href} download>${label}</a></li>`)}</ul>`
    : nothing;
}
