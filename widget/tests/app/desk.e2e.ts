/** A visitor and a person of the house, each in a browser, against the application itself. */
import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { violations } from '../axe.ts';
import { opens, somebody, url } from './stage.ts';

let visitor: Page;
let desk: Page;

beforeEach(async () => {
  visitor = await somebody();
  // a refused sign-in is a refused request
  desk = await somebody({ viewport: { width: 1200, height: 800 } }, /status of 40[13]/);
});

const words = () => `Ich möchte mit einem Menschen sprechen, ${Math.random().toString(36).slice(2)}`;
const row = (page: Page, said: string) => page.locator('.queue li button', { hasText: said });

async function asks(said: string): Promise<void> {
  await opens(visitor);
  await visitor.locator('textarea').fill(said);
  await visitor.locator('textarea').press('Enter');
  await visitor.locator('henk-card[type=notice]').first().waitFor();
}

async function signsIn(page: Page, who = 'sales@henk.example', password = 'henk-demo'): Promise<void> {
  await page.goto(url('/desk'));
  await page.getByLabel('E-Mail').fill(who);
  await page.getByLabel('Passwort').fill(password);
  await page.keyboard.press('Enter');
}

const heard = (sentence: string) =>
  expect
    .poll(async () => {
      const notices = await visitor.locator('henk-card[type=notice]').all();
      return Promise.all(notices.map((one) => one.evaluate((e) => e.shadowRoot?.textContent?.trim())));
    })
    .toContain(sentence);

test('a person of the house takes a talk over, both write live, and the assistant gets it back', async () => {
  const said = words();
  await signsIn(desk);
  await desk.getByRole('heading', { name: 'Es warten' }).waitFor();
  await asks(said);
  await row(desk, said).waitFor();
  await row(desk, said).click();
  await desk.getByRole('button', { name: 'Übernehmen' }).click();
  await heard('Samuel Sales schreibt Ihnen jetzt persönlich.');
  expect(await visitor.locator('h2#name').textContent()).toBe('Samuel Sales');

  await desk.getByLabel('Ihre Nachricht').pressSequentially('Guten Tag, ');
  await heard('Samuel Sales schreibt …');
  await desk.getByLabel('Ihre Nachricht').pressSequentially('Sales hier.');
  await desk.keyboard.press('Enter');
  await visitor.locator('sales-chat-text', { hasText: 'Guten Tag, Sales hier.' }).waitFor();
  expect(await desk.locator('.said.staff').count()).toBe(1);
  expect(await desk.getByLabel('Ihre Nachricht').inputValue()).toBe('');

  const answers = await visitor.locator('sales-chat-text').count();
  await visitor.locator('textarea').pressSequentially('Schön, dass Sie da sind');
  await desk.getByText('Schreibt gerade …').waitFor();
  await visitor.locator('textarea').press('Enter');
  await desk.locator('.said.user', { hasText: 'Schön, dass Sie da sind' }).waitFor();
  await desk.getByLabel('Ihre Nachricht').fill('Gern.');
  await desk.keyboard.press('Enter');
  await visitor.locator('sales-chat-text', { hasText: 'Gern.' }).waitFor();
  expect(await visitor.locator('sales-chat-text').count()).toBe(answers + 1);
  await visitor.reload();
  await visitor.locator('.name', { hasText: 'Samuel Sales · Mensch' }).first().waitFor();

  await desk.getByRole('button', { name: 'Zurückgeben' }).click();
  await desk.getByLabel('Was soll der Assistent wissen? (freiwillig)').fill('Möchte den Flanell.');
  await desk.getByRole('button', { name: 'Jetzt zurückgeben' }).click();
  await heard('Sie sprechen wieder mit dem KI-Assistenten.');
  await expect.poll(() => row(desk, 'Schön').count()).toBe(0);
  await expect.poll(() => visitor.locator('h2#name').textContent()).toBe('HENK');
});

test('what one has taken the other cannot take, and sees with whom it is', async () => {
  const said = words();
  await asks(said);
  await signsIn(desk);
  await row(desk, said).click();
  await desk.getByRole('button', { name: 'Übernehmen' }).click();
  const other = await somebody({ viewport: { width: 1000, height: 800 } });
  await signsIn(other, 'manager@henk.example');
  await row(other, said).click();
  await other.locator('.talk header', { hasText: 'bei Samuel Sales' }).waitFor();
  expect(await other.getByRole('button', { name: 'Übernehmen' }).count()).toBe(0);
  expect(await other.getByLabel('Ihre Nachricht').count()).toBe(0);
});

test('the desk is for people of the house alone', async () => {
  await signsIn(desk, 'sales@henk.example', 'wrong');
  await desk.getByRole('alert').waitFor();
  await signsIn(desk, 'customer@henk.example');
  await desk.getByText('Dieses Konto gehört nicht zum Haus.').waitFor();
});

test('the keyboard is enough', async () => {
  const said = words();
  await asks(said);
  await signsIn(desk);
  await row(desk, said).waitFor();
  await desk.locator('.queue li button').first().focus();
  await expect
    .poll(async () => {
      const here = await desk.evaluate(() => document.activeElement?.textContent ?? '');
      if (!here.includes(said)) await desk.keyboard.press('ArrowDown');
      return here;
    })
    .toContain(said);
  await desk.keyboard.press('Enter');
  await desk.getByRole('button', { name: 'Übernehmen' }).focus();
  await desk.keyboard.press('Enter');
  await desk.getByLabel('Ihre Nachricht').waitFor();
  await expect.poll(() => desk.evaluate(() => document.activeElement?.localName)).toBe('textarea');
  await desk.keyboard.type('Guten Tag');
  await desk.keyboard.press('Enter');
  await visitor.locator('sales-chat-text', { hasText: 'Guten Tag' }).last().waitFor();
  await desk.keyboard.press('Escape');
  await expect.poll(() => desk.getByLabel('Ihre Nachricht').count()).toBe(0);
});

test.each([
  ['light', 1200],
  ['dark', 1200],
  ['light', 390],
  ['dark', 390],
] as const)('axe finds nothing in %s at %s px, and nothing is cut', async (colorScheme, width) => {
  const said = words();
  await asks(said);
  await desk.emulateMedia({ colorScheme });
  await desk.setViewportSize({ width, height: 800 });
  await desk.goto(url('/desk'));
  await desk.getByLabel('E-Mail').waitFor();
  expect(await violations(desk)).toEqual([]);
  await signsIn(desk);
  await row(desk, said).waitFor();
  expect(await violations(desk)).toEqual([]);
  await row(desk, said).click();
  await desk.getByRole('button', { name: 'Übernehmen' }).click();
  await desk.getByLabel('Ihre Nachricht').fill('Guten Tag');
  await desk.keyboard.press('Enter');
  await desk.locator('.said.staff').waitFor();
  expect(await violations(desk)).toEqual([]);
  expect(await desk.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  if (process.env.DESK_PICTURES)
    await desk.screenshot({ path: `${process.env.DESK_PICTURES}/desk-${colorScheme}-${width}.png` });
  if (width > 700) return;
  await desk.getByRole('button', { name: '← Alle' }).click();
  await row(desk, said).waitFor();
});
