/** The widget and the pages against the application itself, with its offline engine: what a stranger meets first. */
import { expect, test } from 'vitest';
import { answers, opens, says, signsIn, somebody } from './stage.ts';

test('a brief is answered with cloths that are drawn, after a greeting that names the assistant', async () => {
  const page = await somebody();
  await opens(page, '/');
  await expect.poll(() => page.locator('.hello').textContent()).toContain('KI-Assistent');
  await expect.poll(() => page.locator('h2#name').textContent()).toBe('HENK');
  await says(page, 'Ich heirate im Juni und suche einen Anzug bis 2.500 Euro');
  await expect.poll(() => page.locator('henk-card[type=product]').count()).toBe(3);
  expect(await page.locator('henk-card[type=product]').first().locator('svg.swatch pattern').count()).toBeGreaterThan(
    0,
  );
  expect((await answers(page).first().textContent())?.length).toBeGreaterThan(20);
});

test('a reload brings the talk back as it was', async () => {
  const page = await somebody();
  await opens(page, '/');
  await says(page, 'Ich heirate im Juni und suche einen Anzug bis 2.500 Euro');
  const cards = await page.locator('henk-card[type=product]').count();
  await page.reload();
  await page.locator('.bubble').waitFor();
  await expect.poll(() => page.locator('henk-card[type=product]').count()).toBe(cards);
  expect(await page.locator('.bubble').count()).toBe(1);
  await says(page, 'Und etwas Helleres?');
  expect(await page.locator('.bubble').count()).toBe(2);
});

test('a rating is kept', async () => {
  const page = await somebody();
  await opens(page, '/');
  await says(page, 'Guten Tag');
  const kept = page.waitForResponse((response) => response.url().endsWith('/feedback'));
  await page.getByRole('button', { name: 'Hilfreich', exact: true }).click();
  expect((await kept).status()).toBe(204);
  await page.reload();
  await expect
    .poll(() => page.getByRole('button', { name: 'Hilfreich', exact: true }).getAttribute('aria-pressed'))
    .toBe('true');
});

test('a demo customer signs in, keeps the talk, goes on with it, and leaves nothing behind on leaving', async () => {
  const page = await somebody();
  await opens(page, '/');
  await says(page, 'Guten Tag');
  await page.keyboard.press('Escape');
  await signsIn(page);
  expect(await page.locator('.bubble').count()).toBe(1);
  await says(page, 'Was kostet ein Maßanzug?');
  expect(await page.locator('.wrong').count()).toBe(0);
  expect(await answers(page).count()).toBeGreaterThanOrEqual(2);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Abmelden' }).click();
  await page.getByRole('button', { name: 'Anmelden' }).waitFor();
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test('the other house speaks English and sells machines', async () => {
  const page = await somebody();
  await opens(page, '/works');
  await expect.poll(() => page.locator('h2#name').textContent()).toBe('Ada');
  await expect.poll(() => page.locator('.hello').textContent()).toContain('AI assistant');
  await says(page, 'I need a CNC router for cabinet making, up to 15,000 pounds');
  expect(await page.locator('.wrong').count()).toBe(0);
  expect((await answers(page).first().textContent())?.length).toBeGreaterThan(20);
});
