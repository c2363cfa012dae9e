/** The cards that ask the server themselves: a file corrected and followed to its end, and what is said without it. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sales } from './sales-stage.ts';
import * as samples from './staff-samples.ts';
import { card, gate, hasFocus, say, server } from './stage.ts';

const view = samples.fileView;
const budget = {
  ...view,
  columns: view.columns.map((c) => (c.index === 1 ? { ...c, field: 'budget', confidence: 1 } : c)),
};

async function importCard(page: Page) {
  server.answer = (run) => {
    run.card('import', samples.fileIn);
    run.finish();
  };
  await say(page, 'Wie steht der Import?');
  const one = card(page, 'import');
  await one.getByLabel('Summe').waitFor();
  return one;
}

test('a choice that is refused is not shown as if it had been taken', async () => {
  const page = await sales();
  await page.route('**/api/imports/i1/mapping', (route) =>
    route.fulfill({ status: 400, json: { detail: 'Das bedeutet hier schon eine andere Spalte.' } }),
  );
  const one = await importCard(page);
  await one.getByLabel('Summe').selectOption('name');
  await one.getByText('Das bedeutet hier schon eine andere Spalte.').waitFor();
  await expect.poll(() => one.getByLabel('Summe').inputValue()).toBe('');
});

test('whoever corrects by keyboard stays on the field, which waits while it is tried out', async () => {
  const page = await sales();
  const tried = gate();
  let now: Record<string, unknown> = view;
  await page.route('**/api/imports/i1', (route) => route.fulfill({ json: now }));
  await page.route('**/api/imports/i1/mapping', (route) => route.fulfill({ json: { ...budget, state: 'mapped' } }));
  await page.route('**/api/imports/i1/runs', (route) =>
    route.fulfill({ status: 202, json: { ...budget, state: 'queued', summary: 'Die Datei wartet.' } }),
  );
  await page.route('**/api/imports/i1/events', async (route) => {
    await tried.opened;
    now = { ...budget, summary: 'Probelauf: 3 von 3.' };
    await route.fulfill({
      contentType: 'text/event-stream',
      body: `event: import\ndata: ${JSON.stringify(now)}\n\n`,
    });
  });
  const one = await importCard(page);
  await one.getByLabel('Summe').focus();
  await one.getByLabel('Summe').selectOption('budget');
  await one.getByText('Die Datei wartet.').waitFor();
  expect(await one.getByLabel('Summe').isDisabled()).toBe(true);
  expect(await one.getByLabel('Summe').inputValue()).toBe('budget');
  tried.open();
  await one.getByText('Probelauf: 3 von 3.').waitFor();
  await expect.poll(() => one.getByLabel('Summe').evaluate(hasFocus)).toBe(true);
  expect(await one.getByLabel('Summe').inputValue()).toBe('budget');
});

test('an import whose line is refused is looked at again', async () => {
  const page = await sales();
  const running = { ...view, state: 'running', summary: '1 von 3 Zeilen.', counts: { done: 1, refused: 0 } };
  let now = running;
  await page.route('**/api/imports/i1', (route) => route.fulfill({ json: now }));
  await page.route('**/api/imports/i1/events', (route) => {
    now = { ...view, state: 'done', summary: '3 von 3 Zeilen importiert.' };
    return route.fulfill({ status: 503 });
  });
  server.answer = (run) => {
    run.card('import', samples.fileIn);
    run.finish();
  };
  await say(page, 'Wie steht der Import?');
  await card(page, 'import').getByText('3 von 3 Zeilen importiert.').waitFor();
});

test('a card whose server is away says that, and not in the browser’s words', async () => {
  const page = await sales();
  await page.route('**/api/pipedrive/connection', (route) => route.abort());
  server.answer = (run) => {
    run.card('secret_form', samples.secret);
    run.finish();
  };
  await say(page, 'Verbinde Pipedrive');
  const form = card(page, 'secret_form');
  await form.getByLabel('API-Token').fill('s3cret-token');
  await form.getByRole('button', { name: 'Verbinden' }).click();
  await form.getByText('Der Server ist gerade nicht zu erreichen.').waitFor();
});
