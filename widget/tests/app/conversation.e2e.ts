/** The widget and the pages against the application itself, with its offline engine: what a stranger meets first. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Henk } from './henk.ts';

let henk: Henk;
let browser: Browser;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  henk = await Henk.start();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await henk?.stop();
}, 60_000);

beforeEach(async () => {
  errors.length = 0;
  page = await (
    await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1200, height: 900 } })
  ).newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
});
afterEach(async () => {
  await page.context().close();
  expect(errors, 'errors on the console').toEqual([]);
});

const box = () => page.locator('textarea');
const answers = () => page.locator('sales-chat-text');
const idle = () => expect.poll(() => page.locator('.go:not(.stop)').count(), { timeout: 15_000 }).toBe(1);

async function open(path: string): Promise<void> {
  await page.goto(henk.url + path);
  await page.locator('sales-chat button.l').click();
  await box().waitFor();
}

async function say(text: string): Promise<void> {
  await box().fill(text);
  await box().press('Enter');
  await page.locator('.bubble', { hasText: text }).first().waitFor();
  await idle();
}

test('a brief is answered with cloths that are drawn, after a greeting that names the assistant', async () => {
  await open('/');
  await expect.poll(() => page.locator('.hello').textContent()).toContain('KI-Assistent');
  await expect.poll(() => page.locator('h2#name').textContent()).toBe('HENK');
  await say('Ich heirate im Juni und suche einen Anzug bis 2.500 Euro');
  await expect.poll(() => page.locator('henk-card[type=product]').count()).toBe(3);
  expect(await page.locator('henk-card[type=product]').first().locator('svg.swatch pattern').count()).toBeGreaterThan(
    0,
  );
  expect((await answers().first().textContent())?.length).toBeGreaterThan(20);
});

test('a reload brings the talk back as it was', async () => {
  await open('/');
  await say('Ich heirate im Juni und suche einen Anzug bis 2.500 Euro');
  const cards = await page.locator('henk-card[type=product]').count();
  await page.reload();
  await page.locator('.bubble').waitFor();
  await expect.poll(() => page.locator('henk-card[type=product]').count()).toBe(cards);
  expect(await page.locator('.bubble').count()).toBe(1);
  await say('Und etwas Helleres?');
  expect(await page.locator('.bubble').count()).toBe(2);
});

test('a rating is kept', async () => {
  await open('/');
  await say('Guten Tag');
  const kept = page.waitForResponse((response) => response.url().endsWith('/feedback'));
  await page.getByRole('button', { name: 'Hilfreich', exact: true }).click();
  expect((await kept).status()).toBe(204);
  await page.reload();
  await expect
    .poll(() => page.getByRole('button', { name: 'Hilfreich', exact: true }).getAttribute('aria-pressed'))
    .toBe('true');
});

test('a demo customer signs in, keeps the talk, goes on with it, and leaves nothing behind on leaving', async () => {
  await open('/');
  await say('Guten Tag');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.getByRole('button', { name: 'customer@henk.example' }).click();
  await page.locator('dialog').getByRole('button', { name: 'Anmelden' }).click();
  await page.getByRole('button', { name: 'Abmelden' }).waitFor();
  await page.locator('sales-chat button.l').click();
  expect(await page.locator('.bubble').count()).toBe(1);
  await say('Was kostet ein Maßanzug?');
  expect(await page.locator('.wrong').count()).toBe(0);
  expect(await answers().count()).toBeGreaterThanOrEqual(2);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Abmelden' }).click();
  await page.getByRole('button', { name: 'Anmelden' }).waitFor();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('the other house speaks English and sells machines', async () => {
  await open('/works');
  await expect.poll(() => page.locator('h2#name').textContent()).toBe('Ada');
  await expect.poll(() => page.locator('.hello').textContent()).toContain('AI assistant');
  await say('I need a CNC router for cabinet making, up to 15,000 pounds');
  expect(await page.locator('.wrong').count()).toBe(0);
  expect((await answers().first().textContent())?.length).toBeGreaterThan(20);
});
