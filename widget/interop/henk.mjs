// What the tests of every client need: Henk's own addresses, asked without any client.
import { randomUUID } from 'node:crypto';

export const url = process.env.HENK_URL;
export const api = `${url}/api/chat`;
export const newId = () => randomUUID();

export const WISH = 'Ich suche einen leichten Stoff für einen Anzug im Sommer';
export const GREETING = 'Guten Tag';

export async function history(session) {
  const response = await fetch(`${api}/${session}/messages`);
  if (response.status !== 200) throw new Error(`history: ${response.status} ${await response.text()}`);
  return (await response.json()).messages;
}

/** The history, as soon as the answer stands in it. */
export async function answered(session, roles = ['user', 'assistant']) {
  const until = Date.now() + 15_000;
  for (;;) {
    const messages = await history(session);
    if (messages.length >= roles.length || Date.now() > until) return messages;
    await new Promise((done) => setTimeout(done, 50));
  }
}

export const stop = (session) => fetch(`${api}/${session}/stop`, { method: 'POST' });

export function post(body, headers = {}, signal) {
  return fetch(api, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal,
  });
}

/** The frames of a response as they come: {id, event}. */
export async function* frames(response) {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true });
    let end = text.indexOf('\n\n');
    while (end >= 0) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const data = lines.find((line) => line.startsWith('data: '));
      if (data) {
        yield { id: lines.find((line) => line.startsWith('id: '))?.slice(4), event: JSON.parse(data.slice(6)) };
      }
      end = text.indexOf('\n\n');
    }
  }
}
