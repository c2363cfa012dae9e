/** Charts and figures of the sales page: what is drawn of what is not known, and what may be taken along. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sales } from './sales-stage.ts';
import * as samples from './staff-samples.ts';
import { card, say, server } from './stage.ts';

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

test('what is not known is not drawn as nothing', async () => {
  const page = await sales();
  const june: Record<string, unknown> = { label: 'Jun', before: 52000 };
  const data = (samples.months.data as Record<string, unknown>[]).with(5, june);
  const chart = await shown(page, 'chart', { ...samples.months, data });
  await chart.locator('circle.mark').first().waitFor();
  expect(await chart.locator('circle.mark').count()).toBe(data.length - 1);
});

test('of a step that is not known it is not said that nothing of the one before is left', async () => {
  const page = await sales();
  const chart = await shown(page, 'chart', {
    ...samples.chart('funnel'),
    data: [{ label: 'Erstkontakt', value: 10 }, { label: 'Qualifiziert' }],
  });
  await expect.poll(() => chart.locator('.funnel b').allInnerTexts()).toEqual(['10\u00a0€', '–']);
});

test.each([
  ['chart', samples.chart('bar')],
  ['kpi', samples.kpi],
])('a %s can be taken along as a file', async (type, content) => {
  const page = await sales();
  const one = await shown(page, type, { ...content, files: samples.deals.files });
  const link = one.getByRole('list', { name: 'Als Datei' }).getByRole('link', { name: 'Excel' });
  expect(await link.getAttribute('href')).toBe(`${server.url}/api/exports/answers?format=xlsx&query=deals`);
  if (pictures) await one.screenshot({ path: `${pictures}/files-${type}.png` });
});
