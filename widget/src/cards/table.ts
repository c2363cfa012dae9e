import { html, nothing } from 'lit';
import { date, money, number, percent, text } from '../format.ts';
import type { CardContent } from '../protocol.ts';
import type { CardContext } from './context.ts';
import { actions, heading, list } from './parts.ts';

type Column = { key: string; title: string; type?: string; currency?: string };
type Row = Record<string, unknown> | unknown[];

const numeric = (column: Column) => /money|number|currency|percent|integer/.test(column.type ?? '');

export function table(content: CardContent, context: CardContext) {
  const columns = list<Column>(content.columns);
  const rows = list<Row>(content.rows);
  if (!rows.length && content.empty)
    return html`<div class="body">${heading(content)}<p>${text(content.empty)}</p>${actions(content, context)}</div>`;
  return html`<div class="body">
    <div class="scroll" tabindex="0" role="region" aria-label=${text(content.title)}>
      <table>
        ${content.title ? html`<caption>${content.title}</caption>` : nothing}
        <thead><tr>${columns.map((c) => html`<th scope="col" class=${numeric(c) ? 'end' : ''}>${c.title}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => line(row, columns, context.locale))}</tbody>
        ${content.total ? html`<tfoot>${line(totals(content.total, columns), columns, context.locale)}</tfoot>` : nothing}
      </table>
    </div>
    ${actions(content, context)}
  </div>`;
}

function line(row: Row, columns: Column[], locale: string) {
  return html`<tr>${columns.map((column, i) => {
    const value = Array.isArray(row) ? row[i] : row[column.key];
    return html`<td class=${numeric(column) ? 'end' : ''}>${cell(value, column, locale)}</td>`;
  })}</tr>`;
}

/** A total may be a row of its own or one figure for the last column. */
function totals(total: unknown, columns: Column[]): Row {
  return typeof total === 'object' && total ? (total as Row) : { [columns.at(-1)?.key ?? '']: total };
}

function cell(value: unknown, { type, currency }: Column, locale: string): string {
  if (type === 'money' || type === 'currency') return money(value, currency, locale);
  if (type === 'date') return date(value, locale);
  return type === 'percent' && typeof value === 'number' ? percent(value, locale) : number(value, locale);
}
