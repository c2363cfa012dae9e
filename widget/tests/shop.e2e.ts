/** The demo shop page: signing in, and coming by a group's link. */
import { expect, test } from 'vitest';
import { config } from './samples.ts';
import { answers, log, mine, server, session, stored, talk, visit } from './stage.ts';

test('25 signing in on the shop page moves the talk to the account, signing out wipes it', async () => {
  server.config = { ...config, demo: true };
  const page = await visit('/');
  await talk(page, 'Vor dem Anmelden');
  await expect.poll(async () => JSON.stringify(await stored(page))).toContain('s_');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.getByRole('button', { name: 'customer@henk.example' }).click();
  const before = JSON.parse((await stored(page))['henk.pk_henk_demo'] ?? '{}').session;
  await page.locator('dialog').getByRole('button', { name: 'Anmelden' }).click();
  await page.getByRole('button', { name: 'Anna Brandt' }).waitFor();
  expect(server.calls(/login/).at(-1)?.body).toMatchObject({ email: 'customer@henk.example', session_id: before });
  await expect.poll(async () => JSON.parse((await stored(page))['henk.pk_henk_demo'] ?? '{}').session).not.toBe(before);
  await page.locator('sales-chat button.l').click();
  expect(await mine(page).allTextContents()).toEqual(['Sie: Vor dem Anmelden']);
  await page.locator('textarea').fill('Nach dem Anmelden');
  await page.keyboard.press('Enter');
  await expect.poll(() => server.calls(/^\/api\/chat$/).at(-1)?.headers['x-csrf-token']).toBe('c5rf');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Anna Brandt' }).click();
  await page.getByRole('button', { name: 'Anmelden' }).waitFor();
  expect(await stored(page)).toEqual({});
  expect(await log(page).textContent()).not.toContain('Vor dem Anmelden');
});

test('whoever comes by a group’s link is welcomed by name of the group, and an expired link says so', async () => {
  const page = await visit('/#g=party');
  await expect
    .poll(() => answers(page).allTextContents())
    .toEqual([expect.stringContaining('Hochzeit Lena und Jonas')]);
  expect(await session(page)).toBe('s_guest');
  expect(page.url()).not.toContain('#g=');
  const late = await visit('/#g=over');
  await late.getByRole('alert').filter({ hasText: 'Dieser Einladungslink ist abgelaufen.' }).waitFor();
});

test('a wrong password is said, and no demo account is named where there is no demo', async () => {
  server.config = { ...config, demo: false };
  const page = await visit('/');
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.getByLabel('E-Mail').fill('wer@example.com');
  await page.getByLabel('Passwort').fill('falsch');
  await page.locator('dialog').getByRole('button', { name: 'Anmelden' }).click();
  await page.getByText('E-Mail und Passwort passen nicht zusammen.').waitFor();
  expect(await page.locator('.hint').isVisible()).toBe(false);
});
