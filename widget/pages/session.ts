/** Calls to our own server with the cookies of whoever signed in here. */

const csrf = () => /(?:^|; )henk_csrf=([^;]*)/.exec(document.cookie)?.[1];

export const signedInOnce = () => csrf() !== undefined;

export function post(path: string, key: string, body?: unknown): Promise<Response> {
  const token = csrf();
  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  if (key) headers['X-Henk-Key'] = key;
  if (token) headers['X-CSRF-Token'] = decodeURIComponent(token);
  return fetch(path, { method: 'POST', headers, body: JSON.stringify(body ?? {}) });
}

/** Asks again, once, with a fresh token when the old one has run out. */
export async function patient(call: () => Promise<Response>, key: string): Promise<Response> {
  const answer = await call();
  if (answer.status !== 401 || !signedInOnce()) return answer;
  return (await post('/api/auth/refresh', key)).ok ? call() : answer;
}
