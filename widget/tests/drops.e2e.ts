/** Files that are let go of over the sales page. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './axe.ts';
import { sales } from './sales-stage.ts';
import { gate, server } from './stage.ts';

const pictures = process.env.SALES_PICTURES;

/** As a file manager does it, over an element of the page. */
async function drag(page: Page, over: string, what: 'dragover' | 'drop', files: [name: string, bytes: number][]) {
  await page.locator(over).evaluate(
    (element, { what, files }) => {
      const dataTransfer = new DataTransfer();
      for (const [name, bytes] of files) {
        const file = new File(['Name,Summe\nA,1\n'], name, { type: 'text/csv' });
        if (bytes) Object.defineProperty(file, 'size', { value: bytes });
        dataTransfer.items.add(file);
      }
      if (files[0]?.[1])
        Object.defineProperty(dataTransfer, 'files', { value: files.map(([name, size]) => ({ name, size })) });
      element.dispatchEvent(new DragEvent(what, { bubbles: true, composed: true, cancelable: true, dataTransfer }));
    },
    { what, files },
  );
}

test('a file that is let go of over the talk is sent like one that is picked', async () => {
  const page = await sales();
  const held = gate();
  await page.route('**/api/imports', async (route) => {
    await held.opened;
    await route.fulfill({ status: 201, json: { id: 'i1' } });
  });
  await drag(page, 'henk-sales', 'dragover', [['kunden.csv', 0]]);
  await page.getByText('Datei hier ablegen (CSV oder Excel, bis 100 MB)').waitFor();
  expect(await violations(page)).toEqual([]);
  if (pictures) await page.screenshot({ path: `${pictures}/drop.png` });
  await drag(page, 'henk-sales', 'drop', [['kunden.csv', 0]]);
  await page.getByText('Die Datei wird übertragen und gelesen …').waitFor();
  expect(await page.locator('.drop').count()).toBe(0);
  held.open();
  await page.getByText('Importiere die Datei kunden.csv').waitFor();
  expect(server.posted.at(-1)?.action).toEqual({ id: 'import:i1', cardId: '' });
});

test('a file that is let go of beside the talk does not take the place of the page', async () => {
  const page = await sales();
  await page.route('**/api/imports', (route) => route.fulfill({ status: 201, json: { id: 'i1' } }));
  await drag(page, 'nav#side', 'drop', [['kunden.csv', 0]]);
  await page.getByText('Importiere die Datei kunden.csv').waitFor();
});

test.each([
  ['too large', [['kunden.csv', 100 * 1024 * 1024 + 1]], 'Die Datei hat mehr als 100 MB.'],
  ['no table', [['angebot.pdf', 0]], 'Diese Datei ist keine Tabelle.'],
  [
    'not alone',
    [
      ['a.csv', 0],
      ['b.csv', 0],
    ],
    'Bitte nur eine Datei auf einmal.',
  ],
] as [string, [string, number][], string][])(
  'a file that is %s is not sent at all, and it is said why',
  async (_, files, said) => {
    const page = await sales();
    const sent: string[] = [];
    await page.route('**/api/imports', (route) => {
      sent.push(route.request().url());
      return route.fulfill({ status: 201, json: { id: 'i1' } });
    });
    await drag(page, 'henk-sales', 'drop', files);
    await page.getByText(said).waitFor();
    expect(sent).toEqual([]);
  },
);
