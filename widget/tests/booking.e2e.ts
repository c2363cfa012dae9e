import { expect, test } from 'vitest';
import { appointment, order } from './samples.ts';
import { card, server, shown, talk, visit } from './stage.ts';

test('an appointment says when and where, goes into the reader’s calendar, and is moved by saying so', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.card('appointment', appointment);
    run.finish();
  };
  await talk(page, 'Wann ist meine Anprobe?');
  const drawn = card(page, 'appointment');
  await drawn.getByText('Freitag, 4. Dezember 2026, 14:00 Uhr').waitFor();
  expect(await shown(drawn)).toContain('Nadeltwiete 12');
  expect(await shown(drawn)).toContain('45 Minuten');
  const link = drawn.getByRole('link', { name: 'In den Kalender eintragen' });
  expect(await link.getAttribute('href')).toMatch(/^https?:\/\/.+\/api\/appointments\/0193\/calendar\?key=k$/);
  server.answer = (run) => run.finish();
  await drawn.getByRole('button', { name: 'Verlegen' }).click();
  await expect
    .poll(() => server.posted.map((b) => b.message))
    .toEqual(['Wann ist meine Anprobe?', 'Ich möchte meinen Termin (Anprobe) verlegen.']);
});

test('calling an appointment off is asked once more before it is said', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.card('appointment', appointment);
    run.finish();
  };
  await talk(page, 'Absagen bitte');
  const drawn = card(page, 'appointment');
  await drawn.getByRole('button', { name: 'Absagen' }).click();
  await drawn.getByText('Anprobe wirklich absagen?').waitFor();
  expect(server.posted).toHaveLength(1);
  server.answer = (run) => run.finish();
  await drawn.getByRole('button').first().click();
  await expect.poll(() => server.posted.at(-1)?.message).toBe('Bitte sagen Sie meinen Termin (Anprobe) ab.');
});

test('an order shows how far it has come and for when it is promised', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.card('order', order);
    run.finish();
  };
  await talk(page, 'Wo ist mein Anzug?');
  const drawn = card(page, 'order');
  await drawn.getByText('Businessanzug Kontor Marine').waitFor();
  expect(await drawn.getByRole('listitem').count()).toBe(7);
  expect(await drawn.locator('[aria-current=step]').innerText()).toBe('geheftet');
  expect(await shown(drawn)).toContain('Freitag, 11. Dezember 2026');
});
