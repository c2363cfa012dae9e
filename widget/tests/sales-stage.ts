/** The sales page with the server's side of it. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { fileChoices, fileView } from './staff-samples.ts';
import { fresh, server } from './stage.ts';

export const talks = {
  conversations: [
    { session_id: 's_a', title: 'Was steht heute an?', last_at: '2026-11-28T09:12:00Z' },
    { session_id: 's_b', title: 'Welche Deals über 10.000 € schließen diesen Monat?', last_at: '2026-11-27T16:40:00Z' },
    {
      session_id: 's_c',
      title: 'Leg einen Deal an: Müller Maschinenbau, Fräse, 48k, Angebot',
      last_at: '2026-11-25T08:01:00Z',
    },
  ],
};

/** Signed in from the start, unless a test says otherwise. */
export async function sales(options: BrowserContextOptions = {}, signedIn = true): Promise<Page> {
  const page = await fresh({ locale: 'de-DE', ...options });
  if (signedIn)
    await page.context().addCookies([{ name: 'henk_csrf', value: 'c5rf', url: server.url, sameSite: 'Lax' }]);
  await page.route('**/api/auth/me', (route) =>
    route.fulfill({ json: { user: { id: 'u1', username: 'Anna Berg', role: 'sales' } } }),
  );
  await page.route('**/api/chat/conversations*', (route) => route.fulfill({ json: talks }));
  await page.route('**/api/imports/i1', (route) => route.fulfill({ json: fileView }));
  await page.route('**/api/imports/i1/choices', (route) => route.fulfill({ json: fileChoices }));
  await page.goto(`${server.url}/sales/`);
  return page;
}
