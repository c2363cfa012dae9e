/** What lasts on the sales page: the sign-in. */
import { expect, test } from 'vitest';
import { sales } from './sales-stage.ts';

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
