import { html, LitElement, nothing } from 'lit';
import type { CardContext } from '../cards/context.ts';
import { list } from '../cards/parts.ts';
import { text } from '../format.ts';
import type { CardContent, Schema } from '../protocol.ts';
import { openUntil } from './figures.ts';
import { shown } from './parts.ts';
import type { Change } from './shape.ts';
import { staffWords } from './words.ts';

export const confirm = (content: CardContent, context: CardContext) =>
  html`<henk-confirm .content=${content} .context=${context}></henk-confirm>`;

/** A question that waits: what would be done, what of it can still be changed, and until when. */
export class ConfirmElement extends LitElement {
  static override properties = { content: {}, context: {}, editing: { state: true }, late: { state: true } };

  declare content: CardContent;
  declare context: CardContext;
  declare editing: boolean;
  declare late: boolean;
  private clock: ReturnType<typeof setTimeout> | undefined;

  /** The card's own root, so that it looks like every other card. */
  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const left = Date.parse(text(this.content.expiresAt)) - Date.now();
    this.late = left <= 0;
    if (left > 0) this.clock = setTimeout(() => this.expire(), Math.min(left, 2 ** 31 - 1));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.clock);
  }

  private expire(): void {
    this.late = true;
  }

  private answer(approved: boolean, label: string): void {
    const values = approved ? this.edits() : {};
    if (!values) return;
    this.context.choose({ kind: 'answer', label, payload: { approved, ...values } });
  }

  /** Only what was changed; undefined when a field is wrong, which then says so. */
  private edits(): Record<string, string> | undefined {
    const form = this.querySelector('form');
    if (!form) return {};
    if (!form.reportValidity()) return undefined;
    const { properties = {} } = (this.content.schema ?? {}) as Schema;
    const changed: Record<string, string> = {};
    for (const [name, value] of new FormData(form)) {
      if (String(value) !== text(properties[name]?.default)) changed[name] = String(value);
    }
    return changed;
  }

  protected override render() {
    const { content, context } = this;
    const w = staffWords(context.locale);
    const facts = list<Change & { value?: unknown }>(content.fields);
    const editable = Object.entries(((content.schema ?? {}) as Schema).properties ?? {});
    const yes = text(content.approve) || context.w.yes;
    const no = text(content.decline) || context.w.no;
    return html`<section class="body confirm" role="group" aria-label=${text(content.title)}>
      <h3>${content.title}</h3>
      ${
        facts.length
          ? html`<dl>${facts.map(
              (f) =>
                html`<div><dt>${f.label}</dt><dd>${f.before === undefined ? nothing : html`<s>${shown(f.before, f, context.locale)}</s> → `}${shown(f.value, f, context.locale)}</dd></div>`,
            )}</dl>`
          : nothing
      }
      ${this.editing ? html`<form ?hidden=${context.answer !== undefined || this.late} @submit=${(e: Event) => e.preventDefault()}>${editable.map(([name, schema]) => entry(name, schema))}</form>` : nothing}
      ${
        context.answer !== undefined
          ? html`<p class="answer" role="status">${context.answer}</p>`
          : this.late
            ? html`<p class="note" role="status">${w.expired}</p>`
            : html`<div class="actions"><button class="main" @click=${() => this.answer(true, yes)}>${yes}</button>
              <button @click=${() => this.answer(false, no)}>${no}</button>
              ${
                editable.length && !this.editing
                  ? html`<button class="link" @click=${() => {
                      this.editing = true;
                      this.updateComplete.then(() =>
                        this.querySelector<HTMLElement>('form input, form select, form textarea')?.focus(),
                      );
                    }}>${w.edit}</button>`
                  : nothing
              }
              ${content.expiresAt ? html`<small class="until">${openUntil(text(content.expiresAt), context.locale)}</small>` : nothing}</div>`
      }
    </section>`;
  }
}

function entry(name: string, schema: Schema) {
  const id = `edit-${name}`;
  const value = text(schema.default);
  const field = schema.oneOf
    ? html`<select id=${id} name=${name}>${schema.oneOf.map((o) => html`<option value=${o.const} ?selected=${o.const === value}>${o.title}</option>`)}</select>`
    : (schema.maxLength ?? 0) > 300
      ? html`<textarea id=${id} name=${name} rows="3" maxlength=${schema.maxLength!} .value=${value}></textarea>`
      : html`<input id=${id} name=${name} type=${schema.format === 'date' ? 'date' : /number|integer/.test(schema.type ?? '') ? 'number' : 'text'}
          step=${schema.type === 'number' ? 'any' : nothing} min=${schema.minimum ?? nothing} max=${schema.maximum ?? nothing}
          maxlength=${schema.maxLength ?? nothing} .value=${value}/>`;
  return html`<div class="field"><label for=${id}>${schema.title ?? name}</label>${field}</div>`;
}
