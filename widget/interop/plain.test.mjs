import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answered, api, frames, GREETING, newId, post, WISH } from './henk.mjs';

describe('plain HTTP', () => {
  it('gets one JSON object when it asks for no stream', async () => {
    const response = await post({ message: GREETING }, { Accept: 'application/json' });
    const answer = await response.json();
    assert.match(answer.session_id, /^hs_/);
    assert.ok(answer.reply.length > 20);
  });

  it('reconnects behind the last frame that it has, without losing or repeating a character', async () => {
    const leaving = new AbortController();
    const first = await post({ message: WISH }, { Accept: 'text/event-stream' }, leaving.signal);
    let session;
    let last;
    let text = '';
    for await (const { id, event } of frames(first)) {
      if (event.type === 'CUSTOM' && event.name === 'session') session = event.value.session_id;
      if (event.type === 'TEXT_MESSAGE_CONTENT') text += event.delta;
      last = id;
      if (text.length > 20) break;
    }
    leaving.abort();
    const rest = await fetch(`${api}/${session}/stream`, {
      headers: { Accept: 'text/event-stream', 'Last-Event-ID': last },
    });
    assert.equal(rest.status, 200);
    const types = [];
    for await (const { event } of frames(rest)) {
      types.push(event.type);
      if (event.type === 'TEXT_MESSAGE_CONTENT') text += event.delta;
    }
    assert.equal(types.at(-1), 'RUN_FINISHED');
    assert.ok(!types.includes('RUN_STARTED'));
    const [, answer] = await answered(session);
    assert.equal(text, answer.text);
  });

  it('cannot give a used message id to other words', async () => {
    const message_id = newId();
    const { session_id } = await (await post({ message: GREETING, message_id })).json();
    const other = await post({ message: WISH, message_id, session_id });
    assert.equal(other.status, 409);
    assert.equal((await other.json()).type.split('/').at(-1), 'message-id-reused');
  });

  it('finds no conversation under another id', async () => {
    assert.equal((await fetch(`${api}/${newId()}/messages`)).status, 404);
  });
});
