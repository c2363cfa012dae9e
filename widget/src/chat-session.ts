import { type Conversation, change, empty, type Failure, finish, put, reduce, withHistory } from './conversation.ts';
import type { Frame } from './event-stream.ts';
import type { AgentEvent, CardAction, SendBody } from './protocol.ts';
import { type Transport, TransportError } from './transport.ts';

/** Where the session's id rests between two pages; keeps nothing before consent. */
export type SessionStore = { read(): string | undefined; write(session: string | undefined): void };

/** The world around the session, so that tests can be that world. */
export type Surroundings = {
  online(): boolean;
  /** Resolves after `ms`, sooner when the network comes back. */
  wait(ms: number): Promise<void>;
  key: string;
  locale(): string;
  page(): string;
};

/** What is to be sent, and what it leaves on the cards that it answers, by card id. */
type Outgoing = Omit<SendBody, 'key'> & { answers?: Record<string, string> };

/**
 * One talk with the server: what is to be sent waits in an outbox and goes out one by one; a connection that breaks
 * is taken up again where it broke. Each message carries its own id, so that sending it again is harmless.
 */
export class ChatSession {
  state: Conversation = empty;
  private readonly outbox: Outgoing[] = [];
  private readonly seen = new Map<string, number>();
  private lastEventId: string | undefined;
  private flight: AbortController | undefined;
  private stopping: Promise<void> = Promise.resolve();

  constructor(
    private readonly transport: Transport,
    private readonly store: SessionStore,
    private readonly world: Surroundings,
    private readonly changed: (state: Conversation, event?: AgentEvent) => void,
  ) {}

  /** Brings back the stored talk, and the answer that may still be under way. */
  async restore(): Promise<void> {
    const sessionId = this.store.read();
    if (!sessionId || this.flight) return;
    this.update({ ...this.state, sessionId });
    await this.fly((signal) => this.catchUp(signal));
  }

  /** `label` is shown where the value is not what a person would read. */
  send(message: string, label = message, more: Outgoing = {}): void {
    const id = crypto.randomUUID();
    const entry = { kind: 'text', id, role: 'user', text: label, done: true, at: Date.now() } as const;
    this.update({ ...put(this.state, { ...entry, delivery: 'waiting' }), suggestions: [] });
    this.settle(more.answers);
    this.enqueue({ message, message_id: id, ...more });
  }

  /** A button of a card; what it says stands in the talk. */
  act(cardId: string, { id, label, say }: CardAction): void {
    this.send(say ?? label, say ?? label, { action: { id, cardId }, answers: say ? undefined : { [cardId]: label } });
  }

  /** A filled form; `message` says the same in words. */
  submit(cardId: string, label: string, message: string, values: Record<string, unknown>): void {
    this.send(message, message, { action: { id: 'submit', cardId, values }, answers: { [cardId]: label } });
  }

  /** Answers one interrupt; the run goes on when all open ones are answered. */
  answer(interruptId: string, cardId: string, label: string, payload: unknown, message = label): void {
    this.given = { ...this.given, [cardId]: label };
    this.settle(this.given);
    this.payloads.set(interruptId, payload);
    const open = this.state.interrupts.map(({ id }) => id);
    if (open.some((id) => !this.payloads.has(id))) return;
    const ids = open.length ? open : [interruptId];
    const resume = ids.map((id) => ({
      interruptId: id,
      status: 'resolved' as const,
      payload: this.payloads.get(id),
    }));
    const answers = this.given;
    this.given = {};
    this.payloads.clear();
    this.send(message, message, { resume, answers });
  }

  private readonly payloads = new Map<string, unknown>();
  private given: Record<string, string> = {};

  /** Something that comes besides the answers. */
  hear(event: AgentEvent): void {
    this.update(reduce(this.state, event), event);
  }

  edit(how: (state: Conversation) => Conversation): void {
    this.update(how(this.state));
  }

  /**
   * Sends again what failed, under its old id: whether the server had it already does not matter. When nothing was to be
   * sent, it is the stored talk that did not come.
   */
  retry(): void {
    if (this.again) this.outbox.unshift(this.again);
    this.again = undefined;
    this.held = false;
    this.update({ ...this.state, failure: undefined });
    if (this.outbox.length) this.flush();
    else void this.restore();
  }

  /** What failed is the first in the outbox, and goes out before what is sent next. */
  private held = false;
  /** What only the person can send again, before something else is sent. */
  private again: Outgoing | undefined;

  async stop(): Promise<void> {
    const { sessionId } = this.state;
    this.flight?.abort();
    this.flight = undefined;
    this.update(finish(this.state, [], true));
    if (sessionId) this.stopping = this.transport.stop(sessionId).catch(() => {});
    await this.stopping;
    this.flush();
  }

  async rate(messageId: string, value: 'up' | 'down'): Promise<void> {
    const { sessionId } = this.state;
    if (!sessionId) return;
    this.update(change(this.state, messageId, (e) => ({ ...e, feedback: value })));
    await this.transport.feedback(sessionId, messageId, value).catch(() => {
      this.update(change(this.state, messageId, (e) => ({ ...e, feedback: undefined })));
    });
  }

  /**
   * Goes on under another session, which the server gave when the visitor signed in or came from another device. What
   * is under way belongs to the one before.
   */
  moveTo(sessionId: string): void {
    if (sessionId === this.state.sessionId) return;
    this.leave();
    this.update({ ...finish(this.state, []), sessionId, person: undefined });
  }

  /** Whether what was done on this card has not been sent yet. */
  waits(card: string): boolean {
    return this.outbox.some(({ answers }) => answers?.[card]);
  }

  /** Forgets the talk here; nothing of it stays in the browser. */
  reset(): void {
    this.leave();
    this.outbox.length = 0;
    this.payloads.clear();
    this.given = {};
    this.held = false;
    this.again = undefined;
    this.store.write(undefined);
    this.update(empty);
  }

  /** Leaves what is under way, and where it was. */
  private leave(): void {
    this.flight?.abort();
    this.flight = this.lastEventId = undefined;
    this.seen.clear();
  }

  /** To be called when the network is back or a run has ended: sends what waits. */
  flush(): void {
    const body = this.outbox[0];
    if (!body || this.held || this.flight || !this.world.online()) return;
    this.outbox.shift();
    void this.fly((signal) => this.post(body, signal));
  }

  private enqueue(body: Outgoing): void {
    this.held = false;
    this.again = undefined;
    this.outbox.push(body);
    this.flush();
  }

  private settle(answers: Outgoing['answers']): void {
    this.update({ ...this.state, answers: { ...this.state.answers, ...answers }, failure: undefined });
  }

  /** What did not get there was not answered: its cards can be filled in and sent once more. */
  private unsettle(answers: Outgoing['answers'] = {}): void {
    const rest = Object.entries(this.state.answers).filter(([card]) => !(card in answers));
    this.update({ ...this.state, answers: Object.fromEntries(rest) });
  }

  private async fly(task: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const flight = new AbortController();
    this.flight = flight;
    try {
      await task(flight.signal);
    } catch (cause) {
      // Questions that were open still are, when it was their answer that failed.
      const { interrupts } = this.state;
      if (!flight.signal.aborted) this.update({ ...finish(this.state, interrupts), failure: toFailure(cause) });
    } finally {
      if (this.flight === flight) {
        this.flight = undefined;
        this.flush();
      }
    }
  }

  private async post(body: Outgoing, signal: AbortSignal): Promise<void> {
    const { answers, ...said } = body;
    this.settle(answers);
    this.deliver(body, 'sending');
    this.update({ ...this.state, status: 'submitted' });
    await this.stopping;
    const { sessionId } = this.state;
    const { key, locale, page } = this.world;
    // `disclosed`: the greeting above every talk says that an AI answers and that one can ask for a person.
    const full = { ...said, key, session_id: sessionId, locale: locale(), page: page(), disclosed: true };
    try {
      this.heard = false;
      await this.follow(() => this.transport.send(full, signal), signal);
      this.deliver(body, undefined);
      // The server keeps a failed run under its message's id; another try is another message.
      if (this.state.failure) this.again = { ...body, message_id: crypto.randomUUID() };
    } catch (cause) {
      if (signal.aborted) return this.deliver(body, undefined);
      await this.notDelivered(body, cause, signal);
    }
  }

  private async notDelivered(body: Outgoing, cause: unknown, signal: AbortSignal): Promise<void> {
    if (cause instanceof TransportError && cause.kind === 'network' && !this.world.online()) {
      this.outbox.unshift(body);
      this.deliver(body, 'waiting');
      this.update({ ...this.state, status: 'idle' });
      return;
    }
    if (cause instanceof TransportError && cause.kind === 'gone' && this.state.sessionId) {
      this.store.write(undefined);
      this.update({ ...this.state, sessionId: undefined });
      return this.post(body, signal);
    }
    // A run that was heard of is no message that failed: it is its answer that did not come to an end.
    if (!this.heard) {
      this.deliver(body, 'failed');
      this.unsettle(body.answers);
    }
    // What was refused as it is must not stand in the way of what comes next, and a card is sent from where it stands.
    if (!body.answers && cause instanceof TransportError && /network|limited|server/.test(cause.kind)) {
      this.outbox.unshift(body);
      this.held = true;
    } else this.again = body;
    throw cause;
  }

  /** The run of the message under way has begun as far as we know; before, only sending again can continue it. */
  private heard = false;

  /** Reads a stream to the end of its run; takes it up again when it breaks in between. */
  private async follow(open: () => AsyncGenerator<Frame>, signal: AbortSignal): Promise<void> {
    try {
      if (await this.take(open(), signal)) return;
    } catch (cause) {
      if (!(cause instanceof TransportError) || cause.kind !== 'network' || !this.world.online()) throw cause;
    }
    for (let attempt = 0; attempt < (this.heard ? 8 : 4) && !signal.aborted; attempt++) {
      this.update({ ...this.state, status: 'reconnecting' });
      await this.world.wait(attempt === 0 ? 0 : Math.min(8000, 250 * 2 ** attempt));
      const before = this.lastEventId;
      try {
        const { sessionId } = this.state;
        const again = this.heard && sessionId;
        const rest = again ? await this.transport.resume(sessionId, this.lastEventId, signal) : open();
        if (!rest) return await this.adopt(sessionId!, signal);
        if (await this.take(rest, signal)) return;
      } catch (cause) {
        if (!(cause instanceof TransportError) || cause.kind === 'refused' || cause.kind === 'gone') throw cause;
      }
      if (this.lastEventId !== before) attempt = 0; // it goes on, however badly
    }
    throw new TransportError('network');
  }

  private async catchUp(signal: AbortSignal): Promise<void> {
    const sessionId = this.state.sessionId!;
    try {
      await this.adopt(sessionId, signal);
      this.lastEventId = undefined;
      const running = await this.transport.resume(sessionId, undefined, signal);
      if (running) await this.follow(() => running, signal);
    } catch (cause) {
      if (signal.aborted) return;
      if (cause instanceof TransportError && (cause.kind === 'gone' || cause.kind === 'refused')) return this.reset();
      throw cause;
    }
  }

  /** Shows what the server has of the talk; once the talk was left meanwhile, its answer must change nothing. */
  private async adopt(sessionId: string, signal: AbortSignal): Promise<void> {
    const history = await this.transport.history(sessionId, signal);
    signal.throwIfAborted();
    this.update({ ...finish(withHistory(this.state, history), []), status: 'idle' });
  }

  /** True when the run came to its end; false when the stream broke off before. */
  private async take(frames: AsyncGenerator<Frame>, signal: AbortSignal): Promise<boolean> {
    let ended = false;
    try {
      for await (const frame of frames) {
        if (signal.aborted) return true;
        ended = this.accept(frame) ?? ended;
      }
    } catch (cause) {
      if (signal.aborted) return true;
      if (cause instanceof TransportError) throw cause;
    }
    return ended;
  }

  private accept(frame: Frame): boolean | undefined {
    const event = parse(frame.data);
    if (!event) return undefined;
    const [run, seq] = split(frame.id);
    // Frame 0 is the run's head and has several events; any other number is one event.
    if (run && seq && seq <= (this.seen.get(run) ?? -1) && this.lastEventId) return undefined;
    if (run) {
      this.seen.set(run, seq);
      this.lastEventId = frame.id;
    }
    if (event.type === 'RUN_STARTED') {
      this.heard = true;
      for (const entry of this.state.entries) if (entry.kind === 'text') this.delivered(entry.id);
    }
    this.update(reduce(this.state, event), event);
    if (event.type === 'RUN_STARTED') return false;
    return event.type === 'RUN_FINISHED' || event.type === 'RUN_ERROR' ? true : undefined;
  }

  private delivered(id: string): void {
    this.state = change(this.state, id, (e) => (e.delivery === 'sending' ? { ...e, delivery: undefined } : e));
  }

  private deliver({ message_id: id }: Outgoing, delivery: 'sending' | 'waiting' | 'failed' | undefined): void {
    if (id) this.update(change(this.state, id, (e) => ({ ...e, delivery })));
  }

  private update(state: Conversation, event?: AgentEvent): void {
    if (state.sessionId && state.sessionId !== this.state.sessionId) this.store.write(state.sessionId);
    this.state = state;
    this.changed(state, event);
  }
}

function parse(data: string): AgentEvent | undefined {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

function split(id: string | undefined): [string | undefined, number] {
  const at = id?.lastIndexOf(':') ?? -1;
  return at < 0 ? [undefined, 0] : [id!.slice(0, at), Number(id!.slice(at + 1))];
}

function toFailure(cause: unknown): Failure {
  if (!(cause instanceof TransportError)) return { code: 'internal' };
  return { code: cause.kind, detail: cause.detail, retryAfter: cause.retryAfter };
}
