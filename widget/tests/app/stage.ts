/** What every test with the application stands on: a browser, people in it, and what they do there. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, vi } from 'vitest';
import { box, card, shown } from '../locators.ts';

export { answers, box, card, shown } from '../locators.ts';

let browser: Browser;
const errors: string[] = [];
const patience = { timeout: 20_000 };
// whole errands, with a server that shares the machine
vi.setConfig({ testTimeout: 90_000 });

export const url = (path = '') => inject('henk') + path;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
});
afterAll(() => browser?.close());

beforeEach(() => {
  errors.length = 0;
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  expect(errors, 'errors on the console').toEqual([]);
});

/** A person with a browser of their own. @param refusals answers of the server that the test itself brings about */
export async function somebody(options: BrowserContextOptions = {}, refusals = /(?!)/): Promise<Page> {
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    viewport: { width: 1200, height: 900 },
    locale: 'de-DE',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !refusals.test(message.text())) errors.push(message.text());
  });
  return page;
}

/** Nobody is being answered any more. */
export const idle = (page: Page) => expect.poll(() => page.locator('.go:not(.stop)').count(), patience).toBe(1);

export async function opens(page: Page, path = '/'): Promise<void> {
  await page.goto(url(path));
  await page.locator('sales-chat button.l').click();
  await box(page).waitFor();
}

export async function says(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  await box(page).press('Enter');
  await page.locator('.bubble', { hasText: text }).last().waitFor();
  await idle(page);
}

/** The last card of a type. */
export const latest = (page: Page, type: string) => card(page, type).last();

/** The last card of a type shows this, sooner or later. */
export const shows = (page: Page, type: string, text: string) =>
  expect.poll(() => shown(latest(page, type)), patience).toContain(text);

/** Fills in the last form and sends it off, with every tick that it has. */
export async function sends(page: Page, values: Record<string, string>): Promise<void> {
  const form = latest(page, 'form');
  const fields = form.locator(':not([type=checkbox])');
  for (const [label, value] of Object.entries(values)) await form.getByLabel(label).and(fields).fill(value);
  for (const tick of await form.getByRole('checkbox').all()) await tick.check();
  await form.locator('.actions button').click();
  await idle(page);
}

/** Letters that nobody else has: a known address keeps the name that it came with first. */
export const letters = () =>
  Math.random()
    .toString(36)
    .replace(/[^a-z]/g, '');

/** The demo's customer signs in on the shop page, and talks on where the widget is open. */
export async function signsIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.getByRole('button', { name: 'customer@henk.example' }).click();
  await page.locator('dialog').getByRole('button', { name: 'Anmelden' }).click();
  await page.getByRole('button', { name: 'Abmelden' }).waitFor();
  const launcher = page.locator('sales-chat button.l');
  if (await launcher.isVisible()) await launcher.click();
  await box(page).waitFor();
}

const tokens = new Map<string, string>();

/** What a colleague's own program gets from an address of the house. */
export async function staff<T>(method: string, path: string, data?: unknown, email = 'sales@henk.example'): Promise<T> {
  const { request } = await browser.newContext();
  if (!tokens.has(email)) {
    // whoever signs in again and again is taken for somebody who guesses
    const signedIn = await request.post(url('/api/auth/login'), { data: { email, password: 'henk-demo' } });
    tokens.set(email, ((await signedIn.json()) as { access_token: string }).access_token);
  }
  const headers = { Authorization: `Bearer ${tokens.get(email)}` };
  const answer = await request.fetch(url(path), { method, headers, data });
  expect(answer.ok(), `${method} ${path}: ${answer.status()}`).toBe(true);
  return (answer.status() === 204 ? {} : await answer.json()) as T;
}
