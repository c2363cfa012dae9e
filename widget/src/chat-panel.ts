import { type CSSResultGroup, html, LitElement, nothing, type PropertyValues } from 'lit';
import { Announcer } from './announcer.ts';
import type { CardChoice } from './cards/context.ts';
import { ChatSession } from './chat-session.ts';
import { brightness } from './colour.ts';
import { type CardEntry, type Conversation, type Entry, empty, type TextEntry } from './conversation.ts';
import { mine, rating, theirs, working, wrong } from './drawing.ts';
import { following } from './following.ts';
import { closeIcon, downIcon, resetIcon, sendIcon, stopIcon } from './icons.ts';
import { grouped, type Item, labelled, wait } from './panel-parts.ts';
import { panelStyles } from './panel-styles.ts';
import { type AgentEvent, type Option, toOptions, type WidgetConfig } from './protocol.ts';
import type { Shell } from './shell.ts';
import { HttpTransport } from './transport.ts';
import { phone, wholeScreen } from './whole-screen.ts';
import { fill, loadWording, wordingFor } from './wording.ts';

const cardsFile = './cards.js';
const liveFile = './live.js';

/** `<sales-chat-panel>`: what a visitor sees of a conversation. Draws the session's state and passes on what is done. */
export class ChatPanel extends LitElement {
  static override styles: CSSResultGroup = panelStyles;
  static override properties = {
    talk: { state: true },
    config: { state: true },
    open: { state: true },
    draft: { state: true },
    below: { state: true },
    sure: { state: true },
    greeting: { state: true },
    online: { state: true },
    consented: { state: true },
  };

  declare shell: Shell;
  declare talk: Conversation;
  declare config: WidgetConfig;
  declare open: boolean;
  declare draft: string;
  declare below: boolean;
  declare sure: boolean;
  declare greeting: string | undefined;
  declare online: boolean;
  declare consented: boolean;

  session!: ChatSession;
  transport!: HttpTransport;
  private asked = false;
  private restored: Promise<void> | undefined;
  private unread = 0;
  protected readonly following = following(
    () => this.renderRoot.querySelector('.log'),
    (more) => {
      this.below = more;
    },
  );
  private screen!: ReturnType<typeof wholeScreen>;
  private readonly announcer = new Announcer((sentence) => this.say(sentence));

  /** Must be called once, before the element is put into the page. */
  begin(shell: Shell): void {
    this.shell = shell;
    Object.assign(this, { talk: empty, config: {}, open: false, draft: '', below: false, sure: false });
    this.online = navigator.onLine;
    this.consented = !!shell.load().consent;
    this.screen = wholeScreen(shell.host, () => this.requestUpdate());
    const { settings } = shell;
    this.transport = new HttpTransport(settings.api, settings.key);
    this.session = new ChatSession(
      this.transport,
      {
        read: () => shell.load().session,
        write: (session) => this.keep(session),
      },
      {
        key: settings.key,
        locale: () => settings.locale,
        page: () => location.href.split(/[?#]/)[0]!,
        online: () => navigator.onLine,
        wait: (ms) => wait(ms),
      },
      (talk, event) => this.heard(talk, event),
    );
    addEventListener('online', this.network);
    addEventListener('offline', this.network);
    if (shell.load().session && !this.consentPending) this.wake();
  }

  show(): void {
    this.open = true;
    this.unread = 0;
    if (!this.consentPending) this.wake();
    this.screen.cover(true);
    this.updateComplete.then(() => this.focusIn());
  }

  hide(): void {
    this.open = this.sure = false;
    this.screen.cover(false);
  }

  command(name: string, [first]: readonly unknown[]): void {
    if (name === 'send' && first) this.send(String(first));
    else if (name === 'reset') this.reset();
    else if (name === 'locale') this.relocate();
    else if (name === 'consent') this.consent(first !== false);
    else if (name === 'proactive') this.greeting = (first as { text?: string } | undefined)?.text;
    else if (name === 'identify') this.identify(first);
    else if (name === 'destroy') this.destroy();
  }

  get w() {
    return wordingFor(this.shell.settings.locale);
  }

  protected get consentPending(): boolean {
    return !this.consented && (this.shell.settings.consentRequired || !!this.config.consentRequired);
  }

  protected get busy(): boolean {
    return this.talk.status !== 'idle';
  }

  /** Cards are a file of their own: the first word of a talk need not wait for them. */
  private static cards: Promise<unknown> | undefined;

  /** First use: learn who speaks here, and take up the talk of an earlier page. */
  protected wake(): void {
    if (!this.asked) {
      this.asked = true;
      this.learn();
    }
    this.restored ??= this.session.restore();
    ChatPanel.cards ??= import(/* @vite-ignore */ cardsFile).catch(() => {
      ChatPanel.cards = undefined;
    });
  }

  protected async learn(): Promise<void> {
    try {
      this.config = await this.transport.config(this.shell.settings.locale);
    } catch {
      this.asked = false; // the built-in words stand until the next opening
      return;
    }
    const accent = this.config.theme?.accent;
    if (!accent) return;
    const { style } = this.shell.host;
    style.setProperty('--theme-accent', accent);
    style.setProperty('--theme-on-accent', brightness(accent) > 0.58 ? '#14171c' : '#fff');
  }

  private relocate(): void {
    this.asked = false;
    if (!this.consentPending && this.open) this.wake();
    const { locale } = this.shell.settings;
    loadWording(locale).finally(() => this.requestUpdate());
  }

  private keep(session: string | undefined): void {
    const { shell } = this;
    if (!session) {
      const { consent } = shell.load();
      shell.save(consent ? { consent } : undefined);
    } else if (!this.consentPending) shell.save({ ...shell.load(), session, open: this.open });
  }

  private consent(given: boolean): void {
    if (!given) {
      this.session.reset();
      this.consented = false;
      this.shell.save(undefined);
      return;
    }
    this.consented = true;
    this.shell.save({ ...this.shell.load(), consent: true });
    if (this.open) {
      this.wake();
      this.updateComplete.then(() => this.focusIn());
    }
    this.session.flush();
  }

  private identify(who: unknown): void {
    const { token, session } = (typeof who === 'string' ? { token: who } : (who ?? {})) as {
      token?: string;
      session?: string;
    };
    this.transport.token = token;
    if (session) this.session.moveTo(session);
    this.restored = undefined;
    if (!this.consentPending && (this.open || this.shell.load().session)) this.wake();
  }

  private reset(): void {
    this.sure = false;
    this.transport.token = undefined;
    this.greeting = undefined;
    this.draft = '';
    this.unread = 0;
    this.session.reset();
    this.shell.unread(0);
  }

  private destroy(): void {
    this.session.reset();
    this.screen.end();
    removeEventListener('online', this.network);
    removeEventListener('offline', this.network);
  }

  protected send(text: string, label?: string): void {
    if (this.consentPending || !text.trim()) return;
    this.following.on();
    this.session.send(text.trim(), label);
  }

  protected submit(event?: Event): void {
    event?.preventDefault();
    if (this.busy) return;
    this.send(this.draft);
    this.draft = '';
  }

  protected chosen({ card, id }: CardEntry, choice: CardChoice): void {
    this.following.on();
    if (choice.kind === 'reply') this.send(choice.option.value, choice.option.label);
    else if (choice.kind === 'action') this.session.act(id, choice.action);
    else if (choice.kind === 'submit') this.session.submit(id, choice.label, choice.message, choice.values);
    else this.session.answer(String(card.content.interruptId ?? id), id, choice.label, choice.payload, choice.message);
  }

  private heard(talk: Conversation, event?: AgentEvent): void {
    this.talk = talk;
    // Few talks ever need it: what a person of the house says comes by itself.
    if (talk.handoff) import(/* @vite-ignore */ liveFile).then((live) => live.attend(this)).catch(() => {});
    if (!event)
      for (const e of talk.entries)
        if (e.kind === 'text' && e.done && !this.announcer.knows(e.id)) this.announcer.skip(e.id, e.text);
    if (
      event?.type === 'TEXT_MESSAGE_START' &&
      !talk.entries.some((e) => e.id === event.messageId && e.kind === 'text' && e.role === 'user')
    )
      this.announcer.progress(event.messageId, '', false);
    if (event?.type !== 'TEXT_MESSAGE_END') return;
    const said = talk.entries.find((e) => e.id === event.messageId) as TextEntry | undefined;
    if (said?.role !== 'assistant') return;
    this.shell.emit('message', { id: said.id, role: said.role, text: said.text });
    if (!this.open) this.shell.unread(++this.unread);
  }

  // -- what the person does with the panel itself

  private readonly network = () => {
    this.online = navigator.onLine;
    if (this.online) this.session.flush();
  };

  private focusIn(where = 'textarea, .ask-first .main'): void {
    this.renderRoot.querySelector<HTMLElement>(where)?.focus({ preventScroll: true });
  }

  /**
   * What was pressed may be gone, or closed to another press, once that is drawn: the focus must not be lost with it, or
   * nobody hears what is typed next. On a phone the message box would bring up the keyboard.
   */
  protected pressed({ target }: Event): void {
    if (!(target as Element).closest('button, henk-card')) return;
    requestAnimationFrame(() =>
      setTimeout(() => {
        if (!this.open || this.shadowRoot!.activeElement) return;
        this.focusIn(this.sure ? '.sure :last-child' : phone.matches ? '.log' : undefined);
      }),
    );
  }

  private keys(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    if (this.sure) this.pressed(event);
    else this.shell.close();
    this.sure = false;
  }

  protected typed(event: KeyboardEvent): void {
    // 229: an input method is still composing, also where isComposing is not told.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    this.submit(event);
  }

  say(sentence: string): void {
    const region = this.renderRoot.querySelector('.unseen[role]');
    if (!region) return;
    const line = document.createElement('p');
    line.textContent = sentence;
    region.append(line);
    while (region.children.length > 12) region.firstElementChild!.remove();
  }

  protected override updated(changes: PropertyValues): void {
    if (!this.open) return;
    this.following.go();
    if (!changes.has('talk')) return;
    for (const e of this.talk.entries) {
      if (e.kind !== 'text' || e.role !== 'assistant' || !this.announcer.knows(e.id)) continue;
      const shown = this.renderRoot.querySelector<HTMLElement>(`[data-id="${CSS.escape(e.id)}"] sales-chat-text`);
      if (shown) this.announcer.progress(e.id, shown.innerText, e.done);
    }
  }

  // -- drawing

  protected override render() {
    const { persona } = this.config;
    const { locale } = this.shell.settings;
    const w = this.w;
    this.dir = /^(ar|he|fa|ur)/.test(locale) || document.dir === 'rtl' ? 'rtl' : 'ltr';
    this.lang = locale;
    if (this.shell.host.dataset.side) this.dataset.side = this.shell.host.dataset.side;
    return html`<section class="panel ${this.open ? 'open' : ''}" role="dialog" aria-labelledby="name" aria-modal=${phone.matches ? 'true' : nothing} @keydown=${this.keys} @click=${this.pressed}>
      <div class="top">
        <div class="who"><h2 id="name">${this.talk.person ?? persona?.name ?? w.title}</h2>
          <p>${this.talk.person ? fill(w.personHere, this.talk.person) : html`${persona?.title ? `${persona.title} · ` : ''}${w.role}`}</p></div>
        ${this.controls()}
        <button class="close" aria-label=${w.close} @click=${() => this.shell.close()}>${closeIcon}</button>
      </div>
      ${this.consentPending ? this.consentView() : this.talkView()}
      <div class="unseen" aria-live="polite" aria-relevant="additions" role="status"></div>
    </section>`;
  }

  private controls() {
    const w = this.w;
    if (!this.talk.entries.length) return nothing;
    if (!this.sure) {
      return html`<button class="reset" aria-label=${w.reset} title=${w.reset} @click=${() => {
        this.sure = true;
      }}>${resetIcon}</button>`;
    }
    return html`<div class="sure" role="group" aria-label=${w.resetAsk}><span>${w.resetAsk}</span>
      <button @click=${this.reset}>${w.yes}</button><button @click=${() => {
        this.sure = false;
      }}>${w.no}</button></div>`;
  }

  private consentView() {
    const w = this.w;
    return html`<div class="ask-first"><h3>${w.consentTitle}</h3><p>${w.consentText}</p>
      <p class="note">${this.config.welcome?.disclosure ?? w.disclosure}</p>
      <div class="ideas"><button class="pill main" @click=${() => this.consent(true)}>${w.accept}</button>
      <button class="pill" @click=${() => this.shell.close()}>${w.decline}</button></div></div>`;
  }

  private talkView() {
    const { talk, w } = this;
    const { suggestions } = talk.entries.length ? talk : { suggestions: [] };
    return html`<div class="middle">
        <div class="log" role="log" aria-live="off" aria-label=${w.log} tabindex="0" @scroll=${this.following.scrolled}>
          ${this.hello()}
          ${grouped(talk.entries).map((item) => this.item(item))}
          ${this.ending()}
          ${suggestions.length && !this.busy ? this.ideas(suggestions) : nothing}
        </div>
        ${!this.below ? nothing : html`<button class="newer pill" @click=${this.following.toEnd}>${downIcon} ${w.newer}</button>`}
      </div>
      ${this.online ? (talk.status === 'reconnecting' ? html`<p class="state">${w.reconnecting} …</p>` : nothing) : html`<p class="state">${w.offline}</p>`}
      <form class="write" @submit=${this.submit}>
        <textarea rows="1" maxlength="4000" enterkeyhint="send" aria-label=${w.placeholder} placeholder=${w.placeholder} .value=${this.draft}
          @input=${(e: InputEvent) => {
            this.draft = (e.target as HTMLTextAreaElement).value;
          }} @keydown=${this.typed}></textarea>
        ${
          this.busy
            ? html`<button class="go stop" type="button" aria-label=${w.stop} @click=${() => this.session.stop()}>${stopIcon}</button>`
            : html`<button class="go" aria-label=${w.send} aria-disabled=${String(!this.draft.trim())}>${sendIcon}</button>`
        }
      </form>`;
  }

  protected hello() {
    const { w, talk } = this;
    const { welcome, suggestions } = this.config;
    const first = talk.entries.length === 0;
    const options = toOptions(suggestions);
    return html`<div class="hello"><p class="greeting">${this.greeting ?? welcome?.text ?? w.welcome}</p>
      <p class="note">${welcome?.disclosure ?? w.disclosure} <button class="link" @click=${() => this.send(w.personMessage)}>${w.person}</button></p>
      ${first && options.length ? this.ideas(options) : nothing}</div>`;
  }

  protected ideas(options: readonly Option[]) {
    return html`<div class="ideas">${options.map(
      (o) => html`<button class="pill" @click=${() => this.send(o.value, o.label)}>${o.label}</button>`,
    )}</div>`;
  }

  protected item({ entry, card, rail }: Item) {
    if (rail) return html`<div class="rail entry" tabindex="0" role="group">${rail.map((c) => this.card(c))}</div>`;
    if (card) return html`<div class="entry">${this.card(card)}</div>`;
    return entry!.role === 'user' ? mine(entry!, this.online, this.w) : theirs(entry!, this.w);
  }

  /** What stands under the last word: how it was, who is at work, what went wrong. */
  protected ending() {
    const { talk, w, session } = this;
    return [
      rating(talk, (id, value) => session.rate(id, value), w),
      working(talk, talk.person ?? this.config.persona?.name ?? w.title, w),
      wrong(talk, () => session.retry(), this.shell.settings.locale, w),
    ];
  }

  protected card(entry: CardEntry) {
    const { type, content } = entry.card;
    // A form that came again replaces itself: only the latest is there to be filled in.
    const twin = (e: Entry) => e.kind === 'card' && e.card.type === type && e.card.content.id === content.id;
    if (type === 'form' && content.id && this.talk.entries.findLast(twin) !== entry) return nothing;
    return html`<henk-card .card=${entry.card} .locale=${this.shell.settings.locale} .answer=${this.answerOf(entry)}
      @card-choice=${(e: CustomEvent<CardChoice>) => this.chosen(entry, e.detail)}></henk-card>`;
  }

  /** Quick replies count as answered by whatever the person said next, also after a reload. */
  protected answerOf({ id, card }: CardEntry): string | undefined {
    if (card.type !== 'quick_replies') {
      const waits = card.type === 'form' && !this.online && this.session.waits(id);
      return waits ? this.w.waiting : this.talk.answers[id];
    }
    const { entries } = this.talk;
    const at = entries.findIndex((e) => e.id === id);
    const next = entries.slice(at).find((e) => e.kind === 'text' && e.role === 'user') as TextEntry | undefined;
    const said = next && labelled(card, next.text);
    return said ?? (this.busy ? '' : undefined);
  }
}
