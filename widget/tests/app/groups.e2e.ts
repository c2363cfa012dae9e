/** Guests of a wedding party who follow its link, against the application itself and its demo group. */
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
  page = await guest();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  expect(errors, 'errors on the console').toEqual([]);
});

async function guest(): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 390, height: 800 } });
  const opened = await context.newPage();
  opened.setDefaultTimeout(15_000);
  opened.on('pageerror', (error) => errors.push(error.message));
  opened.on('console', (message) => {
    // a link that opens nothing is a refused request
    if (message.type() === 'error' && !/status of (404|410)/.test(message.text())) errors.push(message.text());
  });
  return opened;
}

type Group = { id: string; name: string; link: string; members: { name?: string; agreed: boolean }[] };

/** Staff, over the interface: a program that signs in gets a token. */
async function staff(method: string, path: string): Promise<Record<string, unknown>> {
  const { request } = await browser.newContext();
  const data = { email: 'sales@henk.example', password: 'henk-demo' };
  const { access_token } = await (await request.post(`${henk.url}/api/auth/login`, { data })).json();
  const headers = { Authorization: `Bearer ${access_token}` };
  const answer = await request.fetch(`${henk.url}${path}`, { method, headers });
  return answer.status() === 204 ? {} : answer.json();
}

async function group(): Promise<Group> {
  const { groups } = (await staff('GET', '/api/groups')) as { groups: Group[] };
  return groups.find(({ name }) => name === 'Hochzeit Lena und Jonas') as Group;
}

test('a guest opens the link, is greeted, says who it is and agrees, and comes back to the same place', async () => {
  const { link, members } = await group();
  await page.goto(henk.url + new URL(link).pathname);
  await page.getByText('Lena Petersen hat Sie zu „Hochzeit Lena und Jonas“ eingeladen').first().waitFor();
  expect(new URL(page.url()).hash).toBe('');
  const form = page.locator('henk-card[type=form]');
  await form.getByLabel('Name').fill('Karl Petersen');
  await form.getByLabel('E-Mail').fill('karl@mail.example');
  await form.getByLabel(/einverstanden/i).check();
  await page.getByRole('button', { name: 'Absenden' }).click();
  await expect.poll(async () => (await group()).members.find((m) => m.name === 'Karl Petersen')?.agreed).toBe(true);
  expect((await group()).members.length).toBe(members.length + 1);

  await page.goto(henk.url + new URL(link).pathname);
  await page.locator('.bubble').first().waitFor();
  expect((await group()).members.length).toBe(members.length + 1);
});

test('a link that opens nothing says so on the page, and the page is there', async () => {
  await page.goto(`${henk.url}/g/AAAAAAAAAAAAAAAAAAAAAAAA`);
  await expect.poll(() => page.getByRole('alert').textContent()).toContain('Diesen Einladungslink gibt es nicht.');
  await page.getByRole('heading', { level: 1 }).waitFor();

  const { id } = await group();
  await staff('DELETE', `/api/groups/${id}/link`);
  const renewed = (await staff('POST', `/api/groups/${id}/link`)) as Group;
  await staff('DELETE', `/api/groups/${id}/link`);
  await page.goto(henk.url + new URL(renewed.link).pathname);
  await expect.poll(() => page.getByRole('alert').textContent()).toContain('gilt nicht mehr');
});
