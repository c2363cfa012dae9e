/** `live.js`: fetched once a person of the house is wanted in a talk; shows what that person says and does. */
import type { ChatSession } from './chat-session.ts';
import type { CardEntry } from './conversation.ts';
import type { Frame } from './event-stream.ts';
import type { AgentEvent } from './protocol.ts';
import type { HttpTransport, TransportError } from './transport.ts';
import { fill, type Wording } from './wording.ts';

/** What it needs of the panel that it serves. */
export type Attended = {
  session: ChatSession;
  transport: HttpTransport;
  w: Wording;
  say(sentence: string): void;
  renderRoot: EventTarget;
};

const typingLasts = 6_000;
const typingTold = 3_000;
const attended = new WeakSet<Attended>();

/** Listens until the assistant speaks alone again; asked once more meanwhile, it goes on as it does. */
export function attend(panel: Attended): void {
  if (attended.has(panel)) return;
  attended.add(panel);
  new Attendance(panel).listen().finally(() => attended.delete(panel));
}

type Handoff = { status: string; name?: string };

class Attendance {
  private readonly over = new AbortController();
  private readonly sessionId: string;
  private before: Handoff = { status: '' };
  private last: string | undefined;
  private known = false;
  private told = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly panel: Attended) {
    this.sessionId = panel.session.state.sessionId ?? '';
  }

  async listen(): Promise<void> {
    const { renderRoot } = this.panel;
    const left = setInterval(() => this.left() && this.over.abort(), 1_000);
    renderRoot.addEventListener('input', this.types);
    try {
      for (let pause = 500; !this.over.signal.aborted && !this.left(); pause = Math.min(2 * pause, 15_000)) {
        if (await this.read()) pause = 250;
        await new Promise((resolve) => setTimeout(resolve, this.over.signal.aborted ? 0 : pause));
      }
    } finally {
      clearInterval(left);
      renderRoot.removeEventListener('input', this.types);
      this.typing();
    }
  }

  /** The talk was forgotten, or goes on under another id. */
  private left(): boolean {
    return this.panel.session.state.sessionId !== this.sessionId;
  }

  /** One connection to its end; true when something came. */
  private async read(): Promise<boolean> {
    const { signal } = this.over;
    let came = false;
    try {
      const frames = await this.panel.transport.resume(this.sessionId, this.last, signal, 'events');
      for await (const frame of frames ?? []) {
        if (signal.aborted || this.left()) break;
        came = true;
        this.take(frame);
      }
    } catch (cause) {
      // Told by its kind: the class is the panel's, and this file has none of it.
      if (/gone|refused/.test((cause as Partial<TransportError>).kind ?? '')) this.over.abort();
    }
    return came;
  }

  /** Heads and ends of the small runs are left out: the talk's own run may be under way. */
  private take({ id, data }: Frame): void {
    const event = JSON.parse(data) as AgentEvent;
    const { session } = this.panel;
    if (event.type === 'CUSTOM') {
      if (event.name === 'typing') this.typing((event.value as { name?: string }).name);
      if (event.name !== 'handoff') return;
      // From here on a line that breaks is taken up, also when nobody has said a word yet.
      this.last ??= id;
      session.hear(event);
      this.state(event.value as Handoff);
    } else if (event.type.startsWith('TEXT_')) {
      const { messageId } = event as { messageId: string };
      if (event.type === 'TEXT_MESSAGE_START') {
        this.typing();
        // Said before, and there since the talk was loaded.
        this.known = session.state.entries.some((e) => e.id === messageId);
      }
      if (!this.known) session.hear(event);
      if (event.type === 'TEXT_MESSAGE_END') this.last = id;
    }
  }

  private state(now: Handoff): void {
    const { w } = this.panel;
    const { status, name = '' } = this.before;
    // Each connection begins with how things stand, which is no news when it only goes on.
    if (now.status === status && (now.name ?? '') === name) return;
    this.before = now;
    if (now.status === 'held') this.note(fill(w.handoffHeld, now.name ?? ''));
    else if (now.status === 'waiting') this.note(status === 'held' ? fill(w.handoffLost, name) : w.handoffWaiting);
    else {
      if (status) this.note(w.handoffBack);
      this.over.abort();
    }
  }

  private note(sentence: string): void {
    this.typing();
    this.show(crypto.randomUUID(), sentence);
    this.panel.say(sentence);
  }

  /** Shows that somebody types, for a moment; without a name, that nobody does. */
  private typing(name?: string): void {
    clearTimeout(this.timer);
    const { session, w } = this.panel;
    if (session.state.entries.some((e) => e.id === 'typing'))
      session.edit((c) => ({ ...c, entries: c.entries.filter((e) => e.id !== 'typing') }));
    if (!name) return;
    this.show('typing', fill(w.handoffTyping, name));
    this.timer = setTimeout(() => this.typing(), typingLasts);
  }

  private show(id: string, fallback: string): void {
    const entry: CardEntry = { kind: 'card', id, card: { id, type: 'notice', content: { fallback } } };
    this.panel.session.edit((c) => ({ ...c, entries: [...c.entries, entry] }));
  }

  private readonly types = () => {
    if (!this.panel.session.state.person || Date.now() - this.told < typingTold) return;
    this.told = Date.now();
    this.panel.transport.call('POST', `/api/chat/${encodeURIComponent(this.sessionId)}/typing`).catch(() => {});
  };
}
