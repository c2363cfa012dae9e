/** The administrator's outbox in a real browser, under the policies that the server sends. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './axe.ts';
import { fresh, gate, server } from './stage.ts';

const pictures = process.env.OUTBOX_PICTURES;

const mail = (n: number, state: string, more = {}) => ({
  id: `0190a000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`,
  to: n === 3 ? `${'a-very-long-address.'.repeat(4)}@example.com` : `anna.berger${n}@example.com`,
  template: 'appointment-confirmed',
  purpose: 'appointment',
  language: 'de',
  subject: 'Ihr Termin: Anprobe, Freitag, 4. Dezember 2026, 14:00 Uhr',
  state,
  attempts: state === 'failed' ? 3 : 0,
  problem: state === 'failed' ? '550 5.1.1 No such mailbox <script>alert(1)</script>' : null,
  created_at: '2026-11-20T09:12:00Z',
  due_at: '2026-11-20T09:12:00Z',
  finished_at: state === 'queued' ? null : '2026-11-20T09:13:00Z',
  ...more,
});
const mails = [mail(5, 'queued'), mail(4, 'failed'), mail(3, 'sent'), mail(2, 'withdrawn', { problem: 'taken back' })];
const html = `<!doctype html><html lang="de"><body style="margin:0;padding:32px;background:#efede7;font-family:Georgia">
  <p style="background:#fff;padding:24px;border-radius:8px">Guten Tag, Ihr Termin steht.</p>
  <script>parent.document.title = 'taken over'</script></body></html>`;

/** The server's side of the page. Signed in from the start, unless a test says otherwise. */
async function outbox(options: BrowserContextOptions = {}, signedIn = true): Promise<Page> {
  const page = await fresh({ locale: 'de-DE', ...options });
  if (signedIn)
    await page.context().addCookies([{ name: 'henk_csrf', value: 'c5rf', url: server.url, sameSite: 'Lax' }]);
  let list = mails;
  await page.route(/\/api\/mail(\?|$)/, (route) => {
    const query = new URL(route.request().url()).searchParams;
    const state = query.get('state');
    const found = list.filter((one) => !state || one.state === state);
    if (query.get('after')) return route.fulfill({ json: { mails: [mail(1, 'sent')], next: null, sends: false } });
    return route.fulfill({ json: { mails: found, next: state ? null : found.at(-1)?.id, sends: false } });
  });
  await page.route(/\/api\/mail\/[^/]+$/, (route) => {
    const id = route.request().url().split('/').at(-1);
    const file = {
      name: 'invite.ics',
      content_type: 'text/calendar',
      bytes: 1480,
      href: `/api/mail/${id}/attachments/0`,
    };
    const whole = { text: 'Guten Tag,\n\nIhr Termin steht.', html: `/api/mail/${id}/html`, attachments: [file] };
    return route.fulfill({ json: { mail: list.find((one) => one.id === id), ...whole } });
  });
  await page.route(/\/api\/mail\/[^/]+\/html$/, (route) =>
    route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups" },
      body: html,
    }),
  );
  await page.route(/\/attempts$/, (route) => {
    expect(route.request().headers()['x-csrf-token']).toBe('c5rf');
    list = list.map((one) => (one.state === 'failed' ? mail(4, 'queued', { problem: null }) : one));
    return route.fulfill({ json: {} });
  });
  await page.goto(`${server.url}/outbox/`);
  return page;
}

const rows = (page: Page) => page.locator('.list li a');
const frame = (page: Page) => page.frameLocator('iframe');

test('a list, a mail as its reader sees it, its text and its files', async () => {
  const page = await outbox();
  await expect.poll(() => rows(page).count()).toBe(4);
  expect(await page.locator('.stays').textContent()).toContain('HENK_SMTP_URL');

  await rows(page).first().click();
  await frame(page).getByText('Ihr Termin steht.').waitFor();
  expect(await page.title()).toBe('Postausgang');
  expect(await page.locator('.mail h2').textContent()).toContain('Ihr Termin: Anprobe');
  expect(await page.locator('.files a').getAttribute('download')).toBe('invite.ics');
  await page.getByRole('button', { name: 'Nur Text' }).click();
  expect(await page.locator('pre').textContent()).toContain('Guten Tag,\n\nIhr Termin steht.');
  expect(await page.locator('iframe').isVisible()).toBe(false);
  if (pictures) await page.getByRole('button', { name: 'Ansicht' }).click();
  if (pictures) await page.screenshot({ path: `${pictures}/wide.png` });
});

test('what was left lying is shown with its reason, as text, and tried again', async () => {
  const page = await outbox();
  await page.getByLabel('Zeigen').selectOption('failed');
  await expect.poll(() => rows(page).count()).toBe(1);
  await rows(page).click();
  await page.getByText('550 5.1.1 No such mailbox <script>').waitFor();

  await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
  await page.getByText('Hier liegt nichts.').waitFor();
  await page.getByLabel('Zeigen').selectOption('');
  await expect.poll(() => page.locator('.list .state.queued').count()).toBe(2);
});

test('the keyboard goes from mail to mail and on to older ones', async () => {
  const page = await outbox();
  await rows(page).first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('[aria-current]').textContent()).toContain('anna.berger4');
  await page.getByRole('button', { name: 'Ältere zeigen' }).click();
  await expect.poll(() => rows(page).count()).toBe(5);
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('anna.berger1');
});

test('a mail that is not there is said so beside the list, and is not asked for again', async () => {
  for (const viewport of [
    { width: 1200, height: 800 },
    { width: 390, height: 844 },
  ]) {
    const page = await outbox({ viewport });
    await page.route(/\/api\/mail\/[^/]+$/, (route) => route.fulfill({ status: 404, json: {} }));
    await rows(page).first().click();
    await page.getByText('Diese E-Mail lässt sich nicht zeigen.').waitFor();
    if (pictures) await page.screenshot({ path: `${pictures}/gone-${viewport.width}.png` });
    expect(page.url()).toBe(`${server.url}/outbox/`);
    if (viewport.width < 400) await page.getByRole('link', { name: 'Zurück zur Liste' }).click();
    await expect.poll(() => rows(page).first().isVisible()).toBe(true);
    await page.reload();
    await expect.poll(() => rows(page).count()).toBe(4);
    expect(await page.locator('.notice').isVisible()).toBe(false);
    await page.context().close();
  }
});

test('older mails come once, however often it is clicked', async () => {
  const page = await outbox();
  const answered = gate();
  let asked = 0;
  await page.route(/\/api\/mail\?.*after=/, async (route) => {
    asked++;
    await answered.opened;
    await route.fulfill({ json: { mails: [mail(1, 'sent')], next: null, sends: false } });
  });
  await page.getByRole('button', { name: 'Ältere zeigen' }).dblclick({ force: true });
  answered.open();
  await expect.poll(() => rows(page).count()).toBe(5);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  expect(await rows(page).count()).toBe(5);
  expect(asked).toBe(1);
});

test('on a phone the mail takes the place of the list, and back leads back', async () => {
  const page = await outbox({ viewport: { width: 390, height: 844 } });
  await expect.poll(() => rows(page).count()).toBe(4);
  if (pictures) await page.screenshot({ path: `${pictures}/phone-list.png` });
  await rows(page).nth(1).click();
  await frame(page).getByText('Ihr Termin steht.').waitFor();
  expect(await rows(page).first().isVisible()).toBe(false);
  if (pictures) await page.screenshot({ path: `${pictures}/phone-mail.png` });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.getByRole('link', { name: 'Zurück zur Liste' }).click();
  await rows(page).first().waitFor();
});

test('a stranger is asked to sign in, and who is no administrator is told so', async () => {
  const page = await outbox({}, false);
  await page.getByLabel('E-Mail').fill('admin@henk.example');
  await page.getByLabel('Passwort').fill('wrong');
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.getByText('passen nicht zusammen').waitFor();
  await page.getByLabel('Passwort').fill('henk-demo');
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await expect.poll(() => rows(page).count()).toBe(4);

  await page.route(/\/api\/mail(\?|$)/, (route) => route.fulfill({ status: 403, json: {} }));
  await page.getByRole('button', { name: 'Neu laden' }).click();
  await page.getByText('nur, wer das Unternehmen verwaltet').last().waitFor();
  await page.getByRole('button', { name: 'Abmelden' }).click();
  await page.getByLabel('Passwort').waitFor();
});

test.each(['light', 'dark'] as const)('axe finds nothing, %s', async (colorScheme) => {
  const page = await outbox({ colorScheme });
  await rows(page).nth(1).click();
  await frame(page).getByText('Ihr Termin steht.').waitFor();
  if (pictures) await page.screenshot({ path: `${pictures}/${colorScheme}.png` });
  // the mail itself stands in a frame without scripts
  expect(await violations(page, { iframes: false })).toEqual([]);
});
