/** `/sales/`: a colleague's day by talking. Sign-in, the colleague's own conversations, and the talk itself. */
import { html, LitElement, nothing } from 'lit';
import { date } from '../../src/format.ts';
import '../../src/staff/define.ts';
import { loadWording } from '../../src/wording.ts';
import { type Me, Refused, server, staySignedIn, type Talked } from '../desk/server.ts';
import { SalesChat } from './chat.ts';
import { language, words as w } from './words.ts';

const kept = 'henk.sales';

class SalesPage extends LitElement {
  private me: Me | undefined;
  private known = false;
  private refused: string | undefined;
  private talks: Talked[] = [];
  private next: string | undefined;
  private loading = false;
  private menu = false;
  private leave: (() => void) | undefined;
  private readonly chat = document.createElement('henk-sales') as SalesChat;

  /** In the page itself, whose sheets dress it. */
  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave?.();
  }

  private async begin(): Promise<void> {
    const [me] = await Promise.all([server.me().catch(() => undefined), loadWording(language)]);
    this.me = me;
    if (this.me && !['sales', 'manager', 'admin'].includes(this.me.role)) {
      this.me = undefined;
      this.refused = w.staffOnly;
    }
    this.known = true;
    if (this.me) this.enter(this.me);
    this.requestUpdate();
    await this.updateComplete;
    if (this.me) this.chat.focusBox();
  }

  private enter(me: Me): void {
    if (!this.chat.session)
      this.chat.attend(me.username, sessionStorage.getItem(kept) ?? undefined, (session) => this.moved(session));
    this.leave ??= staySignedIn();
    void this.list();
  }

  private async signIn(email: string, password: string): Promise<void> {
    this.refused = undefined;
    try {
      await server.signIn(email, password);
      await this.begin();
    } catch (cause) {
      this.refused =
        cause instanceof Refused ? (cause.status === 401 ? w.refused : cause.message || w.refused) : w.unreachable;
      this.requestUpdate();
    }
  }

  private async signOut(): Promise<void> {
    this.leave?.();
    await server.signOut().catch(() => {});
    sessionStorage.removeItem(kept);
    location.reload();
  }

  /** The talk has its id now, or another one. */
  private moved(session: string | undefined): void {
    if (session) sessionStorage.setItem(kept, session);
    else sessionStorage.removeItem(kept);
    void this.list();
  }

  /** The latest, with those behind them that were shown already; or more of those that are older. */
  private async list(after?: string): Promise<void> {
    const page = await server.talks(after).catch(() => undefined);
    if (!page) return;
    const { conversations, next } = page;
    const others = this.talks.filter((t) => !conversations.some((c) => c.session_id === t.session_id));
    if (after || !others.length) this.next = next;
    this.talks = after ? [...others, ...conversations] : [...conversations, ...others];
    this.requestUpdate();
  }

  private async older(): Promise<void> {
    this.loading = true;
    this.requestUpdate();
    await this.list(this.next);
    this.loading = false;
    this.requestUpdate();
  }

  private go(session: string | undefined): void {
    if (session) sessionStorage.setItem(kept, session);
    this.menu = false;
    this.chat.turnTo(session);
    this.requestUpdate();
  }

  protected override render() {
    if (!this.known) return nothing;
    return this.me ? this.page(this.me) : this.door();
  }

  private door() {
    const submit = (event: SubmitEvent) => {
      event.preventDefault();
      const { email, password } = Object.fromEntries(new FormData(event.target as HTMLFormElement)) as Record<
        string,
        string
      >;
      void this.signIn(email ?? '', password ?? '');
    };
    return html`<header class="bar"><a class="mark" href="/">HENK <small>${w.title}</small></a></header>
      <main class="sign"><h1>${w.signIn}</h1>
        <form @submit=${submit}>
          <label>${w.email}<input type="email" name="email" autocomplete="username" required></label>
          <label>${w.password}<input type="password" name="password" autocomplete="current-password" required></label>
          ${this.refused ? html`<p class="wrong" role="alert">${this.refused}</p>` : nothing}
          <button class="button" type="submit">${w.signIn}</button>
        </form></main>`;
  }

  private page(me: Me) {
    const here = this.chat.sessionId;
    const toggle = () => {
      this.menu = !this.menu;
      this.requestUpdate();
    };
    return html`<header class="bar">
        <button class="burger" type="button" aria-expanded=${String(this.menu)} aria-controls="side" aria-label=${w.menu} @click=${toggle}><span aria-hidden="true"></span></button>
        <h1><a class="mark" href="/">HENK <small>${w.title}</small></a></h1>
        <button type="button" class="fresh" @click=${() => this.go(undefined)}>${w.fresh}</button>
      </header>
      <div class="frame">
        <nav id="side" class=${this.menu ? 'shown' : ''} aria-label=${w.menu}>
          <h2>${w.talks}</h2>
          ${
            this.talks.length
              ? html`<ul class="talks">${this.talks.map(
                  (
                    t,
                  ) => html`<li><button type="button" aria-current=${t.session_id === here ? 'true' : nothing} @click=${() => this.go(t.session_id)}>
                    <span>${t.title || w.untitled}</span><time datetime=${t.last_at}>${ago(t.last_at)}</time></button></li>`,
                )}</ul>`
              : html`<p class="empty">${w.none}</p>`
          }
          ${this.next ? html`<button type="button" class="older" ?disabled=${this.loading} @click=${() => this.older()}>${w.older}</button>` : nothing}
          <ul class="pages" aria-label=${w.pages}><li><a href="/desk/">${w.desk}</a></li>${me.role === 'admin' ? html`<li><a href="/outbox/">${w.outbox}</a></li>` : nothing}
            <li><button type="button" @click=${() => this.signOut()}>${me.username} · ${w.signOut}</button></li></ul>
        </nav>
        <main>${this.chat}</main>
      </div>`;
  }
}

function ago(at: string): string {
  const day = new Date(at);
  const today = day.toDateString() === new Date().toDateString();
  return date(at, language, today ? { timeStyle: 'short' } : undefined);
}

document.documentElement.lang = language;
document.title = w.title;
customElements.define('henk-sales', SalesChat);
customElements.define('henk-sales-page', SalesPage);
