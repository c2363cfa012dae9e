import { html, LitElement, nothing } from 'lit';
import type { CardContext } from '../cards/context.ts';
import { actions, list } from '../cards/parts.ts';
import { number, text } from '../format.ts';
import type { CardContent } from '../protocol.ts';
import { request } from './server.ts';
import { filled, staffWords } from './words.ts';

export const importCard = (content: CardContent, context: CardContext) =>
  html`<henk-import .content=${content} .context=${context}></henk-import>`;

type Column = { index: number; header: string; field?: string | null; confidence: number; samples: string[] };
type StageName = { name: string; rows: number; stage?: string | null };
type View = {
  state: string;
  kind: string;
  summary: string;
  rows: number;
  counts: { done: number; refused: number };
  columns: Column[];
  stages: StageName[];
  notes: string[];
};
type Named = { key: string; label: string };
type Choices = { kinds: Named[]; fields: Named[]; stages: Named[] };

const UNSURE = 0.8;
const LOOK_AGAIN = 3000;

/**
 * A file on its way in: what its columns are taken for, to be corrected; what would come of it; how far it is. It asks
 * the server itself, so that it shows how the file stands and not how it stood when it was first spoken of.
 */
export class ImportElement extends LitElement {
  static override properties = {
    content: {},
    context: {},
    view: { state: true },
    choices: { state: true },
    wrong: { state: true },
    asking: { state: true },
  };

  declare content: CardContent;
  declare context: CardContext;
  declare view: View | undefined;
  declare choices: Choices | undefined;
  declare wrong: string;
  /** The field that was corrected, until it is known what comes of it: nothing else is corrected meanwhile. */
  declare asking: string;
  /** Once there was something to decide it stays open: what was decided last must not shut it under the person's hand. */
  private unsure = false;
  private again: ReturnType<typeof setTimeout> | undefined;
  private events: EventSource | undefined;

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.wrong = this.asking = '';
    void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unfollow();
  }

  private get href(): string {
    const href = text(this.content.href);
    return href.startsWith('/api/imports/') ? href : '';
  }

  private async look(): Promise<void> {
    if (!this.href) return;
    const { loadFailed } = staffWords(this.context.locale);
    try {
      this.view = await this.ask<View>('GET', '');
      if (this.open) this.choices = await this.ask<Choices>('GET', '/choices');
      else if (!this.asking) this.choices = undefined;
      if (this.wrong === loadFailed) this.wrong = '';
      this.follow();
    } catch {
      this.wrong ||= loadFailed;
      if (this.busy) this.lookAgain();
    }
    this.settle();
  }

  private lookAgain(): void {
    if (this.isConnected) this.again = setTimeout(() => this.look(), LOOK_AGAIN);
  }

  /** Whether something of it can still be decided otherwise. */
  private get open(): boolean {
    return /mapped|checked|failed|cancelled/.test(this.view?.state ?? '');
  }

  private get busy(): boolean {
    return /queued|running/.test(this.view?.state ?? '');
  }

  private unfollow(): void {
    this.events?.close();
    clearTimeout(this.again);
  }

  private follow(): void {
    this.unfollow();
    if (!this.busy || !this.isConnected) return;
    const events = new EventSource(`${new URL(this.href, import.meta.url).href}/events`);
    this.events = events;
    events.addEventListener('import', (event) => {
      this.view = JSON.parse((event as MessageEvent<string>).data) as View;
      if (this.busy) return;
      this.unfollow();
      void this.look();
    });
    // A line that only broke comes back by itself; one that was refused does not.
    events.addEventListener('error', () => {
      if (events.readyState === EventSource.CLOSED) this.lookAgain();
    });
  }

  private async correct(field: string, change: Record<string, unknown>): Promise<void> {
    this.wrong = '';
    this.asking = field;
    try {
      this.view = await this.ask<View>('PUT', '/mapping', change);
      this.view = await this.ask<View>('POST', '/runs', { dry_run: true });
      this.choices = change.kind ? await this.ask<Choices>('GET', '/choices') : this.choices;
      this.follow();
    } catch (cause) {
      this.wrong = (cause as Error).message;
    }
    this.settle();
  }

  /** A field that cannot be used has no focus: it is given back, unless somebody has gone on elsewhere. */
  private settle(): void {
    const field = this.asking;
    if (!field || this.busy) return;
    this.asking = '';
    this.updateComplete.then(() => {
      if (document.activeElement !== document.body) return;
      this.selects()
        .find(({ name }) => name === field)
        ?.focus({ preventScroll: true });
    });
  }

  private selects(): HTMLSelectElement[] {
    return [...this.querySelectorAll('select')];
  }

  /** What a person chose stays chosen whatever is drawn: what the server has is put there by hand. */
  protected override updated(): void {
    if (!this.asking) for (const select of this.selects()) select.value = select.dataset.is ?? '';
  }

  /** What is in stays; one that has just ended says so. */
  private async cancel(): Promise<void> {
    this.wrong = '';
    try {
      this.view = await this.ask<View>('POST', '/cancellation', {});
    } catch (cause) {
      this.wrong = (cause as Error).message;
    }
    await this.look();
  }

  private ask<T>(method: string, what: string, body?: unknown): Promise<T> {
    return request<T>(method, this.href + what, this.context.locale, body);
  }

  protected override render() {
    const { view, content, context } = this;
    const w = staffWords(context.locale);
    if (!view)
      return html`<section class="body"><h3>${content.title}</h3><p class="note">${this.wrong || text(content.fallback)}</p></section>`;
    const { counts, rows } = view;
    const href = new URL(this.href, import.meta.url).href;
    return html`<section class="body import">
      <h3>${content.title}</h3>
      <p role="status">${view.summary}</p>
      ${
        this.busy
          ? html`<progress max=${rows} value=${counts.done} aria-label=${view.summary}></progress>
            <button class="link" @click=${() => this.cancel()}>${w.stop}</button>`
          : nothing
      }
      ${list<string>(view.notes).map((note) => html`<p class="note">${note}</p>`)}
      ${(this.open || this.asking) && this.choices ? this.mapping(view, this.choices) : nothing}
      ${counts.refused ? html`<p><a href="${href}/problems.csv" download>${filled(w.problems, number(counts.refused, context.locale))}</a></p>` : nothing}
      ${this.wrong ? html`<p class="error" role="alert">${this.wrong}</p>` : nothing}
      ${actions(content, context)}
    </section>`;
  }

  private mapping({ kind, columns, stages }: View, { kinds, fields, stages: ours }: Choices) {
    const w = staffWords(this.context.locale);
    this.unsure ||= columns.some((c) => c.confidence < UNSURE) || stages.some((s) => !s.stage);
    return html`<details class="mapping" ?open=${this.unsure}><summary>${w.mapping}</summary>
      <label>${w.rowsAre} ${this.select('kind', kinds, kind, '', (to) => ({ kind: to }))}</label>
      <table><thead><tr><th scope="col">${w.column}</th><th scope="col">${w.means}</th></tr></thead>
        <tbody>${columns.map(
          (
            c,
          ) => html`<tr class=${c.confidence < UNSURE ? 'unsure' : ''}><th scope="row">${c.header}<small>${c.samples.slice(0, 2).join(' · ')}</small></th>
            <td>${this.select(`column ${c.index}`, fields, c.field, w.leftOut, (field) => ({ columns: [{ index: c.index, field }] }), c.header)}</td></tr>`,
        )}${stages.map(
          (
            s,
          ) => html`<tr class=${s.stage ? '' : 'unsure'}><th scope="row">${filled(w.stageNamed, s.name)}<small>${s.rows === 1 ? w.row : filled(w.rows, String(s.rows))}</small></th>
            <td>${this.select(`stage ${s.name}`, ours, s.stage, w.leftOut, (stage) => ({ stages: [{ name: s.name, stage }] }), s.name)}</td></tr>`,
        )}</tbody></table></details>`;
  }

  private select(
    name: string,
    all: Named[],
    chosen: string | null | undefined,
    none: string,
    change: (to: string) => Record<string, unknown>,
    label = '',
  ) {
    return html`<select name=${name} data-is=${chosen ?? ''} aria-label=${label || nothing} ?disabled=${this.asking}
      @change=${(e: Event) => this.correct(name, change((e.target as HTMLSelectElement).value))}>
      ${none ? html`<option value="">${none}</option>` : nothing}
      ${all.map(({ key, label: said }) => html`<option value=${key}>${said}</option>`)}</select>`;
  }
}
