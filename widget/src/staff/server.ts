import { staffWords } from './words.ts';

/**
 * The cards' own way to the server, with the cookies of whoever is signed in. What fails fails with a sentence in the
 * reader's language: the server's, or why there is none.
 */
export async function request<T>(method: string, href: string, locale: string, body?: unknown): Promise<T> {
  const csrf = /(?:^|; )henk_csrf=([^;]*)/.exec(document.cookie)?.[1];
  const answer = await fetch(new URL(href, import.meta.url), {
    method,
    headers: {
      Accept: 'application/json',
      'Accept-Language': locale,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(csrf && method !== 'GET' ? { 'X-CSRF-Token': decodeURIComponent(csrf) } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => undefined);
  if (answer?.ok) return answer.json() as Promise<T>;
  const problem = (await answer?.json().catch(() => undefined)) as { detail?: string } | undefined;
  throw new Error(problem?.detail ?? staffWords(locale)[answer ? 'refused' : 'unreachable']);
}
