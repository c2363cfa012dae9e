/** Appointments, orders and promises on their cards, against the application itself. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  card,
  idle,
  latest,
  letters,
  opens,
  says,
  sends,
  shown,
  shows,
  signsIn,
  somebody,
  staff,
  url,
} from './stage.ts';

/** Presses one of the times on offer. */
async function picks(page: Page, which: number): Promise<void> {
  await latest(page, 'quick_replies')
    .getByRole('button', { name: /\d\d:\d\d/ })
    .nth(which)
    .click();
  await expect
    .poll(() => card(page, 'quick_replies').getByRole('button', { pressed: true }).count())
    .toBeGreaterThan(0);
  await idle(page);
}

test('an appointment is chosen, agreed on by a form, put into a calendar, moved and called off', async () => {
  const page = await somebody();
  await opens(page);
  await says(page, 'Ich hätte gern einen Termin zur Anprobe');
  await picks(page, 0);
  await sends(page, { Name: 'Jonas Petersen', 'E-Mail': 'jonas@mail.example' });
  await shows(page, 'appointment', 'vereinbart');
  const before = await latest(page, 'appointment').locator('.when').textContent();
  const calendar = await latest(page, 'appointment').getByRole('link').getAttribute('href');
  expect(await (await page.request.get(calendar ?? '')).text()).toContain('BEGIN:VEVENT');

  await latest(page, 'appointment').getByRole('button', { name: 'Verlegen' }).click();
  await picks(page, 2);
  await expect.poll(() => card(page, 'appointment').count()).toBe(2);
  expect(await latest(page, 'appointment').locator('.when').textContent()).not.toBe(before);

  await idle(page);
  await latest(page, 'appointment').getByRole('button', { name: 'Absagen' }).click();
  await latest(page, 'appointment').getByText('wirklich absagen?').waitFor();
  await latest(page, 'appointment').getByRole('button', { name: 'Ja' }).click();
  await shows(page, 'appointment', 'abgesagt');
  expect(await page.getByText('wirklich absagen?').count()).toBe(0);
});

test('a customer sees how far the suit is, and when the next fitting is', async () => {
  const page = await somebody();
  await page.goto(url());
  await signsIn(page);
  await says(page, 'Wo ist mein Anzug?');
  await shows(page, 'order', 'Businessanzug Kontor Marine');
  expect(await latest(page, 'order').locator('[aria-current=step]').textContent()).toBe('geheftet');
  await shows(page, 'appointment', 'Anprobe');
});

test('what the house has promised stands on a card of whom it was promised to, and with the house', async () => {
  const page = await somebody();
  await opens(page);
  const own = letters();
  const name = `Ann ${own}`;
  await says(page, 'Können Sie mir Stoffmuster schicken?');
  await sends(page, { Name: name, 'E-Mail': `${own}@mail.example` });
  await shows(page, 'table', 'Das haben wir Ihnen zugesagt');
  await shows(page, 'table', 'Muster');

  type Promised = { id: string; name: string; version: number };
  const { promises } = await staff<{ promises: Promised[] }>('GET', '/api/promises?limit=100');
  const { id, version } = promises.find((one) => one.name === name) as Promised;
  await staff('PATCH', `/api/promises/${id}`, { state: 'kept', version, note: 'Gestern verschickt.' });
  await says(page, 'Was haben Sie mir versprochen?');
  expect(await card(page, 'table').count()).toBe(1);
});

test('measures are typed into a form, and one that cannot be is asked back', async () => {
  const page = await somebody();
  await opens(page);
  await says(page, 'Ich möchte meine Maße angeben');
  await sends(page, { 'Brustumfang (cm)': '104', 'Körpergröße (cm)': '260' });
  await page.getByText('260 cm, das kann nicht stimmen').first().waitFor();
  await says(page, 'Was wissen Sie über mich?');
  await shows(page, 'profile', '104 cm');
  expect(await shown(latest(page, 'profile'))).not.toContain('260');
});
