/** `<henk-sales>`: the talk of a colleague with the assistant, over the whole height of the page. */
import { css, html, nothing, type PropertyValues } from 'lit';
import type { CardChoice } from '../../src/cards/context.ts';
import { ChatPanel } from '../../src/chat-panel.ts';
import type { CardEntry, Conversation, TextEntry } from '../../src/conversation.ts';
import { downIcon, sendIcon, stopIcon } from '../../src/icons.ts';
import { grouped } from '../../src/panel-parts.ts';
import type { Stored } from '../../src/shell.ts';
import { fill } from '../../src/wording.ts';
import { Refused, renew, server } from '../desk/server.ts';
import { dropping } from './dropping.ts';
import { clipIcon } from './icons.ts';
import { language, words } from './words.ts';

const salesStyles = css`
  :host { --measure: 50rem; display: grid; min-block-size: 0; min-inline-size: 0; font: 400 1rem/1.55 var(--sans); color: var(--ink); --heading-family: var(--serif); --heading: 400 1em/1.3 var(--serif); --paper: light-dark(#fbfbf9, #12151b); --accent: #1c2740; --on-accent: #fff; }
  .whole { position: relative; display: flex; flex-direction: column; min-block-size: 0; background: var(--paper); }
  .log { padding-inline: max(1.25rem, calc((100% - var(--measure)) / 2)); padding-block: 2rem 1.25rem; gap: 1.05rem; }
  .hello { padding-block: 4vh 1rem; }
  .hello .greeting { font: 300 clamp(1.7rem, 4.2vw, 2.5rem)/1.18 var(--serif); letter-spacing: -.012em; }
  .hello .note { font-size: .96rem; max-inline-size: 38em; margin-block-start: .9rem; }
  .mine { max-inline-size: min(40rem, 88%); }
  .theirs { max-inline-size: 44rem; }
  .dock { padding: .35rem max(1.25rem, calc((100% - var(--measure)) / 2)) max(1rem, env(safe-area-inset-bottom)); }
  form.write { margin: 0; padding-inline-start: 1.15em; box-shadow: 0 10px 34px -22px rgb(10 14 22 / .5); }
  .state { margin: 0; }
  .state.wrong { color: var(--bad); }
  .clip { background: none; color: inherit; }
  input.unseen { inline-size: 1px; block-size: 1px; }
  .drop { position: absolute; z-index: 4; inset: .75rem; margin: 0; padding: 1rem; display: grid; place-content: center; text-align: center; pointer-events: none; border: 2px dashed light-dark(#1c2740, #aab4cc); border-radius: 14px; background: light-dark(#fbfbf9f2, #12151bf2); font: 300 clamp(1.2rem, 3vw, 1.6rem)/1.3 var(--serif); }
  .newer { inset-block-end: .4rem; }
  @media (max-width: 46rem) { .log { padding-inline: 1rem; padding-block-start: 1.25rem; } .dock { padding-inline: .75rem; } .hello { padding-block-start: 1.5vh; } }
`;

/** As much as the server reads, and of which kinds. */
const MOST_BYTES = 100 * 1024 * 1024;
const TABLES = ['.csv', '.tsv', '.txt', '.xlsx'];

export class SalesChat extends ChatPanel {
  static override styles = [ChatPanel.styles, salesStyles];

  static override properties = {
    ...ChatPanel.properties,
    sending: { state: true },
    refusal: { state: true },
    dragging: { state: true },
  };

  declare dragging: boolean;
  declare sending: boolean;
  declare refusal: string | undefined;
  /** Whoever signed in here. */
  who = '';
  private changed: (session: string | undefined) => void = () => {};

  private undrop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.undrop = dropping(
      (is) => {
        this.dragging = is;
      },
      (files) => this.bring(files),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.undrop?.();
  }

  /** To be called once, before it is put into the page. */
  attend(who: string, session: string | undefined, changed: (session: string | undefined) => void): void {
    this.who = who;
    this.changed = changed;
    this.sending = this.dragging = false;
    let stored: Stored = { session };
    this.begin({
      host: this,
      settings: { key: '', api: '', locale: language, consentRequired: false },
      load: () => stored,
      save: (kept) => {
        stored = kept || {};
        this.changed(stored.session);
      },
      emit: () => {},
      unread: () => {},
      close: () => {},
    });
    this.patient();
    this.open = true;
    if (!session) this.wake();
  }

  get sessionId(): string | undefined {
    return this.session.state.sessionId;
  }

  /** Takes up another conversation, or begins a new one. */
  turnTo(session: string | undefined): void {
    this.session.reset();
    if (session) {
      this.session.moveTo(session);
      void this.session.restore().then(() => this.following.toEnd());
    }
    this.focusBox();
  }

  focusBox(): void {
    this.updateComplete.then(() => this.renderRoot.querySelector('textarea')?.focus({ preventScroll: true }));
  }

  /** A token that has ended in the middle of a talk is renewed, once for each call. */
  private patient(): void {
    const { transport } = this;
    const call = transport.call.bind(transport);
    transport.call = async (...args) => {
      try {
        return await call(...args);
      } catch (cause) {
        const { kind } = cause as { kind?: string };
        if (kind === 'refused' && (await renew())) return call(...args);
        throw cause;
      }
    };
  }

  /** Nothing is asked of the server before the first word: words and ideas are the page's own. */
  protected override async learn(): Promise<void> {
    this.config = { persona: { name: 'HENK' }, suggestions: words.ideas };
  }

  protected override chosen(entry: CardEntry, choice: CardChoice): void {
    if (choice.kind === 'action' && choice.action.again) {
      const { id, label } = choice.action;
      this.following.on();
      this.session.send(label, label, { action: { id, cardId: entry.id } });
    } else super.chosen(entry, choice);
  }

  /** A question counts as answered by whatever was said next, also after a reload. */
  protected override answerOf(entry: CardEntry): string | undefined {
    const known = super.answerOf(entry);
    if (known !== undefined || entry.card.type !== 'confirm') return known;
    const { entries } = this.talk;
    const next = entries
      .slice(entries.indexOf(entry))
      .find((e) => e.kind === 'text' && e.role === 'user' && e.delivery !== 'failed');
    return (next as TextEntry | undefined)?.text;
  }

  private readonly picked = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    void this.bring(files);
  };

  /** A file goes to the server first; then it is spoken of, and nothing of it is a record before that is confirmed. */
  private async bring(files: File[]): Promise<void> {
    const [file] = files;
    if (!file || this.sending) return;
    this.refusal = unfit(files);
    if (this.refusal) return;
    this.sending = true;
    try {
      const { id } = await server.upload(file);
      const said = fill(words.takeOver, file.name);
      this.following.on();
      this.session.send(said, said, { action: { id: `import:${id}`, cardId: '' } });
    } catch (cause) {
      this.refusal = (cause instanceof Refused && cause.message) || words.unreachable;
    }
    this.sending = false;
  }

  /** Whoever shows the list of talks is told when this one has gone on: it is the latest now. */
  protected override updated(changes: PropertyValues): void {
    super.updated(changes);
    const before = changes.get('talk') as Conversation | undefined;
    if (before && before.status !== 'idle' && !this.busy) this.changed(this.sessionId);
  }

  protected override hello() {
    if (this.talk.entries.length) return html``;
    return html`<div class="hello"><p class="greeting">${fill(words.greeting, this.who)}</p><p class="note">${words.note}</p>
      ${this.ideas(words.ideas.map((idea) => ({ label: idea, value: idea })))}</div>`;
  }

  protected override render() {
    const { talk, w } = this;
    const { suggestions } = talk.entries.length ? talk : { suggestions: [] };
    return html`<section class="whole" aria-labelledby="talk" @click=${this.pressed}><h2 class="unseen" id="talk">${words.title}</h2>
      <div class="middle">
        <div class="log" role="log" aria-live="off" aria-label=${w.log} tabindex="0" @scroll=${this.following.scrolled}>
          ${this.hello()}${grouped(talk.entries).map((item) => this.item(item))}
          ${this.ending()}
          ${suggestions.length && !this.busy ? this.ideas(suggestions) : nothing}
        </div>
        ${this.below ? html`<button class="newer pill" @click=${this.following.toEnd}>${downIcon} ${w.newer}</button>` : nothing}
      </div>
      ${this.online ? (talk.status === 'reconnecting' ? html`<p class="state">${w.reconnecting} …</p>` : nothing) : html`<p class="state">${w.offline}</p>`}
      ${this.sending ? html`<p class="state" role="status">${words.sending}</p>` : nothing}
      ${this.refusal ? html`<p class="state wrong" role="alert">${this.refusal}</p>` : nothing}
      <div class="dock"><form class="write" @submit=${this.submit}>
        <input class="unseen" type="file" tabindex="-1" aria-hidden="true" accept=${TABLES.join()} @change=${this.picked}>
        <button class="go clip" type="button" aria-label=${words.file} title=${words.file} ?disabled=${this.busy || this.sending} @click=${() => this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click()}>${clipIcon}</button>
        <textarea rows="1" maxlength="4000" enterkeyhint="send" aria-label=${words.ask} placeholder=${words.ask} .value=${this.draft}
          @input=${(e: InputEvent) => {
            this.draft = (e.target as HTMLTextAreaElement).value;
          }} @keydown=${this.typed}></textarea>
        ${
          this.busy
            ? html`<button class="go stop" type="button" aria-label=${w.stop} @click=${() => this.session.stop()}>${stopIcon}</button>`
            : html`<button class="go" aria-label=${w.send} aria-disabled=${String(!this.draft.trim())}>${sendIcon}</button>`
        }
      </form></div>
      <div class="unseen" aria-live="polite" aria-relevant="additions" role="status"></div>
      ${this.dragging ? html`<p class="drop">${words.drop}</p>` : nothing}
    </section>`;
  }
}

/** Why nothing is sent at all. */
function unfit([file, ...others]: File[]): string | undefined {
  if (others.length) return words.oneFile;
  if (!TABLES.some((end) => file?.name.toLowerCase().endsWith(end))) return words.notATable;
  return file && file.size > MOST_BYTES ? words.tooLarge : undefined;
}
