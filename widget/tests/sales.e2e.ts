/** The sales page and the staff's cards in a real browser, under the policy that the server sends. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './axe.ts';
import { sales, talks } from './sales-stage.ts';
import * as samples from './staff-samples.ts';
import { card, gate, say, server } from './stage.ts';

const pictures = process.env.SALES_PICTURES;
const phone = { width: 390, height: 844 };

const every: [string, Record<string, unknown>][] = [
  ['deal', samples.deal],
  ['lead', samples.lead],
  ['contact', samples.contact],
  ['table', samples.deals],
  ['chart', samples.chart('funnel')],
  ['chart', samples.months],
  ['chart', samples.chart('donut')],
  ['chart', samples.chart('bar')],
  ['kpi', samples.kpi],
  ['timeline', samples.timeline],
  ['diff', samples.diff],
  ['import', samples.fileIn],
  ['confirm', samples.confirm],
];

function answers(...cards: [string, Record<string, unknown>][]): void {
  server.answer = (run) => {
    run.text('Hier ist, was ich gefunden habe.');
    for (const [type, content] of cards) run.card(type, content);
    run.finish();
  };
}

async function asks(page: Page, text = 'Was steht heute an?'): Promise<void> {
  await say(page, text);
  await page.getByText('Hier ist, was ich gefunden habe.').first().waitFor();
}

test('a colleague signs in and is greeted by name, with the own conversations at the side', async () => {
  const page = await sales({}, false);
  await page.getByLabel('E-Mail').fill('sales@henk.example');
  await page.getByLabel('Passwort').fill('falsch');
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.getByText('Diese Anmeldung stimmt nicht.').waitFor();
  await page.getByLabel('Passwort').fill('henk-demo');
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.getByText('Guten Tag, Anna Berg.').waitFor();
  await expect.poll(() => page.locator('.talks button').count()).toBe(talks.conversations.length);
});

test('whoever is no colleague is not let in', async () => {
  const page = await sales();
  await page.route('**/api/auth/me', (route) =>
    route.fulfill({ json: { user: { id: 'c', username: 'Kunde', role: 'customer' } } }),
  );
  await page.reload();
  await page.getByText('Diese Seite ist für die Mitarbeiter des Hauses.').waitFor();
});

test('every card is drawn, says in words what it shows, and stands up to axe in light and dark', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await sales({ colorScheme });
    answers(...every);
    await asks(page);
    await expect.poll(() => card(page, 'confirm').locator('h3').count()).toBe(1);
    for (const details of await page.locator('henk-card details').all())
      await details.locator('summary').first().click();
    expect(await violations(page)).toEqual([]);
    if (pictures)
      for (const [i, one] of (await page.locator('henk-card').all()).entries())
        await one.screenshot({ path: `${pictures}/card-${colorScheme}-${i}.png` });
    await page.context().close();
  }
});

test('health has a figure and a word beside its light, and its reasons one step away', async () => {
  const page = await sales();
  answers(['deal', samples.deal]);
  await asks(page);
  const one = card(page, 'deal');
  await one.getByText('Zustand 38 von 100 · gefährdet').click();
  await one.getByText('Seit 31 Tagen in dieser Phase, üblich sind 14').waitFor();
  expect(await one.locator('[aria-current=step]').innerText()).toBe('Angebot');
  expect(await one.locator('.late').first().innerText()).toContain('überfällig');
});

test.each(['funnel', 'donut'])('in English a %s writes its shares as English does', async (kind) => {
  const page = await sales({ locale: 'en-GB' });
  answers(['chart', samples.chart(kind)]);
  await asks(page);
  const shares = await card(page, 'chart').locator('small').allTextContents();
  expect(shares.filter(Boolean).length).toBeGreaterThan(2);
  for (const share of shares.filter(Boolean)) expect(share).toMatch(/^\d+%$/);
});

test.each([
  [1280, 13],
  [390, 2],
  [390, 13],
])('at %i px the %i months under a line stand clear of one another', async (width, count) => {
  const page = await sales({ viewport: { width, height: 844 } });
  const month = new Intl.DateTimeFormat('de', { month: 'long', year: 'numeric' });
  const data = Array.from({ length: count }, (_, i) => ({
    label: month.format(new Date(2025, 9 + i)),
    value: 1000 * i,
  }));
  answers(['chart', samples.chart('line', { data })]);
  await asks(page);
  const boxes = await card(page, 'chart')
    .locator('.lines text:not([text-anchor=end]), .lines text:last-of-type')
    .evaluateAll((all) =>
      all
        .filter((one) => /\d{4}$/.test(one.textContent ?? ''))
        .map((one) => one.getBoundingClientRect())
        .filter((box) => box.width)
        .map(({ left, right }) => ({ left, right })),
    );
  expect(boxes.length).toBeGreaterThan(count > 2 ? 2 : 0);
  for (const [i, box] of boxes.entries()) if (i) expect(box.left).toBeGreaterThan((boxes[i - 1]?.right ?? 0) + 4);
});

test('figures say how they are reckoned, one step away', async () => {
  const page = await sales();
  answers(['kpi', samples.kpi]);
  await asks(page);
  const one = card(page, 'kpi');
  await one.getByText('Was die Zahlen bedeuten').click();
  await one.getByText('Gewonnene Deals von allen, die gewonnen oder verloren wurden.').waitFor();
});

test('a table is sorted by keyboard, what is missing last; the rest is fetched and sorted by the server', async () => {
  const page = await sales();
  const asked: unknown[] = [];
  await page.route('**/api/insights/questions', (route) => {
    asked.push(route.request().postDataJSON());
    expect(route.request().headers()['x-csrf-token']).toBe('c5rf');
    const cells = ['Letzter', 'Zett', 1, 'Angebot', null].map((value) => ({ value, text: String(value) }));
    return route.fulfill({ json: { query: 'deals where value > 10000', lines: [{ id: '5', cells }], next: null } });
  });
  answers(['table', samples.deals]);
  await asks(page);
  const table = card(page, 'table');
  const column = () => table.locator('tbody th').allInnerTexts();
  await table.getByText('4 von 5').waitFor();
  await table.getByRole('button', { name: 'Weitere laden' }).click();
  await expect.poll(column).toHaveLength(5);
  await table.getByRole('button', { name: 'Wert', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect
    .poll(column)
    .toEqual(['Zweitanlage', 'Bearbeitungszentrum X500', 'Fräse F2', 'Letzter', 'Wartung Linie 3']);
  expect(await table.locator('th[aria-sort=descending]').innerText()).toContain('Wert');
  await page.keyboard.press('Enter');
  await expect
    .poll(column)
    .toEqual(['Letzter', 'Fräse F2', 'Bearbeitungszentrum X500', 'Zweitanlage', 'Wartung Linie 3']);
  expect(asked).toEqual([{ query: 'deals where value > 10000', after: '4' }]);
});

test('a table that is not all here is sorted by the server', async () => {
  const page = await sales();
  let asked: unknown;
  await page.route('**/api/insights/questions', (route) => {
    asked = route.request().postDataJSON();
    const line = { id: '9', cells: [{ value: 'Größter', text: 'Größter' }] };
    const columns = [{ key: 'title', label: 'Deal', unit: 'TEXT' }];
    const query = 'deals where value > 10000 order value desc';
    return route.fulfill({ json: { query, columns, lines: [line], next: '9' } });
  });
  answers(['table', samples.deals]);
  await asks(page);
  await card(page, 'table').getByRole('button', { name: 'Wert', exact: true }).click();
  await card(page, 'table').getByText('Größter').waitFor();
  expect(asked).toEqual({ entity: 'deals', order: 'value desc', refines: 'deals where value > 10000' });
});

test('an answer can be taken along as a file', async () => {
  const page = await sales();
  answers(['table', samples.deals]);
  await asks(page);
  const link = card(page, 'table').getByRole('link', { name: 'Excel' });
  expect(await link.getAttribute('href')).toBe(`${server.url}/api/exports/answers?format=xlsx&query=deals`);
});

test('a file is sent, spoken of, and what its columns mean is corrected on its card', async () => {
  const page = await sales();
  const sent: unknown[] = [];
  await page.route('**/api/imports', (route) => {
    sent.push(route.request().headers()['content-type']?.split(';')[0]);
    return route.fulfill({ status: 201, json: { id: 'i1' } });
  });
  await page.route('**/api/imports/i1/mapping', (route) => {
    sent.push(route.request().postDataJSON());
    return route.fulfill({ json: samples.fileView });
  });
  await page.route('**/api/imports/i1/runs', (route) => {
    sent.push(route.request().postDataJSON());
    return route.fulfill({ status: 202, json: { ...samples.fileView, summary: 'Probelauf: 3 von 3.' } });
  });
  server.answer = (run) => {
    run.card('import', samples.fileIn);
    run.finish();
  };
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'kunden.csv', mimeType: 'text/csv', buffer: Buffer.from('Name,Summe\nA,1\n') });
  await page.getByText('Importiere die Datei kunden.csv').waitFor();
  expect(server.posted.at(-1)?.action).toEqual({ id: 'import:i1', cardId: '' });
  await card(page, 'import').getByLabel('Summe').selectOption('budget');
  await card(page, 'import').getByText('Probelauf: 3 von 3.').waitFor();
  expect(sent).toEqual(['multipart/form-data', { columns: [{ index: 1, field: 'budget' }] }, { dry_run: true }]);
  expect(await card(page, 'import').getByRole('link').getAttribute('href')).toContain('/problems.csv');
});

test.each([
  ['de-DE', 'Phase „Neu“'],
  ['en-GB', 'Stage “Neu”'],
  ['fr-FR', 'Étape «\u00a0Neu\u00a0»'],
])('a stage of the file is named in the quotation marks of %s', async (locale, said) => {
  const page = await sales({ locale });
  const view = { ...samples.fileView, stages: [{ name: 'Neu', rows: 3, stage: null }] };
  await page.route('**/api/imports/i1', (route) => route.fulfill({ json: view }));
  answers(['import', samples.fileIn]);
  await asks(page);
  await expect
    .poll(() => card(page, 'import').locator('tbody th').allTextContents())
    .toContainEqual(expect.stringContaining(said));
});

test('an import that is under way is cancelled on its card', async () => {
  const page = await sales();
  const running = {
    ...samples.fileView,
    state: 'running',
    summary: '1 von 3 Zeilen.',
    counts: { done: 1, refused: 0 },
  };
  let view: typeof running = running;
  await page.route('**/api/imports/i1', (route) => route.fulfill({ json: view }));
  await page.route('**/api/imports/i1/events', (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: ': still running\n\n' }),
  );
  const cancelled: string[] = [];
  await page.route('**/api/imports/i1/cancellation', (route) => {
    cancelled.push(route.request().method());
    view = { ...running, state: 'cancelled', summary: 'Abgebrochen, 1 Zeile ist drin.' };
    return route.fulfill({ json: view });
  });
  answers(['import', samples.fileIn]);
  await asks(page);
  await card(page, 'import').getByRole('progressbar').waitFor();

  await card(page, 'import').getByRole('button', { name: 'Abbrechen' }).click();

  await card(page, 'import').getByText('Abgebrochen, 1 Zeile ist drin.').waitFor();
  expect(cancelled).toEqual(['POST']);
  expect(await card(page, 'import').getByRole('progressbar').count()).toBe(0);
});

test('a row opens its record and a chip is taken away; neither uses the card up', async () => {
  const page = await sales();
  answers(['table', samples.deals]);
  await asks(page);
  const table = card(page, 'table').first();
  await table.getByRole('button', { name: 'Fräse F2' }).click();
  await expect.poll(() => server.posted.length).toBe(2);
  await expect.poll(() => page.locator('.mine').count()).toBe(2);
  await table.getByRole('button', { name: 'Filter entfernen: offen' }).click();
  await expect
    .poll(() => server.posted.map((b) => (b.action as { id?: string } | undefined)?.id))
    .toEqual([undefined, 'open:deal:2', 'find:{"b":1}']);
});

test('undo stands on what was changed, and counts once', async () => {
  const page = await sales();
  answers(['diff', samples.diff]);
  await asks(page);
  const one = card(page, 'diff').first();
  expect(await one.locator('td.was').first().innerText()).toBe('48.000\u00a0€');
  expect(await one.locator('td.is').first().innerText()).toBe('52.000\u00a0€');
  server.answer = (run) => run.finish();
  await one.getByRole('button', { name: 'Rückgängig' }).click();
  await expect.poll(() => server.posted.at(-1)?.action).toEqual({ id: 'undo:0198', cardId: expect.any(String) });
  await expect.poll(() => one.getByRole('button', { name: 'Rückgängig' }).count()).toBe(0);
});

test('a question is answered on its card, with what was changed there', async () => {
  const page = await sales();
  server.answer = (run) => {
    run.card('confirm', samples.confirm);
    run.finish({
      type: 'interrupt',
      interrupts: [{ id: 'signed.token', reason: 'confirmation', message: samples.confirm.title }],
    });
  };
  await say(page, 'Schließ Müller als verloren');
  const one = card(page, 'confirm');
  await one.getByRole('button', { name: 'Ändern' }).click();
  await one.getByLabel('Grund').fill('Wettbewerb war schneller');
  server.answer = (run) => run.finish();
  await one.getByRole('button', { name: 'Ja, schließen' }).click();
  await expect
    .poll(() => server.posted.at(-1)?.resume)
    .toEqual([
      {
        interruptId: 'signed.token',
        status: 'resolved',
        payload: { approved: true, reason: 'Wettbewerb war schneller' },
      },
    ]);
  await expect.poll(() => one.getByRole('button').count()).toBe(0);
  expect(await page.locator('henk-card').count()).toBe(1);
  await page.reload();
  await expect.poll(() => card(page, 'confirm').locator('.answer').count()).toBe(1);
});

test('a question whose answer did not arrive can be answered again, with what was changed there', async () => {
  const page = await sales();
  answers(['confirm', samples.confirm]);
  await asks(page);
  const one = card(page, 'confirm');
  await one.getByRole('button', { name: 'Ändern' }).click();
  await one.getByLabel('Grund').fill('Wettbewerb war schneller');
  server.refusal = { status: 503 };
  await one.getByRole('button', { name: 'Ja, schließen' }).click();
  await page.getByText('Nicht gesendet').waitFor();
  await one.getByRole('button', { name: 'Ja, schließen' }).click();
  await expect.poll(() => server.posted.length).toBe(3);
  for (const { resume } of server.posted.slice(1))
    expect(resume).toMatchObject([{ payload: { approved: true, reason: 'Wettbewerb war schneller' } }]);
  await expect.poll(() => one.getByLabel('Grund').isVisible()).toBe(false);
});

test('a question that has expired cannot be answered any more', async () => {
  const page = await sales();
  answers(['confirm', { ...samples.confirm, expiresAt: '2020-01-01T00:00:00Z' }]);
  await asks(page);
  await card(page, 'confirm').getByText('Diese Rückfrage ist abgelaufen.').waitFor();
  expect(await card(page, 'confirm').getByRole('button').count()).toBe(0);
});

test('a token that is typed into its card goes to the server and into no conversation', async () => {
  const page = await sales();
  const sent: { headers: Record<string, string>; body: unknown }[] = [];
  await page.route('**/api/pipedrive/connection', (route) => {
    sent.push({ headers: route.request().headers(), body: route.request().postDataJSON() });
    return sent.length === 1
      ? route.fulfill({ status: 400, json: { detail: 'Pipedrive does not take this token.' } })
      : route.fulfill({ json: { company: 'Atelier' } });
  });
  answers(['secret_form', samples.secret]);
  await asks(page, 'Verbinde Pipedrive');
  const form = card(page, 'secret_form');
  expect(await form.getByLabel('API-Token').getAttribute('type')).toBe('password');
  expect(await violations(page)).toEqual([]);

  await form.getByLabel('API-Token').fill('s3cret-token');
  await form.getByRole('button', { name: 'Verbinden' }).click();
  await form.getByText('Pipedrive does not take this token.').waitFor();
  await form.getByRole('button', { name: 'Verbinden' }).click();
  await form.getByText('Pipedrive ist verbunden.').waitFor();

  expect(sent.map((one) => one.body)).toEqual([{ api_token: 's3cret-token' }, { api_token: 's3cret-token' }]);
  expect(sent[0]?.headers['x-csrf-token']).toBe('c5rf');
  expect(await page.locator('input[type=password]').count()).toBe(0);
  expect(await page.content()).not.toContain('s3cret-token');
  expect(JSON.stringify(server.runs.map((run) => run.body))).not.toContain('s3cret-token');
});

test('the conversation chosen last is the one that is gone on with, however late the other one comes', async () => {
  const page = await sales();
  server.remember('s_a', 'Drei Anrufe stehen an.');
  server.remember('s_b', 'Zwei Deals schließen.');
  const loaded = gate();
  server.late = loaded.opened;
  const choose = (title: string) => page.locator('.talks').getByRole('button', { name: title }).click();
  await choose('Was steht heute an?');
  await expect.poll(() => server.calls(/messages$/).length).toBe(1);
  await choose('Welche Deals über 10.000 €');
  await page.getByText('Zwei Deals schließen.').first().waitFor();
  loaded.open();
  await say(page, 'Welcher zuerst?');
  await expect.poll(() => server.posted.map((b) => b.session_id)).toEqual(['s_b']);
  expect(await page.locator('sales-chat-text').first().textContent()).toBe('Zwei Deals schließen.');
});

test('on a phone nothing is cut, the page does not scroll sideways, and the menu opens', async () => {
  const page = await sales({ viewport: phone });
  answers(...every);
  await asks(page);
  await expect.poll(() => card(page, 'confirm').locator('h3').count()).toBe(1);
  for (const one of await page.locator('henk-card').all()) {
    const box = await one.boundingBox();
    expect(box!.x).toBeGreaterThanOrEqual(0);
    expect(box!.x + box!.width).toBeLessThanOrEqual(390);
    expect(
      await one.evaluate((e) =>
        [...e.shadowRoot!.querySelectorAll('.body')].every((b) => b.scrollWidth <= b.clientWidth + 1),
      ),
    ).toBe(true);
  }
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Gespräche und Seiten' }).click();
  await page.locator('#side.shown').waitFor();
  if (pictures) await page.screenshot({ path: `${pictures}/phone-menu.png` });
  await page.getByRole('button', { name: /Was steht heute an/ }).click();
  await expect.poll(() => page.locator('#side.shown').count()).toBe(0);
});
