/** Tables of the sales page that the server sorts: which value stands under which heading. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sales } from './sales-stage.ts';
import * as samples from './staff-samples.ts';
import { card, gate, say, server } from './stage.ts';

const pictures = process.env.SALES_PICTURES;

async function shown(page: Page, type: string, content: Record<string, unknown>) {
  server.answer = (run) => {
    run.text('Hier ist, was ich gefunden habe.');
    run.card(type, content);
    run.finish();
  };
  await say(page, 'Zeig es mir');
  await page.getByText('Hier ist, was ich gefunden habe.').first().waitFor();
  return card(page, type);
}

/** As the server answers: by value, so that what was sorted by before has no column any more. */
const byValue = {
  query: 'deals where value > 10000 order value desc',
  columns: [
    { key: 'title', label: 'Deal', unit: 'TEXT' },
    { key: 'value', label: 'Wert', unit: 'MONEY' },
    { key: 'stage', label: 'Phase', unit: 'TEXT' },
    { key: 'expected_close', label: 'Abschluss', unit: 'DATE' },
  ],
  lines: [
    {
      id: '9',
      cells: [
        { value: 'Größter', text: 'Größter' },
        { value: 250000, text: '250.000 €' },
        { value: 'proposal', text: 'Angebot' },
        { value: '2020-01-31', text: '31.01.2020' },
      ],
    },
  ],
  next: '9',
};

test('a table that the server sorts has the columns that come with it, and says what is late', async () => {
  const page = await sales();
  await page.route('**/api/insights/questions', (route) => route.fulfill({ json: byValue }));
  const table = await shown(page, 'table', samples.deals);
  await table.getByRole('button', { name: 'Wert', exact: true }).click();
  await table.getByText('Größter').waitFor();
  expect(await table.locator('thead button').allTextContents()).toEqual(['Deal', 'Wert↓', 'Phase', 'Abschluss']);
  expect(await table.locator('tbody td').allInnerTexts()).toEqual(['250.000\u00a0€', 'Angebot', '31.01.2020']);
  expect(await table.locator('td.late').innerText()).toBe('31.01.2020');
  expect(await table.locator('th[aria-sort=descending]').innerText()).toContain('Wert');
  if (pictures) await table.screenshot({ path: `${pictures}/table-sorted.png` });
});

test('a table that could not be sorted does not say that it is', async () => {
  const page = await sales();
  await page.route('**/api/insights/questions', (route) => route.fulfill({ status: 503, json: {} }));
  const table = await shown(page, 'table', samples.deals);
  await table.getByRole('button', { name: 'Wert', exact: true }).click();
  await table.getByText('Das ließ sich nicht laden.').waitFor();
  expect(await table.locator('th[aria-sort=descending], th[aria-sort=ascending]').count()).toBe(0);
  expect(await table.getByRole('button', { name: '↓' }).count()).toBe(0);
});

test('a table that is being sorted is not sorted otherwise meanwhile', async () => {
  const page = await sales();
  const answered = gate();
  const asked: string[] = [];
  await page.route('**/api/insights/questions', async (route) => {
    asked.push(route.request().postDataJSON().order);
    await answered.opened;
    await route.fulfill({ json: byValue });
  });
  const table = await shown(page, 'table', samples.deals);
  await table.getByRole('button', { name: 'Wert', exact: true }).click();
  await table.locator('table[aria-busy=true]').waitFor();
  await table.getByRole('button', { name: 'Phase', exact: true }).click({ force: true });
  answered.open();
  await table.getByText('Größter').waitFor();
  expect(asked).toEqual(['value desc']);
  expect(await table.locator('th[aria-sort=descending]').innerText()).toContain('Wert');
});
