/** What the house has written, as its administrator reads it, against the application itself. */
import { expect, test } from 'vitest';
import { latest, letters, opens, says, sends, shows, somebody, url } from './stage.ts';

test('the confirmation of an appointment lies in the outbox with its words and its invitation', async () => {
  const page = await somebody();
  await opens(page);
  await says(page, 'Ich hätte gern einen Termin zum Maßnehmen');
  await latest(page, 'quick_replies')
    .getByRole('button', { name: /\d\d:\d\d/ })
    .last()
    .click();
  const address = `${letters()}@mail.example`;
  await latest(page, 'form').waitFor();
  await sends(page, { Name: 'Jonas Petersen', 'E-Mail': address });
  await shows(page, 'appointment', 'vereinbart');

  // who has not signed in yet is a refused request
  const admin = await somebody({}, /status of 40[13]/);
  await admin.goto(url('/outbox/'));
  await admin.getByLabel('E-Mail').fill('admin@henk.example');
  await admin.getByLabel('Passwort').fill('henk-demo');
  await admin.keyboard.press('Enter');
  await admin.locator('.list li a', { hasText: address }).first().click();
  const words = admin.frameLocator('iframe');
  await words.getByText('Jonas Petersen').first().waitFor();
  expect(await admin.locator('.files a').getAttribute('download')).toMatch(/\.ics$/);
});
