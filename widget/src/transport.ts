import { type Frame, readFrames } from './event-stream.ts';
import type { History, SendBody, WidgetConfig } from './protocol.ts';

export type FailureKind = 'network' | 'limited' | 'gone' | 'refused' | 'server';

/** Why a call failed, told apart as far as the person can act on it. */
export class TransportError extends Error {
  constructor(
    readonly kind: FailureKind,
    readonly detail?: string,
    /** Seconds to wait, when the server said so. */
    readonly retryAfter?: number,
  ) {
    super(detail ?? kind);
  }
}

/** The way to the server; the chat session knows nothing else of it. A call is never repeated by itself. */
export interface Transport {
  config(locale: string): Promise<WidgetConfig>;
  send(body: SendBody, signal: AbortSignal): AsyncGenerator<Frame>;
  /**
   * The rest of a running answer after `lastEventId`, all of it without one; ends at once when none is running. Or the
   * talk's `events`: what happens in it besides its answers.
   */
  resume(
    session: string,
    lastEventId: string | undefined,
    signal: AbortSignal,
    what?: 'stream' | 'events',
  ): Promise<AsyncGenerator<Frame> | null>;
  history(session: string, signal: AbortSignal): Promise<History>;
  stop(session: string): Promise<void>;
  feedback(session: string, message: string, value: 'up' | 'down'): Promise<void>;
}

export class HttpTransport implements Transport {
  /** A signed token of the host's own back end, when it identified the visitor. */
  token: string | undefined;

  constructor(
    private readonly api: string,
    private readonly key: string,
  ) {}

  async config(locale: string): Promise<WidgetConfig> {
    const query = new URLSearchParams({ key: this.key, locale });
    return (await this.call('GET', `/api/widget/config?${query}`)).json();
  }

  async *send(body: SendBody, signal: AbortSignal): AsyncGenerator<Frame> {
    const answer = await this.call('POST', '/api/chat', { body, signal, stream: true });
    if (answer.body) yield* readFrames(answer.body);
  }

  async resume(session: string, lastEventId: string | undefined, signal: AbortSignal, what = 'stream') {
    const answer = await this.call('GET', `${path(session)}/${what}`, { signal, stream: true, lastEventId });
    return answer.status === 204 || !answer.body ? null : readFrames(answer.body);
  }

  async history(session: string, signal: AbortSignal): Promise<History> {
    return (await this.call('GET', `${path(session)}/messages`, { signal })).json();
  }

  async stop(session: string): Promise<void> {
    await this.call('POST', `${path(session)}/stop`);
  }

  async feedback(session: string, message: string, value: 'up' | 'down'): Promise<void> {
    await this.call('POST', `${path(session)}/messages/${encodeURIComponent(message)}/feedback`, { body: { value } });
  }

  async call(
    method: string,
    url: string,
    more: { body?: unknown; signal?: AbortSignal; stream?: boolean; lastEventId?: string } = {},
  ): Promise<Response> {
    const headers: Record<string, string> = {
      'X-Henk-Key': this.key,
      Accept: more.stream ? 'text/event-stream' : 'application/json',
    };
    if (more.body) headers['Content-Type'] = 'application/json';
    if (more.lastEventId) headers['Last-Event-ID'] = more.lastEventId;
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    const csrf = /(?:^|; )henk_csrf=([^;]*)/.exec(document.cookie)?.[1];
    if (csrf && method !== 'GET') headers['X-CSRF-Token'] = decodeURIComponent(csrf);
    let answer: Response;
    try {
      answer = await fetch(this.api + url, {
        method,
        headers,
        signal: more.signal,
        body: more.body ? JSON.stringify(more.body) : undefined,
        cache: 'no-store',
      });
    } catch (cause) {
      if (more.signal?.aborted) throw cause;
      throw new TransportError('network');
    }
    if (!answer.ok) throw await failure(answer);
    return answer;
  }
}

const path = (session: string) => `/api/chat/${encodeURIComponent(session)}`;

async function failure(answer: Response): Promise<TransportError> {
  const problem = (await answer.json().catch(() => ({}))) as { detail?: string };
  const { status } = answer;
  if (status === 429) {
    const seconds = Number(answer.headers.get('Retry-After'));
    return new TransportError('limited', problem.detail, seconds > 0 ? seconds : undefined);
  }
  const kind = status === 404 || status === 410 ? 'gone' : status >= 500 ? 'server' : 'refused';
  return new TransportError(kind, problem.detail);
}
