/** A talk that goes on at another device. */
import { expect, test } from 'vitest';
import { link } from './samples.ts';
import { card, gate, host, mine, server, session, talk, visit } from './stage.ts';

test('17 a talk goes on at another device, with a link that the history never holds', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.text('Gern.');
    run.card('link', link);
    run.finish();
  };
  await talk(page, 'Kann ich am Handy weitermachen?');
  expect(server.calls(/links/).length).toBe(0);
  await card(page, 'link').getByRole('button', { name: link.show }).click();
  await card(page, 'link').getByRole('img', { name: link.qr }).waitFor();
  expect(server.calls(/links$/).at(-1)?.body).toMatchObject({ session_id: (await session(page))! });
  const url = (await card(page, 'link').locator('.url').textContent())!;

  const other = await visit('/host#henk=hl_once');
  await other.getByText('Kann ich am Handy weitermachen?').first().waitFor();
  expect(new URL(other.url()).hash).toBe('');
  expect(await session(other)).toBe('s_elsewhere');
  expect(url).toBe(`${server.url}/host#henk=hl_once`);

  const third = await visit('/host#henk=hl_once');
  await third.getByText('Dieser Link ist schon benutzt worden.').waitFor();
  expect(new URL(third.url()).hash).toBe('');
  expect(await session(third)).toBeUndefined();
});

test('17 a talk that comes from another device takes the place of the one that this browser had', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.card('link', link);
    run.finish();
  };
  await talk(page, 'Am Handy weiter');
  await card(page, 'link').getByRole('button', { name: link.show }).click();
  await card(page, 'link').locator('.qr').waitFor();

  const other = await visit();
  await talk(other, 'Ein altes Gespräch');
  await card(other, 'link').waitFor();
  const loaded = gate();
  server.late = loaded.opened;
  host('/again');
  // the link is opened while the old talk is still being loaded
  await other.route('**/links/redeem', async (route) => {
    await expect.poll(() => server.calls(/messages$/).length).toBe(1);
    await route.continue();
  });
  await other.goto(`${server.url}/again#henk=hl_once`);
  await expect.poll(() => session(other)).toBe('s_elsewhere');
  loaded.open();
  await other.getByText('Am Handy weiter').first().waitFor();
  expect(await mine(other).allTextContents()).toEqual(['Sie: Am Handy weiter']);
  expect(await session(other)).toBe('s_elsewhere');
});

test('17 where the host asks first, a link waits for the answer', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.card('link', link);
    run.finish();
  };
  await talk(page, 'Am Handy weiter');
  await card(page, 'link').getByRole('button', { name: link.show }).click();
  await card(page, 'link').locator('.qr').waitFor();
  host('/asks', 'data-consent="required"');
  const other = await visit('/asks#henk=hl_once');
  await other.getByRole('button', { name: 'Einverstanden' }).waitFor();
  expect(server.calls(/redeem/).length).toBe(0);
  await other.getByRole('button', { name: 'Einverstanden' }).click();
  await other.getByText('Am Handy weiter').first().waitFor();
});
