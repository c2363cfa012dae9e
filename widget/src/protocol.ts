/** What the server says, in the words of AG-UI 1.0, and what the widget sends. Mirrors the server's records. */
import type { PatchOperation } from './json-patch.ts';

export type AgentEvent =
  | { type: 'RUN_STARTED'; threadId: string; runId: string }
  | { type: 'RUN_FINISHED'; runId: string; outcome?: Outcome }
  | { type: 'RUN_ERROR'; message: string; code?: string }
  | { type: 'TEXT_MESSAGE_START'; messageId: string; role?: string; name?: string }
  | { type: 'TEXT_MESSAGE_CONTENT'; messageId: string; delta: string }
  | { type: 'TEXT_MESSAGE_END'; messageId: string }
  | { type: 'TOOL_CALL_START'; toolCallId: string; toolCallName: string }
  | { type: 'TOOL_CALL_RESULT'; toolCallId: string }
  | { type: 'STEP_STARTED' | 'STEP_FINISHED'; stepName: string }
  | { type: 'ACTIVITY_SNAPSHOT'; messageId: string; activityType: string; content: CardContent; replace?: boolean }
  | { type: 'ACTIVITY_DELTA'; messageId: string; activityType: string; patch: PatchOperation[] }
  | { type: 'MESSAGES_SNAPSHOT'; messages: SnapshotMessage[] }
  | { type: 'CUSTOM'; name: string; value: unknown };

export type Outcome = { type: 'success' } | { type: 'cancelled' } | { type: 'interrupt'; interrupts: Interrupt[] };

export type Interrupt = {
  id: string;
  reason: 'confirmation' | 'tool_call' | 'input_required';
  message: string;
  responseSchema?: Schema;
  expiresAt?: string;
};

/** The corner of JSON Schema that forms use. */
export type Schema = {
  type?: string;
  title?: string;
  description?: string;
  format?: string;
  enum?: string[];
  oneOf?: { const: string; title: string }[];
  default?: unknown;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
  const?: unknown;
  required?: string[];
  properties?: Record<string, Schema>;
};

export type SnapshotMessage = { id: string; role: string; content?: unknown; activityType?: string };

export type CardContent = { v?: number; title?: string; fallback?: string } & Record<string, unknown>;
export type Card = { id: string; type: string; content: CardContent };
/** `say`: what pressing it says in the talk; the card can then be used again. */
export type CardAction = {
  id: string;
  label: string;
  say?: string;
  style?: string;
  confirm?: string | boolean;
  /** The card is not used up by it. */
  again?: boolean;
};
export type Option = { label: string; value: string };

export type History = {
  session_id: string;
  handoff?: { status: string; active: boolean; name?: string };
  messages: {
    id: string;
    role: string;
    text?: string;
    cards?: Card[];
    feedback?: 'up' | 'down';
    at?: string;
    name?: string;
  }[];
};

export type WidgetConfig = {
  tenant?: string;
  persona?: { name?: string; title?: string };
  locales?: string[];
  welcome?: { text?: string; disclosure?: string };
  suggestions?: (string | Option)[];
  consentRequired?: boolean;
  theme?: { accent?: string };
  demo?: boolean;
};

export type SendBody = {
  message?: string;
  session_id?: string;
  message_id?: string;
  locale?: string;
  key: string;
  page?: string;
  disclosed?: boolean;
  action?: { id: string; cardId: string; values?: Record<string, unknown> };
  resume?: { interruptId: string; status: 'resolved' | 'cancelled'; payload?: unknown }[];
};

/** Suggestions may come as bare sentences or as label and value. */
export function toOptions(value: unknown): Option[] {
  const list = Array.isArray(value) ? value : ((value as { options?: unknown[] })?.options ?? []);
  return list.flatMap((item) => {
    if (typeof item === 'string') return [{ label: item, value: item }];
    const label = (item as Option)?.label;
    return label ? [{ label, value: (item as Option).value ?? label }] : [];
  });
}
