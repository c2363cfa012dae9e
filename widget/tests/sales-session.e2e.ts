/** What lasts on the sales page: the sign-in, and the list of talks. */
import { expect, test } from 'vitest';
import { sales, talks } from './sales-stage.ts';
import { gate, say, server } from './stage.ts';

test('the sign-in is renewed before it ends, also when the page was not looked at meanwhile', async () => {
  const page = await sales();
  let renewed = 0;
  await page.route('**/api/auth/refresh', (route) => {
    renewed++;
    return route.fulfill({ json: {} });
  });
  await page.clock.install();
  await page.reload();
  await page.getByText('Guten Tag, Anna Berg.').waitFor();
  await page.clock.fastForward('07:00');
  await page.waitForTimeout(50);
  expect(renewed).toBe(0);
  await page.clock.fastForward('01:01');
  await expect.poll(() => renewed).toBe(1);
  const seen = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await seen();
  await page.clock.fastForward('02:00');
  await seen();
  await expect.poll(() => renewed).toBe(2);
});

test('a talk that is gone on with becomes the first of the list, and what was shown of the list stays', async () => {
  const page = await sales();
  server.remember('s_c', 'Angelegt.');
  const older = { session_id: 's_d', title: 'Älteres Gespräch', last_at: '2026-10-01T08:00:00Z' };
  let list = talks.conversations;
  await page.route('**/api/chat/conversations*', (route) =>
    route.fulfill({
      json: route.request().url().includes('after=')
        ? { conversations: [older] }
        : { conversations: list, next: 'older' },
    }),
  );
  await page.reload();
  await page.getByRole('button', { name: 'Ältere zeigen' }).click();
  const titles = () => page.locator('.talks span').allInnerTexts();
  await expect.poll(titles).toHaveLength(4);
  await page.getByRole('button', { name: /Leg einen Deal an/ }).click();
  await page.getByText('Angelegt.').first().waitFor();
  list = [talks.conversations[2]!, ...talks.conversations.slice(0, 2)];
  await say(page, 'Und noch einen');
  await expect.poll(async () => (await titles())[0]).toContain('Leg einen Deal an');
  expect(await titles()).toHaveLength(4);
  expect((await titles()).at(-1)).toBe('Älteres Gespräch');
});

test('older talks are asked for once, however often it is clicked', async () => {
  const page = await sales();
  const answered = gate();
  let asked = 0;
  await page.route('**/api/chat/conversations*', async (route) => {
    if (!route.request().url().includes('after=')) return route.fulfill({ json: { ...talks, next: 'older' } });
    asked++;
    await answered.opened;
    return route.fulfill({
      json: { conversations: [{ session_id: 's_d', title: 'Älteres Gespräch', last_at: '2026-10-01T08:00:00Z' }] },
    });
  });
  await page.reload();
  await page.getByRole('button', { name: 'Ältere zeigen' }).dblclick();
  answered.open();
  await page.getByText('Älteres Gespräch').waitFor();
  expect(asked).toBe(1);
  expect(await page.locator('.talks button').count()).toBe(4);
});
