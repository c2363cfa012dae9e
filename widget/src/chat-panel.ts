import { type CSSResultGroup, html, LitElement, nothing, type PropertyValues } from 'lit';
import { Announcer } from './announcer.ts';
import type { CardChoice } from './cards/context.ts';
import { ChatSession } from './chat-session.ts';
import { brightness } from './colour.ts';
import { type CardEntry, type Conversation, type Entry, empty, type TextEntry } from './conversation.ts';
import { badIcon, closeIcon, downIcon, goodIcon, resetIcon, sendIcon, stopIcon } from './icons.ts';
import { doing, grouped, type Item, labelled, wait } from './panel-parts.ts';
import { panelStyles } from './panel-styles.ts';
import { type AgentEvent, type Option, toOptions, type WidgetConfig } from './protocol.ts';
import type { Shell } from './shell.ts';
import { HttpTransport } from './transport.ts';
import { fill, loadWording, wordingFor } from './wording.ts';

const cardsFile = './cards.js';
const liveFile = './live.js';
const phone = matchMedia('(max-width: 30em)');

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
  private lastTop = 0;
  protected follows = true;
  private pinned = false;
  private inerted: Element[] = [];
  private readonly announcer = new Announcer((sentence) => this.say(sentence));

  /** Must be called once, before the element is put into the page. */
  begin(shell: Shell): void {
    this.shell = shell;
    Object.assign(this, { talk: empty, config: {}, open: false, draft: '', below: false, sure: false });
    this.online = navigator.onLine;
    this.consented = !!shell.load().consent;
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
    visualViewport?.addEventListener('resize', this.fit);
    visualViewport?.addEventListener('scroll', this.fit);
    if (shell.load().session && !this.consentPending) this.wake();
  }

  show(): void {
    this.open = true;
    this.unread = 0;
    if (!this.consentPending) this.wake();
    this.cover(phone.matches);
    this.fit();
    this.updateComplete.then(() => this.focusIn());
  }

  hide(): void {
    this.open = this.sure = false;
    this.cover(false);
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
    this.cover(false);
    removeEventListener('online', this.network);
    removeEventListener('offline', this.network);
    visualViewport?.removeEventListener('resize', this.fit);
    visualViewport?.removeEventListener('scroll', this.fit);
  }

  protected send(text: string, label?: string): void {
    if (this.consentPending || !text.trim()) return;
    this.follows = true;
    this.pinned = false;
    this.session.send(text.trim(), label);
  }

  protected submit(event?: Event): void {
    event?.preventDefault();
    if (this.busy) return;
    this.send(this.draft);
    this.draft = '';
  }

  protected chosen({ card, id }: CardEntry, choice: CardChoice): void {
    this.follows = true;
    if (choice.kind === 'reply') this.send(choice.option.value, choice.option.label);
    else if (choice.kind === 'action') this.session.act(id, choice.action);
    else if (choice.kind === 'submit') this.session.submit(id, choice.label, choice.message, choice.values);
    else this.session.answer(String(card.content.interruptId ?? id), id, choice.label, choice.payload, choice.message);
  }

  private heard(talk: Conversation, event?: AgentEvent): void {
    const fresh = !event;
    this.talk = talk;
    // Few talks ever need it: what a person of the house says comes by itself.
    if (talk.handoff) import(/* @vite-ignore */ liveFile).then((live) => live.attend(this)).catch(() => {});
    if (fresh)
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

  /** On a phone the panel fills what the keyboard leaves free. */
  protected readonly fit = () => {
    if (!visualViewport || !this.open) return;
    const { style } = this.shell.host;
    style.setProperty('--view-height', `${visualViewport.height}px`);
    style.setProperty('--view-top', `${visualViewport.offsetTop}px`);
  };

  /** Full screen is modal: the page behind neither scrolls nor takes the focus. */
  protected cover(whole: boolean): void {
    for (const element of this.inerted.splice(0)) element.removeAttribute('inert');
    document.documentElement.style.overflow = whole ? 'hidden' : '';
    if (!whole) return;
    this.inerted = [...document.body.children].filter((e) => e !== this.shell.host && !e.hasAttribute('inert'));
    for (const element of this.inerted) element.setAttribute('inert', '');
  }

  private focusIn(): void {
    const target = this.renderRoot.querySelector<HTMLElement>('textarea, .ask-first .main');
    target?.focus({ preventScroll: true });
  }

  private keys(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    if (this.sure) this.sure = false;
    else this.shell.close();
  }

  protected typed(event: KeyboardEvent): void {
    // 229: an input method is still composing, also where isComposing is not told.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    this.submit(event);
  }

  protected get log(): HTMLElement | null {
    return this.renderRoot.querySelector('.log');
  }

  protected readonly scrolled = () => {
    const log = this.log!;
    const rest = log.scrollHeight - log.clientHeight - log.scrollTop;
    if (rest < 24) this.follows = true;
    else if (log.scrollTop < this.lastTop) this.follows = false;
    this.lastTop = log.scrollTop;
    this.below = rest >= 24;
  };

  protected toEnd(): void {
    this.follows = this.pinned = true;
    this.log?.scrollTo({ top: this.log.scrollHeight });
  }

  /** Follows what comes, but keeps the last question in sight: an answer is read from its beginning. */
  private follow(): void {
    const { log } = this;
    if (!log) return;
    const end = log.scrollHeight - log.clientHeight;
    const question = [...log.querySelectorAll('.mine')].at(-1);
    const top =
      question && !this.pinned
        ? question.getBoundingClientRect().top - log.getBoundingClientRect().top + log.scrollTop - 14
        : end;
    if (this.follows) log.scrollTop = Math.max(Math.min(end, top), Math.min(end, log.scrollTop));
    this.below = end - log.scrollTop >= 24;
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
    this.follow();
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
    return html`<section class="panel ${this.open ? 'open' : ''}" role="dialog" aria-labelledby="name" aria-modal=${phone.matches ? 'true' : nothing} @keydown=${this.keys}>
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
      <button @click=${() => {
        this.reset();
        this.focusIn();
      }}>${w.yes}</button><button @click=${() => {
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
        <div class="log" role="log" aria-live="off" aria-label=${w.log} tabindex="0" @scroll=${this.scrolled}>
          ${this.hello()}
          ${grouped(talk.entries).map((item) => this.item(item))}
          ${this.rating()}${this.working()}${this.wrong()}
          ${suggestions.length && !this.busy ? this.ideas(suggestions) : nothing}
        </div>
        ${!this.below ? nothing : html`<button class="newer pill" @click=${this.toEnd}>${downIcon} ${w.newer}</button>`}
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
    return entry!.role === 'user' ? this.mine(entry!) : this.theirs(entry!);
  }

  private mine({ text, delivery, id }: TextEntry) {
    const { w } = this;
    return html`<div class="mine entry ${delivery === 'waiting' || delivery === 'failed' ? 'waits' : ''}" data-id=${id}>
      <p class="bubble"><span class="unseen">${w.you}: </span>${text}</p>
      ${delivery === 'failed' ? html`<p class="cut">${w.failed}</p>` : delivery === 'waiting' && !this.online ? html`<p class="cut">${w.waiting}</p>` : nothing}
    </div>`;
  }

  private theirs(entry: TextEntry) {
    const { w } = this;
    const { id, text, done, name, stopped } = entry;
    if (!text) return nothing; // its place is kept, so that what follows stays the same element
    return html`<div class="theirs entry" data-id=${id}>${name ? html`<p class="name">${name} · ${w.human}</p>` : nothing}
      <sales-chat-text .content=${{ text, done }}></sales-chat-text>
      ${stopped ? html`<p class="cut">${w.stopped}</p>` : nothing}
    </div>`;
  }

  /** Asked once, under the whole of the latest answer. */
  protected rating() {
    const last = this.talk.entries.findLast((e): e is TextEntry => e.kind === 'text');
    if (this.busy || last?.role !== 'assistant' || last.stopped || last.name) return nothing;
    const { id, feedback } = last;
    const rate = (value: 'up' | 'down', label: string, icon: unknown) =>
      html`<button aria-label=${label} title=${label} aria-pressed=${String(feedback === value)} @click=${() => this.session.rate(id, value)}>${icon}</button>`;
    return html`<div class="after">${rate('up', this.w.good, goodIcon)}${rate('down', this.w.bad, badIcon)}</div>`;
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
    if (card.type !== 'quick_replies') return this.talk.answers[id];
    const { entries } = this.talk;
    const at = entries.findIndex((e) => e.id === id);
    const next = entries.slice(at).find((e) => e.kind === 'text' && e.role === 'user') as TextEntry | undefined;
    const said = next && labelled(card, next.text);
    return said ?? (this.busy ? '' : undefined);
  }

  protected working() {
    const { talk, w } = this;
    const last = talk.entries.at(-1);
    const writing = last?.kind === 'text' && last.role === 'assistant' && !last.done && last.text;
    if (talk.status === 'idle' || (writing && !talk.working)) return nothing;
    const name = talk.person ?? this.config.persona?.name ?? w.title;
    return html`<div class="busy"><svg viewBox="0 0 50 10" aria-hidden="true"><path class="thread" d="M1 6H49"/><path class="cover" d="M-5 6H55"/>
      <path class="needle" d="M-1 6l9-5"/></svg><span>${doing(name, talk.working, w)}</span></div>`;
  }

  protected wrong() {
    const { failure } = this.talk;
    if (!failure) return nothing;
    const w = this.w;
    const { code, detail, retryAfter } = failure;
    const seconds = retryAfter
      ? new Intl.NumberFormat(this.shell.settings.locale, {
          style: 'unit',
          unit: 'second',
          unitDisplay: 'long',
        }).format(retryAfter)
      : w.moment;
    const said =
      code === 'limited' || code === 'rate_limited'
        ? fill(w.errorLimited, seconds)
        : code === 'network'
          ? w.errorNetwork
          : code === 'refused'
            ? `${w.errorRefused} ${detail ?? ''}`
            : /interrupt/.test(code)
              ? w.errorExpired
              : detail || w.error;
    return html`<div class="wrong entry" role="alert"><p>${said}</p>${
      /interrupt/.test(code)
        ? nothing
        : html`<button class="pill" @click=${() => this.session.retry()}>${w.retry}</button>`
    }</div>`;
  }
}
