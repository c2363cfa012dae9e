/** The desk in a real browser: who waits, and what becomes of a conversation that is opened. */
import type { BrowserContextOptions, Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './axe.ts';
import { fresh, gate, server } from './stage.ts';

const pictures = process.env.DESK_PICTURES;

const waits = (conversation: string, text: string) => ({
  conversation,
  status: 'waiting',
  waiting_since: new Date(Date.now() - 4 * 60_000).toISOString(),
  cause: 'asked',
  reason: 'Möchte einen Menschen sprechen',
  lines: [{ role: 'user', text, at: '2026-11-28T09:12:00Z' }],
  notes: [],
});
const queue = { handoffs: [waits('a', 'Ist jemand da?'), waits('b', 'Wann ist mein Anzug fertig?')], more: 0 };

const events = (...all: Record<string, unknown>[]) => ({
  contentType: 'text/event-stream',
  body: all.map((event, n) => `id: r:${n}\ndata: ${JSON.stringify(event)}\n\n`).join(''),
});
const talk = (text: string) => ({
  handoff: { status: 'waiting' },
  messages: [{ id: `m-${text}`, role: 'user', text, at: '2026-11-28T09:12:00Z' }],
});

/** @param streams what is listened to, of every conversation */
async function desk(streams: string[] = [], state = queue, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await fresh({ locale: 'de-DE', ...options });
  await page.context().addCookies([{ name: 'henk_csrf', value: 'c5rf', url: server.url, sameSite: 'Lax' }]);
  await page.route('**/api/auth/me', (route) =>
    route.fulfill({ json: { user: { id: 'u1', username: 'Anna Berg', role: 'sales' } } }),
  );
  await page.route('**/api/events', (route) => route.fulfill(events({ type: 'STATE_SNAPSHOT', snapshot: state })));
  const conversation = (route: Route) => route.request().url().split('/').at(-1) as string;
  await page.route('**/api/handoffs/*', (route) => {
    const id = conversation(route);
    return route.fulfill({ json: { conversation: id, ...talk(`Gespräch ${id}`) } });
  });
  // left open, as the server leaves them
  await page.route('**/api/handoffs/*/events', (route) => {
    streams.push(route.request().url().split('/').at(-2) as string);
  });
  await page.goto(`${server.url}/desk/`);
  await page.getByText('Es warten', { exact: true }).waitFor();
  return page;
}

const row = (page: Page, text: string) => page.locator('.queue').getByRole('button', { name: text });

test('a conversation that is clicked twice is listened to once', async () => {
  const streams: string[] = [];
  const page = await desk(streams);
  const answered = gate();
  await page.route('**/api/handoffs/a', async (route) => {
    await answered.opened;
    await route.fulfill({ json: { conversation: 'a', ...talk('Gespräch a') } });
  });
  await row(page, 'Ist jemand da?').dblclick();
  answered.open();
  await page.getByText('Gespräch a').waitFor();
  await row(page, 'Wann ist mein Anzug').click();
  await page.getByText('Gespräch b').waitFor();
  await expect.poll(() => streams).toEqual(['a', 'b']);
});

test('the conversation that was asked for last stays, however late the other one comes', async () => {
  const streams: string[] = [];
  const page = await desk(streams);
  const late = gate();
  await page.route('**/api/handoffs/a', async (route) => {
    await late.opened;
    await route.fulfill({ json: { conversation: 'a', ...talk('Gespräch a') } });
  });
  await row(page, 'Ist jemand da?').click();
  await row(page, 'Wann ist mein Anzug').click();
  await page.getByText('Gespräch b').waitFor();
  const answer = page.waitForResponse('**/api/handoffs/a');
  late.open();
  await (await answer).finished();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  expect(await page.getByText('Gespräch a').count()).toBe(0);
  expect(streams).toEqual(['b']);
});

test('a conversation that cannot be opened says why, and can be asked for again', async () => {
  const page = await desk();
  let asked: string | undefined;
  await page.route('**/api/handoffs/a', (route) => {
    asked = route.request().headers()['accept-language'];
    return route.fulfill({ status: 404, json: { detail: 'Das gibt es nicht oder nicht mehr.' } });
  });
  await row(page, 'Ist jemand da?').click();
  await page.getByRole('alert').getByText('Das gibt es nicht oder nicht mehr.').waitFor();
  expect(asked).toBe('de');
  if (pictures) await page.screenshot({ path: `${pictures}/refused.png` });
  await page.unroute('**/api/handoffs/a');
  await row(page, 'Ist jemand da?').click();
  await page.getByText('Gespräch a').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('a call that found no network says so of itself, and not that there is no connection', async () => {
  const page = await desk();
  await page.route('**/api/handoffs/a', (route) => route.abort());
  await row(page, 'Ist jemand da?').click();
  await page.getByText('Dieses Gespräch ließ sich nicht öffnen.').waitFor();
  expect(await page.locator('.lost').count()).toBe(0);
});

test('whoever listens is not told each time that somebody types', async () => {
  const page = await desk();
  await page.route('**/api/handoffs/a/events', (route) =>
    route.fulfill(events({ type: 'CUSTOM', name: 'typing', value: { active: true } })),
  );
  await row(page, 'Ist jemand da?').click();
  const typing = page.getByText('Schreibt gerade …');
  await typing.waitFor();
  expect(
    await typing.evaluate((e) => e.parentElement?.closest('[aria-live], [role=log]')?.getAttribute('aria-live')),
  ).toBe('off');
  expect(await violations(page)).toEqual([]);
  if (pictures) await page.screenshot({ path: `${pictures}/typing.png` });
});

test.each([
  [1, 'Ein weiteres Gespräch hat hier keinen Platz.'],
  [1240, '1.240 weitere Gespräche haben hier keinen Platz.'],
])('where %s more wait than are listed, it is said', async (more, said) => {
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ]) {
    const page = await desk([], { ...queue, more }, { viewport, colorScheme: more > 1 ? 'dark' : 'light' });
    await page.getByText(said).waitFor();
    expect(await page.locator('.queue header span').textContent()).toBe('2+');
    expect(await violations(page)).toEqual([]);
    if (pictures) await page.screenshot({ path: `${pictures}/more-${more}-${viewport.width}.png` });
    await page.context().close();
  }
});
