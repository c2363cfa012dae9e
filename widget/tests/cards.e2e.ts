import { expect, test } from 'vitest';
import { appointment, deal, download, products, profile, replies, sources, table } from './samples.ts';
import { card, hasFocus, host, server, shown, talk, visit } from './stage.ts';

test('16 a quick reply sends its value and then cannot be pressed again, also after a reload', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.card('quick_replies', replies);
    run.finish();
  };
  await talk(page, 'Anlass: Hochzeit');
  const summer = page.getByRole('button', { name: 'Im Sommer' });
  server.answer = (run) => {
    run.text('Dann Leinen.');
    run.finish();
  };
  await summer.click();
  await expect
    .poll(() => server.posted.map((b) => b.message))
    .toEqual(['Anlass: Hochzeit', 'Die Feier ist im Sommer.']);
  await page.getByText('Dann Leinen.').first().waitFor();
  expect(await summer.isDisabled()).toBe(true);
  expect(await summer.getAttribute('aria-pressed')).toBe('true');
  await page.reload();
  await summer.waitFor();
  expect(await page.getByRole('button', { name: 'Im Winter' }).isDisabled()).toBe(true);
});

test('17 products, deal, table and chart are drawn, and an unknown card shows its fallback', async () => {
  const page = await visit();
  server.answer = (run) => {
    for (const product of products) run.card('product', product);
    const id = run.card('deal', deal);
    run.card('table', table);
    for (const kind of ['bar', 'line', 'donut', 'funnel']) {
      run.card('chart', {
        kind,
        title: kind,
        fallback: kind,
        data: [
          { label: 'A', value: 3 },
          { label: 'B', value: 7.5 },
        ],
        unit: 'Stück',
      });
    }
    run.card('sources', sources);
    run.card('download', download);
    run.card('hologram', { title: 'Hologramm', fallback: 'Ein Anzug, von allen Seiten.' });
    run.patch(id, 'deal', [{ op: 'replace', path: '/stage', value: 'Qualifiziert' }]);
    run.finish();
  };
  await talk(page);
  await page.getByText('Ein Anzug, von allen Seiten.').waitFor();
  const first = card(page, 'product').first();
  expect(await first.getByRole('img').getAttribute('aria-label')).toBe('Stoffmuster: Nachtsee 150');
  expect(await first.locator('pattern path').count()).toBeGreaterThan(0);
  expect(await shown(first)).toContain('2.290 €');
  expect(await card(page, 'product').count()).toBe(3);
  await expect.poll(() => shown(card(page, 'deal'))).toContain('Qualifiziert');
  expect(await shown(card(page, 'table'))).toContain('890 €');
  expect(await card(page, 'chart').count()).toBe(4);
  await card(page, 'chart').first().locator('summary').click();
  expect(await card(page, 'chart').first().getByRole('rowheader').allTextContents()).toEqual(['A', 'B']);
  expect(await card(page, 'chart').first().getByRole('cell').allTextContents()).toEqual(['3 Stück', '7,5 Stück']);
  expect(await shown(card(page, 'sources'))).toContain('Hochzeit: was trägt man');
  const files = card(page, 'download').getByRole('link');
  expect(await files.allTextContents()).toEqual(['Zum Lesen (PDF)']);
  expect(await files.first().getAttribute('href')).toMatch(/^http.*\/api\/me\/export\/x\?format=pdf$/);
});

test('17 a card’s button asks once more where it should, and sends its action', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.card(
      'product',
      { ...products[0], actions: [{ id: 'drop', label: 'Verwerfen', confirm: 'Wirklich verwerfen?' }] },
      'p1',
    );
    run.finish();
  };
  await talk(page);
  await page.getByRole('button', { name: 'Verwerfen' }).click();
  await page.getByText('Wirklich verwerfen?').waitFor();
  await card(page, 'product').getByRole('button', { name: 'Ja' }).click();
  await expect
    .poll(() => server.posted.at(-1))
    .toMatchObject({ message: 'Verwerfen', action: { id: 'drop', cardId: 'p1' } });
  expect(await card(page, 'product').getByRole('button').count()).toBe(0);
});

test('17 a button that says something says it, and can be pressed again', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.card(
      'product',
      {
        ...products[0],
        price: 'ab 2.290 €',
        unit: 'Anzug',
        actions: [{ id: 'ask:HK-139', label: 'Mehr dazu', say: 'Erzählen Sie mir mehr über Nachtsee 150.' }],
      },
      'p1',
    );
    run.finish();
  };
  await talk(page);
  await expect.poll(() => shown(card(page, 'product'))).toContain('ab 2.290 €');
  expect(await shown(card(page, 'product'))).not.toContain('ab 2.290 € Anzug');
  server.answer = (run) => {
    run.text('Gern.');
    run.finish();
  };
  for (const times of [2, 3]) {
    await page.getByRole('button', { name: 'Mehr dazu' }).click();
    await expect.poll(() => server.posted.length).toBe(times);
    await expect.poll(() => page.locator('.stop').count()).toBe(0);
  }
  expect(server.posted.at(-1)).toMatchObject({
    message: 'Erzählen Sie mir mehr über Nachtsee 150.',
    action: { id: 'ask:HK-139', cardId: 'p1' },
  });
});

test('17 what is known is shown with its source, and put right or forgotten on the card', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.card('profile', profile, 'p1');
    run.card('profile', profile, 'p2');
    run.finish();
  };
  await talk(page, 'Was wissen Sie über mich?');
  const first = card(page, 'profile').first();
  await first.getByText('Was wir über Sie wissen').waitFor();
  expect(await shown(first)).toContain('92 cmGespräch, 20.11.2026Ändern');
  expect(await first.getByRole('button', { name: 'E-Mail' }).count()).toBe(0);
  expect(await first.getByRole('button', { name: 'Name: Löschen' }).count()).toBe(0);
  server.answer = (run) => {
    run.text('Geändert.');
    run.finish();
  };
  await first.getByRole('button', { name: 'Taille: Ändern' }).click();
  await first.getByLabel('Taille', { exact: true }).fill('94 cm');
  await first.getByLabel('Taille', { exact: true }).press('Enter');
  await expect
    .poll(() => server.posted.at(-1))
    .toMatchObject({
      message: 'Taille: 94 cm',
      action: { id: 'submit', cardId: 'p1', values: { fact: 'waist-0123456789ab', value: '94 cm' } },
    });
  await page.getByText('Geändert.').first().waitFor();
  expect(await first.getByRole('button').count()).toBe(0);

  const second = card(page, 'profile').last();
  await second.getByRole('button', { name: 'Vorhanden: Löschen' }).click();
  await second.getByText('Vorhanden löschen?').waitFor();
  await second.getByRole('button', { name: 'Abbrechen' }).click();
  await second.getByRole('button', { name: 'Vorhanden: Löschen' }).click();
  await second.getByRole('button', { name: 'Löschen', exact: true }).click();
  await expect
    .poll(() => server.posted.at(-1))
    .toMatchObject({
      message: 'Bitte löschen Sie Vorhanden.',
      action: { id: 'submit', cardId: 'p2', values: { fact: 'owned-0123456789ab' } },
    });
  expect(server.posted.length).toBe(3);
});

test('17 a question on a card has the focus, where pressing twice does nothing, and gives it back', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.card('profile', profile, 'p1');
    run.card('appointment', appointment);
    run.finish();
  };
  await talk(page);
  const facts = card(page, 'profile');
  const change = facts.getByRole('button', { name: 'Taille: Ändern' });
  await change.click();
  await expect.poll(() => facts.getByLabel('Taille', { exact: true }).evaluate(hasFocus)).toBe(true);
  await facts.getByRole('button', { name: 'Abbrechen' }).click();
  await expect.poll(() => change.evaluate(hasFocus)).toBe(true);
  await facts.getByRole('button', { name: 'Vorhanden: Löschen' }).click();
  await expect.poll(() => facts.getByRole('button', { name: 'Abbrechen' }).evaluate(hasFocus)).toBe(true);
  const date = card(page, 'appointment');
  await date.getByRole('button', { name: 'Absagen' }).click();
  await expect.poll(() => date.getByRole('button', { name: 'Nein' }).evaluate(hasFocus)).toBe(true);
  await date.getByRole('button', { name: 'Nein' }).click();
  await expect.poll(() => date.getByRole('button', { name: 'Absagen' }).evaluate(hasFocus)).toBe(true);
});

test.each([
  ['en', '12.5%'],
  ['de', '12,5\u00a0%'],
])('17 a share in a table is written as %s does', async (locale, said) => {
  host('/read', `data-locale="${locale}"`);
  const page = await visit('/read');
  server.answer = (run) => {
    run.card('table', { columns: [{ key: 'share', title: '%', type: 'percent' }], rows: [{ share: 12.5 }] });
    run.finish();
  };
  await talk(page);
  expect(await card(page, 'table').locator('td').textContent()).toBe(said);
});

test('17 a machine with many facts shows the first ones, and the rest on asking', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.card('product', {
      title: 'Ridge 600',
      fields: Array.from({ length: 12 }, (_, i) => ({ label: `Angabe ${i}`, value: i })),
    });
    run.finish();
  };
  await talk(page);
  const last = card(page, 'product').locator('dt', { hasText: 'Angabe 11' });
  await card(page, 'product').locator('dt', { hasText: 'Angabe 4' }).waitFor();
  expect(await last.isVisible()).toBe(false);
  await card(page, 'product').getByText('Alle Angaben').click();
  await last.waitFor();
});
