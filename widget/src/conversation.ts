/** The talk as the screen shows it, and how each event changes it. Pure: knows neither HTTP nor DOM. */
import { applyPatch } from './json-patch.ts';
import {
  type AgentEvent,
  type Card,
  type CardContent,
  type History,
  type Interrupt,
  type Option,
  type SnapshotMessage,
  toOptions,
} from './protocol.ts';

export type Delivery = 'sending' | 'waiting' | 'failed';

export type TextEntry = {
  kind: 'text';
  id: string;
  role: 'user' | 'assistant';
  text: string;
  done: boolean;
  at: number;
  /** A person of the house who wrote this, when it was not the assistant. */
  name?: string;
  delivery?: Delivery;
  feedback?: 'up' | 'down';
  stopped?: boolean;
};
export type CardEntry = { kind: 'card'; id: string; card: Card };
export type Entry = TextEntry | CardEntry;

export type Failure = { code: string; detail?: string; retryAfter?: number };

export type Conversation = {
  sessionId?: string;
  runId?: string;
  entries: readonly Entry[];
  status: 'idle' | 'submitted' | 'streaming' | 'reconnecting';
  /** Name of the tool or step at work, for the line that says what is going on. */
  working?: string;
  suggestions: readonly Option[];
  interrupts: readonly Interrupt[];
  /** What the person chose on a card, by card id. */
  answers: Readonly<Record<string, string>>;
  failure?: Failure;
  /** The person of the house who has taken over. */
  person?: string;
  /** `waiting` for such a person, or `held` by one. */
  handoff?: string;
};

export const empty: Conversation = { entries: [], status: 'idle', suggestions: [], interrupts: [], answers: {} };

export function reduce(c: Conversation, event: AgentEvent, now = Date.now()): Conversation {
  switch (event.type) {
    case 'RUN_STARTED':
      return {
        ...c,
        sessionId: event.threadId,
        runId: event.runId,
        status: 'streaming',
        working: undefined,
        suggestions: [],
        interrupts: [],
        failure: undefined,
      };
    case 'RUN_FINISHED':
      return finish(c, event.outcome?.type === 'interrupt' ? event.outcome.interrupts : []);
    case 'RUN_ERROR':
      return { ...finish(c, []), failure: { code: event.code ?? 'internal', detail: event.message } };
    case 'TEXT_MESSAGE_START':
      return put({ ...c, working: undefined }, said(event.messageId, event.role, '', false, now, event.name));
    case 'TEXT_MESSAGE_CONTENT':
      return change(c, event.messageId, (entry) => ({ ...entry, text: entry.text + event.delta }));
    case 'TEXT_MESSAGE_END':
      return change(c, event.messageId, (entry) => ({ ...entry, done: true }));
    case 'TOOL_CALL_START':
      return { ...c, working: event.toolCallName };
    case 'STEP_STARTED':
      return { ...c, working: event.stepName };
    case 'TOOL_CALL_RESULT':
    case 'STEP_FINISHED':
      return { ...c, working: undefined };
    case 'ACTIVITY_SNAPSHOT': {
      const known = c.entries.some((entry) => entry.id === event.messageId);
      return known && event.replace === false ? c : put(c, shown(event.messageId, event.activityType, event.content));
    }
    case 'ACTIVITY_DELTA':
      return patched(c, event.messageId, event.patch);
    case 'MESSAGES_SNAPSHOT':
      return { ...c, entries: event.messages.flatMap((message) => fromSnapshot(message, now)) };
    case 'CUSTOM':
      return custom(c, event.name, event.value);
    default:
      return c; // a later server may say more than this client knows
  }
}

/** The stored talk in place of what stood here; what was not delivered yet stays at the end. */
export function withHistory(c: Conversation, history: History): Conversation {
  const entries: Entry[] = history.messages.flatMap((m) => {
    const at = m.at ? Date.parse(m.at) : Date.now();
    const text = m.text ? [{ ...said(m.id, m.role, m.text, true, at, m.name), feedback: m.feedback }] : [];
    return [...text, ...(m.cards ?? []).map((card) => shown(card.id, card.type, card.content))];
  });
  const known = new Set(entries.map((entry) => entry.id));
  const undelivered = c.entries.filter((e) => e.kind === 'text' && e.delivery && !known.has(e.id));
  const whole = { ...c, sessionId: history.session_id ?? c.sessionId, entries: [...entries, ...undelivered] };
  return custom(whole, 'handoff', history.handoff);
}

export function put(c: Conversation, entry: Entry): Conversation {
  const known = c.entries.some((e) => e.id === entry.id);
  return { ...c, entries: known ? c.entries.map((e) => (e.id === entry.id ? entry : e)) : [...c.entries, entry] };
}

export function change(c: Conversation, id: string, how: (entry: TextEntry) => TextEntry): Conversation {
  return { ...c, entries: c.entries.map((e) => (e.id === id && e.kind === 'text' ? how(e) : e)) };
}

/** Ends what is open, as after RUN_FINISHED; `stopped` marks text that the person cut short. */
export function finish(c: Conversation, interrupts: readonly Interrupt[], stopped = false): Conversation {
  const entries = c.entries.flatMap((e): Entry[] => {
    if (e.kind === 'card' || e.done) return [e];
    return e.text ? [{ ...e, done: true, stopped: stopped || undefined }] : [];
  });
  const done: Conversation = { ...c, entries, status: 'idle', working: undefined, interrupts };
  return interrupts.reduce(asCard, done);
}

/** An interrupt is answered on a card; the server may have sent one already. */
function asCard(c: Conversation, { id, reason, message, responseSchema }: Interrupt): Conversation {
  const sent = c.entries.some((e) => e.id === id || (e.kind === 'card' && e.card.content.interruptId === id));
  if (sent) return c;
  const type = reason === 'input_required' && responseSchema ? 'form' : 'confirm';
  return put(c, shown(id, type, { title: message, fallback: message, interruptId: id, schema: responseSchema }));
}

function said(id: string, role = 'assistant', text: string, done: boolean, at: number, name?: string): TextEntry {
  return { kind: 'text', id, role: role === 'user' ? 'user' : 'assistant', text, done, at, name };
}

const shown = (id: string, type: string, content: CardContent): CardEntry => ({
  kind: 'card',
  id,
  card: { id, type, content },
});

function patched(c: Conversation, id: string, patch: Parameters<typeof applyPatch>[1]): Conversation {
  const entries = c.entries.map((e) => {
    if (e.id !== id || e.kind !== 'card') return e;
    try {
      return { ...e, card: { ...e.card, content: applyPatch(e.card.content, patch) } };
    } catch {
      return e; // a patch that does not fit leaves the card as it was
    }
  });
  return { ...c, entries };
}

function fromSnapshot(m: SnapshotMessage, now: number): Entry[] {
  if (m.role === 'activity') return [shown(m.id, m.activityType ?? '', (m.content ?? {}) as CardContent)];
  const speaks = m.role === 'user' || m.role === 'assistant';
  return speaks && typeof m.content === 'string' && m.content ? [said(m.id, m.role, m.content, true, now)] : [];
}

function custom(c: Conversation, name: string, value: unknown): Conversation {
  const fields = (typeof value === 'object' && value ? value : {}) as Record<string, unknown>;
  if (name === 'suggestions') return { ...c, suggestions: toOptions(value) };
  if (name === 'session') {
    const id = typeof value === 'string' ? value : (fields.session_id ?? fields.sessionId ?? fields.id);
    return typeof id === 'string' && id ? { ...c, sessionId: id } : c;
  }
  if (name === 'handoff') {
    const { active, status, name: who = c.person } = fields;
    return {
      ...c,
      person: active === false || typeof who !== 'string' ? undefined : who,
      handoff: typeof status === 'string' && status !== 'none' ? status : undefined,
    };
  }
  return c;
}
