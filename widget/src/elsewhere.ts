/**
 * `elsewhere.js`: fetched when a page was opened by a link from another device. Exchanges the link for a key to the talk
 * and goes on with it here; says why when it opens nothing.
 */
import type { Shell } from './shell.ts';

type Say = (...command: [name: string, ...args: unknown[]]) => unknown;

export async function take(shell: Shell, token: string, say: Say): Promise<void> {
  const { settings } = shell;
  if (settings.consentRequired && !shell.load().consent) return afterConsent(shell, token, say);
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    Accept: 'application/json',
    'X-Henk-Key': settings.key,
  };
  // Whoever is signed in here takes the talk along into the account.
  const csrf = /(?:^|; )henk_csrf=([^;]*)/.exec(document.cookie)?.[1];
  if (csrf) headers['X-CSRF-Token'] = decodeURIComponent(csrf);
  try {
    const answer = await fetch(`${settings.api}/api/chat/links/redeem`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ token, locale: settings.locale }),
      cache: 'no-store',
    });
    const body = (await answer.json()) as { session_id?: string; detail?: string };
    if (body.session_id) {
      shell.save({ ...shell.load(), session: body.session_id, open: true });
      say('identify', { session: body.session_id });
      say('open');
    } else if (body.detail) say('proactive', { id: 'henk-link', text: body.detail });
  } catch {
    // no network: the link is not used up, and can be opened again
  }
}

/** Where the host asks first, nothing is sent and nothing kept before the person has agreed. */
function afterConsent(shell: Shell, token: string, say: Say): void {
  const save = shell.save;
  shell.save = (stored) => {
    save(stored);
    if (!shell.load().consent) return;
    shell.save = save;
    void take(shell, token, say);
  };
  say('open');
}
