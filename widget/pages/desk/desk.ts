/** `/desk`: who waits for a person of the house, live; open a conversation, take it, write, hand it back. */
import { render } from 'lit';
import { type Event, type Handoff, type Me, type Message, Refused, server, type Talk, type Waiting } from './server.ts';
import { page } from './view.ts';
import { language, words } from './wording.ts';

export type Said = Message & { waits?: boolean; failed?: boolean };
export type Opened = {
  conversation: string;
  handoff: Handoff;
  said: Said[];
  draft: string;
  note?: string;
  typing?: boolean;
  problem?: string;
};

/** All that the page shows. */
export type State = {
  me?: Me;
  known: boolean;
  refused?: string;
  waiting: Waiting[];
  /** How many wait besides those that are listed. */
  more: number;
  opened?: Opened;
  /** Why nothing was opened. */
  problem?: string;
  online: boolean;
};

const typingLasts = 6_000;
const typingTold = 3_000;

export class Desk {
  readonly state: State = { known: false, waiting: [], more: 0, online: true };
  private stopList: (() => void) | undefined;
  private stopTalk: (() => void) | undefined;
  /** The conversation that was asked for last, opened or not yet. */
  private wanted: string | undefined;
  private told = 0;
  private typingTimer: ReturnType<typeof setTimeout> | undefined;

  async begin(): Promise<void> {
    this.state.me = await server.me().catch(() => undefined);
    this.state.known = true;
    if (this.state.me) this.enter();
    this.draw();
  }

  async signIn(email: string, password: string): Promise<void> {
    this.state.refused = undefined;
    try {
      await server.signIn(email, password);
      await this.begin();
    } catch (cause) {
      const detail = cause instanceof Refused && cause.status !== 401 ? cause.message : '';
      this.state.refused = detail || words.refused;
      this.draw();
    }
  }

  async signOut(): Promise<void> {
    this.close();
    this.stopList?.();
    await server.signOut().catch(() => {});
    Object.assign(this.state, { me: undefined, waiting: [] });
    this.draw();
  }

  private enter(): void {
    this.stopList?.();
    this.stopList = server.list({
      event: (event) => this.list(event),
      connected: (is) => this.connected(is),
      refused: (status) => {
        this.state.me = undefined;
        this.state.refused = status === 403 ? words.customer : undefined;
        this.draw();
      },
    });
  }

  private list(event: Event): void {
    if (event.type !== 'STATE_SNAPSHOT') return;
    const { handoffs, more } = event.snapshot as { handoffs: Waiting[]; more?: number };
    Object.assign(this.state, { waiting: handoffs, more: more ?? 0 });
    const wanted = this.state.waiting.filter((one) => one.status === 'waiting').length;
    document.title = wanted ? `(${wanted}) ${words.title}` : words.title;
    this.draw();
  }

  private connected(is: boolean): void {
    if (this.state.online === is) return;
    this.state.online = is;
    this.draw();
  }

  /** Whatever answers late is not opened any more when something else has been asked for since. */
  async open(conversation: string): Promise<void> {
    if (this.wanted === conversation) return;
    this.close();
    this.wanted = conversation;
    let talk: Talk;
    try {
      talk = await server.talk(conversation);
    } catch (cause) {
      if (this.wanted === conversation) this.notOpened(cause);
      return;
    }
    if (this.wanted !== conversation) return;
    this.state.opened = { conversation, handoff: talk.handoff, said: talk.messages, draft: '' };
    this.draw();
    this.stopTalk = server.follow(
      conversation,
      {
        event: (event) => this.heard(conversation, event),
        connected: (is) => this.connected(is),
        refused: () => this.close(),
      },
      this.state.opened.said.at(-1)?.id,
    );
  }

  close(): void {
    this.stopTalk?.();
    this.stopTalk = this.wanted = undefined;
    Object.assign(this.state, { opened: undefined, problem: undefined });
    this.draw();
  }

  /** A message comes whole, in three events of one small run. */
  private heard(conversation: string, event: Event): void {
    const { opened } = this.state;
    if (opened?.conversation !== conversation) return;
    if (event.type === 'CUSTOM' && event.name === 'handoff') this.passed(opened, event.value as Handoff);
    if (event.type === 'CUSTOM' && event.name === 'typing') this.typing(opened, true);
    if (event.type === 'TEXT_MESSAGE_START') {
      const { speaker } = (event.metadata ?? {}) as { speaker?: string };
      const message = {
        id: String(event.messageId),
        role: speaker ?? String(event.role),
        name: event.name as string | undefined,
        text: '',
        at: new Date().toISOString(),
      };
      if (message.role === 'user') this.typing(opened, false);
      const known = opened.said.findIndex((said) => said.id === message.id);
      if (known < 0) opened.said.push(message);
      else opened.said[known] = message;
    }
    if (event.type === 'TEXT_MESSAGE_CONTENT') {
      const said = opened.said.find(({ id }) => id === event.messageId);
      if (said) said.text += String(event.delta);
      // What this desk wrote has come back under the server's id.
      opened.said = opened.said.filter((s) => !s.waits || s.text !== said?.text);
    }
    this.draw();
  }

  private passed(opened: Opened, now: Handoff): void {
    const mine = this.isMine(opened);
    opened.handoff = now;
    opened.problem = mine && now.status !== 'held' && opened.note === undefined ? words.lost : undefined;
    if (now.status !== 'held') opened.note = undefined;
  }

  private typing(opened: Opened, is: boolean): void {
    clearTimeout(this.typingTimer);
    opened.typing = is;
    if (!is) return;
    this.typingTimer = setTimeout(() => {
      opened.typing = false;
      this.draw();
    }, typingLasts);
  }

  /** Whether what is open is held by the one who sits here. */
  isMine(opened: Opened): boolean {
    const listed = this.state.waiting.find(({ conversation }) => conversation === opened.conversation);
    const me = this.state.me;
    return (
      opened.handoff.status === 'held' &&
      (listed?.held_by ? listed.held_by === me?.id : opened.handoff.name === me?.username)
    );
  }

  async take(opened: Opened): Promise<void> {
    await this.attempt(opened, async () => {
      await server.take(opened.conversation);
      opened.handoff = { status: 'held', name: this.state.me?.username };
      const listed = this.state.waiting.find(({ conversation }) => conversation === opened.conversation);
      if (listed) Object.assign(listed, { status: 'held', held_by: this.state.me?.id });
    });
    document.querySelector<HTMLElement>('.talk textarea')?.focus();
  }

  write(opened: Opened, draft: string): void {
    opened.draft = draft;
    if (!draft || Date.now() - this.told < typingTold) return;
    this.told = Date.now();
    server.types(opened.conversation).catch(() => {});
  }

  async send(opened: Opened, again?: Said): Promise<void> {
    const text = (again?.text ?? opened.draft).trim();
    if (!text) return;
    const message: Said = again ?? {
      id: crypto.randomUUID(),
      role: 'staff',
      name: this.state.me?.username,
      text,
      at: new Date().toISOString(),
    };
    message.waits = true;
    message.failed = false;
    if (!again) {
      opened.said.push(message);
      opened.draft = '';
      this.told = 0;
    }
    this.draw();
    await this.attempt(opened, () => server.say(opened.conversation, message.id, text)).then((sent) => {
      message.failed = !sent;
      if (!sent) message.waits = false;
    });
    this.draw();
  }

  /** Asks for the note first; a second time hands the conversation back. */
  async handBack(opened: Opened, note?: string): Promise<void> {
    opened.note = note ?? '';
    this.draw();
    if (note === undefined) {
      document.querySelector<HTMLElement>('.hand textarea')?.focus();
      return;
    }
    const done = await this.attempt(opened, () => server.release(opened.conversation, note));
    if (done) this.close();
  }

  keep(opened: Opened): void {
    opened.note = undefined;
    this.draw();
  }

  private async attempt(opened: Opened, work: () => Promise<unknown>): Promise<boolean> {
    opened.problem = undefined;
    try {
      await work();
      this.draw();
      return true;
    } catch (cause) {
      opened.problem = cause instanceof Refused ? cause.message : words.offline;
      this.draw();
      return false;
    }
  }

  /** Whether there is a connection, the list knows: one call that failed does not tell. */
  private notOpened(cause: unknown): void {
    this.wanted = undefined;
    this.state.problem = (cause instanceof Refused && cause.message) || words.notOpened;
    this.draw();
  }

  draw(): void {
    const log = document.querySelector('.talk [role=log]');
    const follows = !log || log.scrollHeight - log.clientHeight - log.scrollTop < 60;
    render(page(this), document.body);
    const now = document.querySelector('.talk [role=log]');
    if (now && follows) now.scrollTop = now.scrollHeight;
  }
}

document.documentElement.lang = language;
const desk = new Desk();
void desk.begin();
// How long somebody has been waiting is told anew.
setInterval(() => desk.draw(), 20_000);
