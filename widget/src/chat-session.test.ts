import { expect, test } from 'vitest';
import { ChatSession } from './chat-session.ts';
import type { Frame } from './event-stream.ts';
import type { SendBody } from './protocol.ts';
import { type Transport, TransportError } from './transport.ts';

const started = { id: 'r1:0', data: JSON.stringify({ type: 'RUN_STARTED', threadId: 's', runId: 'r1' }) };

/** A server that says these frames and is never heard of again. */
function session(sent: SendBody[], ...frames: Frame[]): ChatSession {
  const transport: Partial<Transport> = {
    async *send(body) {
      sent.push(body);
      yield* frames;
      throw new TransportError('network');
    },
    resume: () => Promise.reject(new TransportError('network')),
  };
  const store = { read: () => undefined, write: () => {} };
  const world = { key: 'k', online: () => true, wait: async () => {}, locale: () => 'de', page: () => '' };
  return new ChatSession(transport as Transport, store, world, () => {});
}

const failed = (chat: ChatSession) => expect.poll(() => chat.state.failure?.code).toBe('network');
const delivery = (chat: ChatSession) => chat.state.entries.map((e) => e.kind === 'text' && e.delivery);

test('a card whose answer was never heard of is open again', async () => {
  const chat = session([]);
  chat.submit('f1', 'Sent', 'Name: Anna', { name: 'Anna' });
  await failed(chat);
  expect(delivery(chat)).toEqual(['failed']);
  expect(chat.state.answers).toEqual({});
});

test('a card whose run had begun stays answered, and trying again asks for the same run', async () => {
  const sent: SendBody[] = [];
  const chat = session(sent, started);
  chat.submit('f1', 'Sent', 'Name: Anna', { name: 'Anna' });
  await failed(chat);
  expect(delivery(chat)).toEqual([undefined]);
  expect(chat.state.answers).toEqual({ f1: 'Sent' });
  chat.retry();
  await failed(chat);
  expect(new Set(sent.map((body) => body.message_id)).size).toBe(1);
  expect(sent.length).toBe(2);
});

test('what a card leaves behind stays here and is not sent', async () => {
  const sent: SendBody[] = [];
  const chat = session(sent);
  chat.submit('f1', 'Sent', 'Name: Anna', { name: 'Anna' });
  await failed(chat);
  expect(sent[0]).not.toHaveProperty('answers');
  expect(sent[0]).toMatchObject({ key: 'k', action: { id: 'submit', cardId: 'f1', values: { name: 'Anna' } } });
});
