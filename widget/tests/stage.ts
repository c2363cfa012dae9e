/** What every browser test stands on: one browser, a fresh server and page for each test, and what one does there. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { FakeServer } from './fake-server.ts';
import { box, launcher } from './locators.ts';
import { config } from './samples.ts';

export * from './locators.ts';

let browser: Browser;
export let server: FakeServer;
const errors: string[] = [];

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
});
afterAll(() => browser.close());

beforeEach(async () => {
  errors.length = 0;
  server = await new FakeServer().start();
  server.config = { ...config };
  host('/host');
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await server.stop();
  expect(errors, 'errors on the console').toEqual([]);
});

/** A host's page with a strict CSP, and with what it says before and in the script tag. */
export function host(path: string, attributes = '', body = '', before = ''): void {
  server.page(
    path,
    `<!doctype html><html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Laden</title>${before}
    <script async src="/widget/chat.js" data-key="pk_henk_demo" ${attributes}></script></head>
    <body><main><h1>Laden</h1><a href="#x">Ein Verweis</a>${body}</main></body></html>`,
  );
}

/** A page that has gone nowhere yet. */
export async function fresh(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    viewport: { width: 1200, height: 800 },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // What the test itself breaks, the browser reports too.
    const made = /Failed to load resource|net::ERR_|frame is sandboxed/.test(message.text());
    if (message.type() === 'error' && !made) errors.push(message.text());
  });
  return page;
}

export async function visit(path = '/host', options: BrowserContextOptions = {}): Promise<Page> {
  const page = await fresh(options);
  await page.goto(server.url + path);
  await page.locator('sales-chat').waitFor({ state: 'attached' });
  return page;
}

export async function open(page: Page): Promise<void> {
  await launcher(page).click();
  await box(page).waitFor();
  await page.getByText(config.welcome.text).waitFor();
}

export async function say(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  await box(page).press('Enter');
}

/** Opens the panel and lets the server answer the first message with what `answer` does. */
export async function talk(page: Page, text = 'Guten Tag'): Promise<void> {
  await open(page);
  await say(page, text);
}

export const command = (page: Page, ...args: unknown[]) =>
  page.evaluate((all) => (window as unknown as { SalesChat(...a: unknown[]): void }).SalesChat(...all), args);

/** Something that a test lets happen when it wants. */
export function gate(): { opened: Promise<void>; open(): void } {
  let openIt = () => {};
  const opened = new Promise<void>((resolve) => {
    openIt = resolve;
  });
  return { opened, open: () => openIt() };
}

/** The element that has the focus, through all shadow roots, as its tag and class. */
export const focused = (page: Page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at ? `${at.localName}.${at.className}`.replace(/\.$/, '') : '';
  });

/** For `evaluate`: whether this very element has the focus. */
export const hasFocus = (one: Element) => (one.getRootNode() as ShadowRoot).activeElement === one;

export const stored = (page: Page) => page.evaluate(() => ({ ...localStorage }));

/** By which this browser knows its talk. */
export const session = async (page: Page) => JSON.parse((await stored(page))['henk.pk_henk_demo'] ?? '{}').session;
