import { expect, test } from 'vitest';
import { type Conversation, empty, finish, reduce, withHistory } from './conversation.ts';
import type { AgentEvent } from './protocol.ts';

const told = (events: unknown[], from: Conversation = empty) =>
  events.reduce<Conversation>((c, event) => reduce(c, event as AgentEvent, 0), from);

const started = { type: 'RUN_STARTED', threadId: 's1', runId: 'r1' };
const begin = { type: 'TEXT_MESSAGE_START', messageId: 'm1', role: 'assistant' };
const piece = (delta: string) => ({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'm1', delta });
const end = { type: 'TEXT_MESSAGE_END', messageId: 'm1' };
const finished = { type: 'RUN_FINISHED', threadId: 's1', runId: 'r1' };
const card = {
  type: 'ACTIVITY_SNAPSHOT',
  messageId: 'c1',
  activityType: 'deal',
  content: { v: 1, title: 'Anzug', stage: 'neu' },
};

test('an answer grows piece by piece and ends', () => {
  const c = told([started, begin, piece('Guten '), piece('Tag.'), end, finished]);
  expect(c).toMatchObject({ sessionId: 's1', status: 'idle', entries: [{ text: 'Guten Tag.', done: true }] });
});

test('a replay from the start does not double the text', () => {
  const once = [started, begin, piece('Guten '), piece('Tag.')];
  expect(told([...once, ...once, end]).entries).toMatchObject([{ text: 'Guten Tag.', done: true }]);
});

test('a card is patched in place, and a patch that does not fit changes nothing', () => {
  const patch = (path: string) => ({
    type: 'ACTIVITY_DELTA',
    messageId: 'c1',
    activityType: 'deal',
    patch: [{ op: 'replace', path, value: 'gewonnen' }],
  });
  expect(told([started, card, patch('/stage')]).entries).toMatchObject([{ card: { content: { stage: 'gewonnen' } } }]);
  expect(told([started, card, patch('/a/b/c')]).entries).toMatchObject([{ card: { content: { stage: 'neu' } } }]);
});

test('an interrupt becomes a card unless the server sent one', () => {
  const ask = { id: 'i1', reason: 'confirmation', message: 'Wirklich?' };
  const outcome = { type: 'interrupt', interrupts: [ask] };
  expect(told([started, { ...finished, outcome }]).entries).toMatchObject([
    { id: 'i1', card: { type: 'confirm', content: { title: 'Wirklich?' } } },
  ]);
  const own = { ...card, activityType: 'confirm', content: { title: 'Wirklich?', interruptId: 'i1' } };
  expect(told([started, own, { ...finished, outcome }]).entries).toHaveLength(1);
});

test('a run that ends closes what is open and drops what never spoke', () => {
  const c = told([started, begin, piece('Halb'), { type: 'TEXT_MESSAGE_START', messageId: 'm2' }]);
  expect(finish(c, [], true).entries).toEqual([expect.objectContaining({ text: 'Halb', done: true, stopped: true })]);
});

test('an error is kept with its code and sentence', () => {
  expect(told([started, { type: 'RUN_ERROR', code: 'timeout', message: 'Es dauerte zu lange.' }])).toMatchObject({
    status: 'idle',
    failure: { code: 'timeout', detail: 'Es dauerte zu lange.' },
  });
});

test('events of a later server change nothing', () => {
  expect(told([{ type: 'SOMETHING_NEW' }])).toBe(empty);
});

test('the session, suggestions and handoff come as custom events', () => {
  const c = told([
    { type: 'CUSTOM', name: 'session', value: { session_id: 's2' } },
    { type: 'CUSTOM', name: 'suggestions', value: ['A', { label: 'B', value: 'b' }, 7] },
    { type: 'CUSTOM', name: 'handoff', value: { name: 'Frau Sommer' } },
  ]);
  expect(c).toMatchObject({
    sessionId: 's2',
    person: 'Frau Sommer',
    suggestions: [
      { label: 'A', value: 'A' },
      { label: 'B', value: 'b' },
    ],
  });
});

test('history takes the place of what stood here, but what was not delivered stays', () => {
  const waiting = {
    kind: 'text',
    id: 'u9',
    role: 'user',
    text: 'Später',
    done: true,
    at: 0,
    delivery: 'waiting',
  } as const;
  const c = withHistory(
    { ...empty, entries: [waiting] },
    {
      session_id: 's1',
      messages: [
        { id: 'u1', role: 'user', text: 'Hallo', at: '2026-11-20T10:00:00Z' },
        {
          id: 'm1',
          role: 'assistant',
          text: 'Guten Tag.',
          feedback: 'up',
          cards: [{ id: 'c1', type: 'deal', content: {} }],
        },
      ],
    },
  );
  expect(c.entries.map((e) => e.id)).toEqual(['u1', 'm1', 'c1', 'u9']);
});
