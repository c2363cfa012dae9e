/** The desk's way to the server: calls with the cookies of the sign-in, and streams that come back by themselves. */
import { readFrames } from '../../src/event-stream.ts';

export class Refused extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

export type Line = { role: string; text: string; name?: string; at: string };
export type Note = { name: string; text: string; at: string };
export type Waiting = {
  conversation: string;
  status: string;
  waiting_since: string;
  cause: string;
  reason: string;
  held_by?: string;
  held_name?: string;
  lines: Line[];
  notes: Note[];
};
export type Message = Line & { id: string };
export type Handoff = { status: string; name?: string };
export type Talk = { conversation: string; handoff: Handoff; messages: Message[] };
export type Talked = { session_id: string; title: string; last_at: string };
export type Me = { id: string; username: string; role: string };
export type Event = { type: string } & Record<string, unknown>;

const csrf = () => /(?:^|; )henk_csrf=([^;]*)/.exec(document.cookie)?.[1];

function request(method: string, path: string, body?: unknown, more: RequestInit = {}): Promise<Response> {
  // what the server refuses, it says in the page's language, whichever the browser asks for first
  const headers: Record<string, string> = {
    'Accept-Language': document.documentElement.lang,
    ...(more.headers as Record<string, string>),
  };
  const token = csrf();
  if (token && method !== 'GET') headers['X-CSRF-Token'] = decodeURIComponent(token);
  // of parts the browser itself says how they are divided
  const parts = body instanceof FormData;
  if (body && !parts) headers['Content-Type'] = 'application/json';
  return fetch(path, {
    ...more,
    method,
    headers,
    body: parts ? body : body ? JSON.stringify(body) : undefined,
    cache: 'no-store',
  });
}

let renewing: Promise<boolean> | undefined;

/** A token that has ended is renewed once for all calls that meet it. */
export function renew(): Promise<boolean> {
  renewing ??= request('POST', '/api/auth/refresh', {})
    .then(
      (answer) => answer.ok,
      () => false,
    )
    .finally(() => {
      renewing = undefined;
    });
  return renewing;
}

const RENEWED_EVERY = 8 * 60_000;

/**
 * Keeps the sign-in of a page whose parts ask the server by themselves and know of no token that has ended: renewed
 * before it ends, and where the machine slept meanwhile, as soon as the page is looked at. Ends with what it gives.
 */
export function staySignedIn(): () => void {
  let last = Date.now();
  const again = () => {
    last = Date.now();
    void renew();
  };
  const timer = setInterval(again, RENEWED_EVERY);
  const seen = () => {
    if (document.visibilityState === 'visible' && Date.now() - last > RENEWED_EVERY / 8) again();
  };
  document.addEventListener('visibilitychange', seen);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', seen);
  };
}

async function call(method: string, path: string, body?: unknown, more?: RequestInit): Promise<Response> {
  let answer = await request(method, path, body, more);
  if (answer.status === 401 && csrf() && !path.startsWith('/api/auth/') && (await renew()))
    answer = await request(method, path, body, more);
  if (!answer.ok) {
    const problem = (await answer.json().catch(() => ({}))) as { detail?: string };
    throw new Refused(answer.status, problem.detail ?? '');
  }
  return answer;
}

const handoff = (conversation: string, what = '') => `/api/handoffs/${conversation}${what}`;

export const server = {
  /** A file of records, to be taken over. */
  async upload(file: File): Promise<{ id: string }> {
    const parts = new FormData();
    parts.append('file', file);
    const answer = await call('POST', '/api/imports', parts);
    return (await answer.json()) as { id: string };
  },
  signIn: (email: string, password: string) => call('POST', '/api/auth/login', { email, password }),
  signOut: () => call('POST', '/api/auth/logout', {}),
  async me(): Promise<Me | undefined> {
    if (!csrf()) return undefined;
    const ask = () => request('GET', '/api/auth/me');
    let answer = await ask();
    if (answer.status === 401 && (await renew())) answer = await ask();
    if (!answer.ok) return undefined;
    const said = (await answer.json()) as { user?: Me } & Me;
    return said.user ?? said;
  },
  talk: async (conversation: string) => (await call('GET', handoff(conversation))).json() as Promise<Talk>,
  /** One's own conversations with the assistant, the latest first. */
  talks: async (after?: string) =>
    (
      await call('GET', `/api/chat/conversations${after ? `?after=${encodeURIComponent(after)}` : ''}`)
    ).json() as Promise<{
      conversations: Talked[];
      next?: string;
    }>,
  take: (conversation: string) => call('POST', handoff(conversation, '/take'), {}),
  types: (conversation: string) => call('POST', handoff(conversation, '/typing'), {}),
  release: (conversation: string, note: string) => call('POST', handoff(conversation, '/release'), { note }),
  say: (conversation: string, message_id: string, text: string) =>
    call('POST', handoff(conversation, '/messages'), { message_id, text }),
  list: (heard: Heard) => listen('/api/events', heard),
  follow: (conversation: string, heard: Heard, after: string | undefined) =>
    listen(handoff(conversation, '/events'), heard, after),
};

type Heard = { event(event: Event): void; connected(is: boolean): void; refused(status: number): void };

/** Listens until it is told to stop; a broken line is taken up again where it broke. */
function listen(path: string, heard: Heard, after?: string): () => void {
  const over = new AbortController();
  let last = after;
  const once = async () => {
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    if (last) headers['Last-Event-ID'] = last;
    const answer = await call('GET', path, undefined, { headers, signal: over.signal });
    heard.connected(true);
    if (!answer.body) return;
    for await (const { id, data } of readFrames(answer.body)) {
      const event = JSON.parse(data) as Event;
      heard.event(event);
      if (event.type === 'TEXT_MESSAGE_END') last = id;
    }
  };
  const run = async () => {
    for (let pause = 300; !over.signal.aborted; pause = Math.min(2 * pause, 10_000)) {
      try {
        await once();
        pause = 150;
      } catch (cause) {
        if (over.signal.aborted) return;
        if (cause instanceof Refused && cause.status < 500 && cause.status !== 429) return heard.refused(cause.status);
        heard.connected(false);
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  };
  void run();
  return () => over.abort();
}
