/**
 * A server that speaks the widget's wire and does as a test says: what it answers, when it is silent, where the
 * connection breaks. Runs live apart from connections, as they do in the real one.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { qr } from './samples.ts';

const dist = join(import.meta.dirname, '../dist');
const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

export const strictCsp = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

type Body = Record<string, unknown> & { message?: string; session_id?: string; message_id?: string };
type Seen = { method: string; path: string; body: Body; headers: IncomingMessage['headers'] };
type Message = { id: string; role: string; text: string; cards: unknown[]; at: string; name?: string };
type Handoff = { status: string; active: boolean; name?: string };
type Talk = { id: string; messages: Message[]; run?: Run; handoff?: Handoff };

/** One answer under way; its frames stay, so that a connection that breaks can be taken up again. */
export class Run {
  readonly id = randomUUID();
  readonly messageId = randomUUID();
  private readonly frames: string[] = [];
  private readonly listeners = new Set<ServerResponse>();
  private readonly stored: Message;
  private speaking: string | undefined;
  private parts = 0;
  done = false;
  /** Resolves when the visitor pressed stop. */
  readonly stopped: Promise<void>;
  stop: () => void = () => {};

  constructor(
    readonly talk: Talk,
    readonly body: Body,
  ) {
    this.stored = { id: this.messageId, role: 'assistant', text: '', cards: [], at: new Date().toISOString() };
    this.stopped = new Promise((resolve) => {
      this.stop = resolve;
    });
    this.send({ type: 'RUN_STARTED', threadId: talk.id, runId: this.id, protocolVersion: '1.0' });
    this.custom('session', { session_id: talk.id });
  }

  attach(response: ServerResponse, after = -1): void {
    for (const [i, frame] of this.frames.entries()) if (i > after) response.write(frame);
    if (this.done) response.end();
    else this.listeners.add(response);
  }

  send(event: Record<string, unknown>): void {
    if (this.done) return;
    const frame = `id: ${this.id}:${this.frames.length}\ndata: ${JSON.stringify(event)}\n\n`;
    this.frames.push(frame);
    for (const response of this.listeners) response.write(frame);
  }

  /** Frames that reach the log but no listener: what is said while the line is dead. */
  cut(): void {
    for (const response of this.listeners) response.destroy();
    this.listeners.clear();
  }

  text(delta: string): void {
    if (!this.speaking) {
      this.parts++;
      this.speaking = this.parts > 1 ? `${this.messageId}.${this.parts}` : this.messageId;
      this.send({ type: 'TEXT_MESSAGE_START', messageId: this.speaking, role: 'assistant' });
    }
    this.stored.text += delta;
    this.send({ type: 'TEXT_MESSAGE_CONTENT', messageId: this.speaking, delta });
  }

  endText(): void {
    if (this.speaking) this.send({ type: 'TEXT_MESSAGE_END', messageId: this.speaking });
    this.speaking = undefined;
  }

  card(type: string, content: Record<string, unknown>, id: string = randomUUID()): string {
    this.endText();
    this.stored.cards.push({ id, type, content });
    this.send({ type: 'ACTIVITY_SNAPSHOT', messageId: id, activityType: type, content: { v: 1, ...content } });
    return id;
  }

  patch(id: string, type: string, patch: unknown[]): void {
    this.send({ type: 'ACTIVITY_DELTA', messageId: id, activityType: type, patch });
  }

  tool(name: string): void {
    this.endText();
    this.send({ type: 'TOOL_CALL_START', toolCallId: 't1', toolCallName: name });
  }

  custom(name: string, value: unknown): void {
    this.send({ type: 'CUSTOM', name, value });
  }

  finish(outcome?: unknown): void {
    this.endText();
    this.end({ type: 'RUN_FINISHED', threadId: this.talk.id, runId: this.id, ...(outcome ? { outcome } : {}) });
  }

  fail(code: string, message = ''): void {
    this.endText();
    this.end({ type: 'RUN_ERROR', code, message });
  }

  private end(event: Record<string, unknown>): void {
    if (this.done) return;
    this.send(event);
    this.done = true;
    if (this.stored.text || this.stored.cards.length) this.talk.messages.push(this.stored);
    for (const response of this.listeners) response.end();
    this.listeners.clear();
  }
}

export type Answer = (run: Run) => void | Promise<void>;

export class FakeServer {
  url = '';
  seen: Seen[] = [];
  runs: Run[] = [];
  config: Record<string, unknown> | undefined;
  answer: Answer = (run) => {
    run.text('Guten Tag.');
    run.finish();
  };
  /** Links that wait to be opened, by what opens them. */
  readonly links = new Map<string, Talk>();
  /** The next call to POST /api/chat is refused so. */
  refusal: { status: number; body?: unknown; headers?: Record<string, string> } | undefined;
  /** The next history that is asked for comes only after this. */
  late: Promise<void> | undefined;
  /** No history comes. */
  forgetful = false;
  private server!: Server;
  private readonly talks = new Map<string, Talk>();
  private readonly pages = new Map<string, { html: string; headers: Record<string, string> }>();

  async start(): Promise<this> {
    this.server = createServer((request, response) => void this.serve(request, response));
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  page(path: string, html: string, csp = strictCsp): void {
    this.pages.set(path, { html, headers: { 'Content-Security-Policy': csp } });
  }

  /** Calls that changed or asked for something, without the files. */
  calls(path: RegExp, method?: string): Seen[] {
    return this.seen.filter((s) => path.test(s.path) && (!method || s.method === method));
  }

  get posted(): Body[] {
    return this.calls(/^\/api\/chat$/, 'POST').map((s) => s.body);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.url);
    let raw = '';
    for await (const piece of request) raw += piece;
    const body = (raw ? JSON.parse(raw) : {}) as Body;
    const method = request.method ?? 'GET';
    this.seen.push({ method, path: pathname, body, headers: request.headers });
    if (pathname.startsWith('/api/')) this.api(pathname, body, request, response);
    else this.file(pathname, response);
  }

  private readonly listening = new Set<ServerResponse>();

  /** A person of the house in the latest talk: takes it, types, speaks, hands it back. */
  readonly colleague = {
    is: (handoff: Handoff) => {
      this.latest.handoff = handoff;
      this.push({ type: 'CUSTOM', name: 'handoff', value: handoff });
    },
    types: (name: string) => this.push({ type: 'CUSTOM', name: 'typing', value: { active: true, name } }),
    says: (name: string, text: string, id: string = randomUUID()) => {
      const { messages } = this.latest;
      const message = { id, role: 'staff', text, cards: [], at: new Date().toISOString(), name };
      if (!messages.some((m) => m.id === id)) messages.push(message);
      this.push(...spoken(message));
      return id;
    },
    /** The line breaks, as lines do. */
    hangsUp: () => {
      for (const response of this.listening) response.destroy();
      this.listening.clear();
    },
  };

  /** A talk of an earlier day, in which this was said. */
  remember(id: string, text: string): void {
    const at = new Date().toISOString();
    this.talks.set(id, { id, messages: [{ id: randomUUID(), role: 'assistant', text, cards: [], at }] });
  }

  /** The talks are gone, as after their time. */
  forget(): void {
    this.talks.clear();
  }

  get listeners(): number {
    return this.listening.size;
  }

  private get latest(): Talk {
    return [...this.talks.values()].at(-1) as Talk;
  }

  private push(...events: Record<string, unknown>[]): void {
    const run = this.miniRun(...events);
    for (const response of this.listening) response.write(run);
  }

  /** How many messages the talk had at each small run, by which a listener that comes back says where it was. */
  private readonly told = new Map<string, number>();

  /** Each push is a whole small run, as the real server's are. */
  private miniRun(...events: Record<string, unknown>[]): string {
    const id = String(events[0]?.messageId ?? randomUUID());
    this.told.set(id, this.latest.messages.length);
    const head = { threadId: this.latest.id, runId: id };
    return [{ type: 'RUN_STARTED', ...head }, ...events, { type: 'RUN_FINISHED', ...head }]
      .map((event, n) => `id: ${id}:${n}\ndata: ${JSON.stringify(event)}\n\n`)
      .join('');
  }

  /** Begins with how things stand and with what a colleague has said since `last`; without it, with nothing that was said. */
  private listen(talk: Talk, last: string | undefined, response: ServerResponse): void {
    const heard = last ? this.told.get(last.split(':')[0]!) : undefined;
    const missed = heard === undefined ? [] : talk.messages.slice(heard).filter((m) => m.role === 'staff');
    open(response);
    this.listening.add(response);
    response.on('close', () => this.listening.delete(response));
    const value = talk.handoff ?? { status: 'none', active: false };
    response.write(this.miniRun({ type: 'CUSTOM', name: 'handoff', value }));
    for (const message of missed) response.write(this.miniRun(...spoken(message)));
  }

  private api(path: string, body: Body, request: IncomingMessage, response: ServerResponse): unknown {
    if (path === '/api/widget/config') {
      if (this.config) return json(response, 200, this.config);
      return json(response, 503, { title: 'unavailable' });
    }
    if (path === '/api/auth/login') {
      const right = body.password === 'henk-demo';
      if (!right) return json(response, 401, { detail: 'E-mail or password is wrong.' });
      response.setHeader('Set-Cookie', 'henk_csrf=c5rf; Path=/; SameSite=Lax');
      const moved = typeof body.session_id === 'string' ? this.move(body.session_id) : undefined;
      return json(response, 200, { user: { username: 'Anna Brandt', email: body.email }, session_id: moved });
    }
    if (path === '/api/auth/logout') {
      response.setHeader('Set-Cookie', 'henk_csrf=; Path=/; Max-Age=0');
      return response.writeHead(204).end();
    }
    if (path === '/api/chat') return this.chat(body, response);
    if (path === '/api/chat/links') {
      const talk = this.talks.get(body.session_id ?? '');
      if (!talk) return json(response, 404, { detail: 'There is no such conversation.' });
      this.links.set('hl_once', talk);
      return json(response, 200, {
        url: `${this.url}/host#henk=hl_once`,
        expires_at: new Date(Date.now() + 600_000).toISOString(),
        qr,
      });
    }
    if (path === '/api/chat/links/redeem') {
      const talk = this.links.get(String(body.token));
      if (!talk) return json(response, 410, { detail: 'Dieser Link ist schon benutzt worden.' });
      this.links.delete(String(body.token));
      this.talks.set('s_elsewhere', talk);
      return json(response, 200, { session_id: 's_elsewhere' });
    }
    if (path === '/api/groups/join') {
      if (body.link !== 'party') return json(response, 410, { detail: 'Dieser Einladungslink ist abgelaufen.' });
      this.remember('s_guest', 'Willkommen! Lena hat Sie zu „Hochzeit Lena und Jonas“ eingeladen. Wie heißen Sie?');
      return json(response, 200, { session_id: 's_guest', group: 'Hochzeit Lena und Jonas' });
    }
    const [, id = '', what] = /^\/api\/chat\/([^/]+)\/(messages|stream|stop|events|typing)/.exec(path) ?? [];
    const talk = this.talks.get(id);
    if (!talk) return json(response, 404, { title: 'not-found', detail: 'There is no such conversation.' });
    if (path.endsWith('/feedback')) return response.writeHead(204).end();
    if (what === 'messages') return this.history(talk, id, response);
    const last = request.headers['last-event-id'];
    if (what === 'events') return this.listen(talk, last && String(last), response);
    if (what === 'typing') return response.writeHead(204).end();
    if (what === 'stop') {
      talk.run?.stop();
      return response.writeHead(204).end();
    }
    if (!talk.run || talk.run.done) return response.writeHead(204).end();
    open(response);
    return talk.run.attach(response, last ? Number(String(last).split(':')[1]) : -1);
  }

  private async history({ messages, handoff }: Talk, id: string, response: ServerResponse): Promise<void> {
    const { late } = this;
    this.late = undefined;
    await late;
    if (this.forgetful) return void json(response, 503, { title: 'unavailable' });
    json(response, 200, { session_id: id, messages, handoff });
  }

  private chat(body: Body, response: ServerResponse): unknown {
    if (this.refusal) {
      const { status, body: problem, headers } = this.refusal;
      this.refusal = undefined;
      for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
      return json(response, status, problem ?? {});
    }
    const talk = this.talks.get(body.session_id ?? '') ?? { id: `s_${randomUUID()}`, messages: [] };
    this.talks.set(talk.id, talk);
    const again = this.runs.find((run) => run.body.message_id === body.message_id);
    open(response);
    if (again) return again.attach(response);
    const at = new Date().toISOString();
    if (body.message)
      talk.messages.push({ id: body.message_id ?? randomUUID(), role: 'user', text: body.message, cards: [], at });
    const run = new Run(talk, body);
    talk.run = run;
    this.runs.push(run);
    run.attach(response);
    return this.answer(run);
  }

  private move(id: string): string | undefined {
    const talk = this.talks.get(id);
    if (!talk) return undefined;
    this.talks.delete(id);
    talk.id = `s_${randomUUID()}`;
    this.talks.set(talk.id, talk);
    return talk.id;
  }

  private file(path: string, response: ServerResponse): unknown {
    const page = this.pages.get(path);
    if (page) {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...page.headers });
      return response.end(page.html);
    }
    const file = join(dist, path.endsWith('/') ? `${path}index.html` : path);
    if (!file.startsWith(dist) || !existsSync(file) || !extname(file)) return response.writeHead(404).end();
    response.writeHead(200, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Cache-Control': 'no-store',
      ...(file.endsWith('.html') ? { 'Content-Security-Policy': policy(path) } : {}),
    });
    return response.end(readFileSync(file));
  }
}

const spoken = ({ id, text, name }: Message): Record<string, unknown>[] => [
  { type: 'TEXT_MESSAGE_START', messageId: id, role: 'assistant', name },
  { type: 'TEXT_MESSAGE_CONTENT', messageId: id, delta: text },
  { type: 'TEXT_MESSAGE_END', messageId: id },
];

/** As the server says it: one page shows frames. */
const policy = (path: string) => (path.startsWith('/outbox') ? `${strictCsp}; frame-src 'self'` : strictCsp);

function open(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache, no-transform' });
  response.write(': hello\n\n');
}

function json(response: ServerResponse, status: number, body: unknown): unknown {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'Content-Type': type });
  return response.end(JSON.stringify(body));
}
