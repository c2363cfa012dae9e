import { html, LitElement, nothing } from 'lit';
import type { CardContext } from '../cards/context.ts';
import { actions, list } from '../cards/parts.ts';
import { number, text } from '../format.ts';
import type { CardContent } from '../protocol.ts';
import { columnsOf, type Page, rowOf } from './page.ts';
import { chips, files, moment, numeric, shown } from './parts.ts';
import { request } from './server.ts';
import type { Column, GridContent, Row } from './shape.ts';
import { filled, staffWords } from './words.ts';

export const grid = (content: CardContent, context: CardContext) =>
  html`<henk-grid .content=${content} .context=${context}></henk-grid>`;

/** By what the server sorts: which cell stands in which column may be another one after it did. */
type Order = { by: string; down: boolean };

/**
 * A table that can be sorted and read to its end. What is all here is sorted here; what is not, the server sorts, so
 * that the first row is the first of all and not of what happened to be loaded.
 */
export class GridElement extends LitElement {
  static override properties = {
    content: {},
    context: {},
    order: { state: true },
    columns: { state: true },
    rows: { state: true },
    onward: { state: true },
    state: { state: true },
  };

  declare content: GridContent;
  declare context: CardContext;
  declare order: Order | undefined;
  declare columns: Column[];
  declare rows: Row[];
  declare onward: string | null | undefined;
  declare state: 'busy' | 'failed' | undefined;
  /** The question whose next page is fetched; another one after the server sorted. */
  private asked = '';

  protected override createRenderRoot() {
    return this;
  }

  protected override willUpdate(changes: Map<string, unknown>): void {
    if (!changes.has('content')) return;
    this.columns = list<Column>(this.content.columns);
    this.rows = list<Row>(this.content.rows);
    this.onward = this.content.rest?.after;
    this.asked = this.content.rest?.query ?? '';
    this.order = undefined;
    this.state = undefined;
  }

  /** The next page, or with an order the first one of it. */
  private async load(order?: Order): Promise<void> {
    const { content } = this;
    const { rest } = content;
    if (!rest?.href.startsWith('/api/') || this.state === 'busy') return;
    this.state = 'busy';
    try {
      const page = await request<Page>(
        'POST',
        rest.href,
        this.context.locale,
        order
          ? {
              entity: rest.query.split(' ', 1)[0],
              order: `${order.by} ${order.down ? 'desc' : 'asc'}`,
              refines: rest.query,
            }
          : { query: this.asked, after: this.onward },
      );
      if (content !== this.content) return;
      // What it is sorted by has a column, what it was sorted by before may have none any more.
      if (order) this.columns = columnsOf(page, this.columns);
      const rows = page.lines.map((line) => rowOf(line, this.columns, rest.open));
      this.rows = order ? rows : [...this.rows, ...rows];
      this.order = order ?? this.order;
      this.onward = page.next;
      this.asked = page.query;
      this.state = undefined;
    } catch {
      if (content === this.content) this.state = 'failed';
    }
  }

  private sort(column: Column): void {
    if (this.state === 'busy') return;
    const by = named(column);
    const order = { by, down: this.order?.by === by ? !this.order.down : numeric(column.type) };
    if (this.onward) return void this.load(order);
    this.order = order;
    this.rows = [...this.rows].sort((a, b) => compare(a[column.key], b[column.key], this.context.locale, order.down));
  }

  protected override render() {
    const { content, context, columns } = this;
    const { locale } = context;
    const w = staffWords(locale);
    const total = content.total ?? this.rows.length;
    return html`<section class="body grid">
      ${chips(content.chips, context)}
      <div class="scroll" tabindex="0" role="region" aria-label=${text(content.title)}>
        <table aria-busy=${this.state === 'busy' ? 'true' : 'false'}>
          ${content.title ? html`<caption>${content.title}</caption>` : nothing}
          <thead><tr>${columns.map((c) => this.head(c))}</tr></thead>
          <tbody>${this.rows.map((row) => html`<tr>${columns.map((c, i) => this.cell(row, c, i))}</tr>`)}</tbody>
        </table>
      </div>
      <p class="foot">${
        this.onward
          ? filled(w.rowsOf, number(this.rows.length, locale), number(total, locale))
          : this.rows.length === 1
            ? w.row
            : filled(w.rows, number(this.rows.length, locale))
      }${content.asOf ? html` · ${filled(w.asOf, moment(content.asOf, locale))}` : nothing}${
        this.onward
          ? html` <button class="link" ?disabled=${this.state === 'busy'} @click=${() => this.load()}>${w.more}</button>`
          : nothing
      }${this.state === 'failed' ? html` <span role="alert" class="error">${w.loadFailed}</span>` : nothing}</p>
      ${files(content, locale)}
      ${actions(content, context)}
    </section>`;
  }

  private head(column: Column) {
    const w = staffWords(this.context.locale);
    const here = this.order?.by === named(column);
    const way = here ? (this.order?.down ? 'descending' : 'ascending') : 'none';
    return html`<th scope="col" class=${numeric(column.type) ? 'end' : ''} aria-sort=${way}><button class="sort" title=${filled(w.sortBy, column.title)}
      @click=${() => this.sort(column)}>${column.title}<span aria-hidden="true">${here ? (this.order?.down ? '↓' : '↑') : ''}</span></button></th>`;
  }

  private cell(row: Row, column: Column, i: number) {
    const value = row[column.key];
    if (column.type === 'light')
      return html`<td><span class="light ${text(value)}" role="img" aria-label=${word(value, this.context.locale)}></span></td>`;
    const said = shown(value, column, this.context.locale);
    const { open } = row;
    const name =
      i === 0 && open
        ? html`<button class="link" @click=${() => this.context.choose({ kind: 'action', action: { id: open, label: said, again: true } })}>${said}</button>`
        : said;
    const late = column.type === 'date' && row.late === column.key;
    return i === 0
      ? html`<th scope="row">${name}</th>`
      : html`<td class="${numeric(column.type) ? 'end' : ''} ${late ? 'late' : ''}">${name}</td>`;
  }
}

const named = ({ sort, key }: Column) => sort ?? key;

const word = (light: unknown, locale: string) => staffWords(locale)[light as 'green'] ?? text(light);

/** What is missing stands last, whichever way it is sorted. */
function compare(a: unknown, b: unknown, locale: string, down: boolean): number {
  const none = (v: unknown) => v === null || v === undefined || v === '';
  if (none(a) || none(b)) return Number(none(a)) - Number(none(b));
  const order =
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : text(a).localeCompare(text(b), locale, { numeric: true, sensitivity: 'base' });
  return down ? -order : order;
}
