import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  config,
  contactForm,
  deal,
  download,
  laterForm,
  link,
  products,
  profile,
  replies,
  sources,
  table,
} from './samples.ts';
import { answers, card, host, log, mine, open, server, shown, stored, talk, visit } from './stage.ts';

const session = async (page: Page) => JSON.parse((await stored(page))['henk.pk_henk_demo'] ?? '{}').session;

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

test('18 the form says what is wrong, sends what is right, and shows that it was sent', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.card('form', contactForm, 'f1');
    run.finish();
  };
  await talk(page);
  const form = card(page, 'form');
  await form.getByLabel('E-Mail').fill('keine adresse');
  await form.getByRole('button', { name: 'Angebot erbitten' }).click();
  expect(await form.locator('.error').allTextContents()).toEqual([
    'Bitte ausfüllen.',
    'Bitte geben Sie eine gültige E-Mail-Adresse an.',
    '',
    'Ohne Ihre Zustimmung dürfen wir nichts speichern.',
  ]);
  expect(server.posted.length).toBe(1);
  await form.getByLabel('Name').fill('Anna Brandt');
  await form.getByLabel('E-Mail').fill('anna@example.com');
  await form.getByRole('checkbox').check();
  await form.getByRole('button', { name: 'Angebot erbitten' }).click();
  await expect
    .poll(() => server.posted.at(-1))
    .toMatchObject({
      message: `Name: Anna Brandt\nE-Mail: anna@example.com\n${contactForm.schema.properties.consent.description}`,
      action: { id: 'submit', cardId: 'f1', values: { name: 'Anna Brandt', email: 'anna@example.com', consent: true } },
    });
  await expect.poll(() => shown(form)).toContain('Übermittelt');
});

test('18 a question that nothing answers is answered later by mail, once its form is ticked', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.text('Das weiß ich nicht.');
    run.card('form', laterForm, 'l1');
    run.finish();
  };
  await talk(page, 'Führen Sie Zylinderhüte?');
  const form = card(page, 'form');
  await expect.poll(() => shown(form)).toContain('Ihre Frage: Führen Sie Zylinderhüte?');
  await form.getByRole('textbox').fill('anna@example.com');
  await form.getByRole('button', { name: 'Später antworten' }).click();
  expect(await form.locator('.error').last().textContent()).toBe('Ohne Ihre Zustimmung dürfen wir nichts speichern.');
  expect(server.posted.length).toBe(1);
  await form.getByRole('checkbox').check();
  await form.getByRole('button', { name: 'Später antworten' }).click();
  await expect
    .poll(() => server.posted.at(-1))
    .toMatchObject({
      action: { id: 'submit', cardId: 'l1', values: { email: 'anna@example.com', answer_by_mail: true } },
    });
});

test('18 a form that comes again takes the place of the first', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.card('form', { ...contactForm, id: 'contact' });
    run.card('form', { ...contactForm, id: 'contact', title: 'Noch einmal' });
    run.finish();
  };
  await talk(page);
  await expect.poll(() => card(page, 'form').count()).toBe(1);
  await expect.poll(() => shown(card(page, 'form'))).toContain('Noch einmal');
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

test.each([
  ['Ja', true],
  ['Nein', false],
])('18 %s to a question continues the run', async (label, approved) => {
  const page = await visit();
  server.answer = (run) =>
    run.finish({
      type: 'interrupt',
      interrupts: [{ id: 'i1', reason: 'confirmation', message: 'Soll ich das Tuch zurücklegen?' }],
    });
  await talk(page);
  await page.getByText('Soll ich das Tuch zurücklegen?').first().waitFor();
  server.answer = (run) => {
    run.text('Gut.');
    run.finish();
  };
  await card(page, 'confirm').getByRole('button', { name: label }).click();
  await page.getByText('Gut.', { exact: true }).first().waitFor();
  expect(server.posted.at(-1)?.resume).toEqual([{ interruptId: 'i1', status: 'resolved', payload: { approved } }]);
});

test('18 a form that holds up the run is answered as one, together with the other open question', async () => {
  const page = await visit();
  server.answer = (run) =>
    run.finish({
      type: 'interrupt',
      interrupts: [
        {
          id: 'i1',
          reason: 'input_required',
          message: 'Welche Größe?',
          responseSchema: { required: ['size'], properties: { size: { type: 'integer', title: 'Größe' } } },
        },
        { id: 'i2', reason: 'confirmation', message: 'Mit Weste?' },
      ],
    });
  await talk(page);
  await card(page, 'form').getByLabel('Größe').fill('52');
  await card(page, 'form').getByRole('button', { name: 'Senden' }).click();
  await expect.poll(() => shown(card(page, 'form'))).toContain('Übermittelt');
  expect(server.posted.length).toBe(1);
  await card(page, 'confirm').getByRole('button', { name: 'Ja' }).click();
  await expect
    .poll(() => server.posted.at(-1)?.resume)
    .toEqual([
      { interruptId: 'i1', status: 'resolved', payload: { size: 52 } },
      { interruptId: 'i2', status: 'resolved', payload: { approved: true } },
    ]);
});

const attacks = [
  '<script>window.hit = 1</script>',
  '<img src=x onerror="window.hit = 1">',
  '<svg/onload=window.hit=1>',
  '<a href="javascript:window.hit=1">x</a>',
  '<iframe src="https://evil.example"></iframe>',
  '[x](javascript:window.hit=1)',
  '[x](JaVaScRiPt:window.hit=1)',
  '[x]( javascript:window.hit=1)',
  '[x](java\nscript:window.hit=1)',
  '[x](&#106;avascript:window.hit=1)',
  '[x](\u0001javascript:window.hit=1)',
  '[x](data:text/html,<script>window.hit=1</script>)',
  '[x](vbscript:msgbox)',
  '[x](//evil.example)',
  '[x](/\\evil.example)',
  '<javascript:window.hit=1>',
  '![x](https://evil.example/pixel.png)',
  '![x](javascript:window.hit=1)',
  '[![x](https://evil.example/p.png)](javascript:window.hit=1)',
  '`<img src=x onerror=window.hit=1>`',
  '```html\n<script>window.hit=1</script>\n```',
  '| a |\n|---|\n| <img src=x onerror=window.hit=1> |',
  '[x](https://ok.example "onmouseover=window.hit=1")',
  '**[x](javascript:window.hit=1)**',
];

test.each([1, 3, 1000])('20 attack texts do nothing, in pieces of %i characters', async (size) => {
  const page = await visit();
  await open(page);
  const found = await page.evaluate(
    ({ attacks, size }) => {
      type Written = HTMLElement & { content: { text: string; done: boolean } };
      return attacks.flatMap((text) => {
        const element = document.createElement('sales-chat-text') as Written;
        document.body.append(element);
        for (let end = size; end < text.length; end += size)
          element.content = { text: text.slice(0, end), done: false };
        element.content = { text, done: true };
        const links = [...element.querySelectorAll('a')]
          .map((a) => a.href)
          .filter((href) => !/^https:\/\/(ok|evil)\.example\//.test(href));
        const alive = element.querySelectorAll(
          'script, img, svg, iframe, style, object, [onerror], [onload], [style]',
        ).length;
        return links.length || alive ? [`${text}: ${links} ${alive}`] : [];
      });
    },
    { attacks, size },
  );
  expect(found).toEqual([]);
  expect(await page.evaluate(() => (window as unknown as { hit?: number }).hit)).toBeUndefined();
  expect(server.seen.some((s) => s.path.includes('pixel'))).toBe(false);
});

test.each([1, 4, 1000])('20 Markdown is rendered, in pieces of %i characters', async (size) => {
  const page = await visit();
  const text =
    '## Drei Tuche\n\nFür *Juni* **leicht**, ~~schwer~~ und `HK-139`.\nNeue Zeile.\n\n1. Leinen\n   - trocken\n   - hell\n2. Fresco\n\n> Zitat\n\n| Tuch | g/m² |\n|---|---|\n| Leinen | 290 |\n\n---\n\n[Pflege](https://ok.example/pflege), https://ok.example/x.\nsnake_case_bleibt 2 * 3 * 4\n\n```\n<b>\n```\n\nletzte **Worte**';
  server.answer = (run) => {
    for (let at = 0; at < text.length; at += size) run.text(text.slice(at, at + size));
    run.finish();
  };
  await talk(page);
  await expect.poll(() => answers(page).last().textContent()).toContain('letzte Worte');
  expect(
    await answers(page)
      .last()
      .evaluate((e) => e.innerHTML),
  ).toBe(
    '<h4>Drei Tuche</h4><p>Für <em>Juni</em> <strong>leicht</strong>, <s>schwer</s> und <code>HK-139</code>.<br>Neue Zeile.</p>' +
      '<ol><li>Leinen<ul><li>trocken</li><li>hell</li></ul></li><li>Fresco</li></ol><blockquote><p>Zitat</p></blockquote>' +
      '<table><tr><th>Tuch</th><th>g/m²</th></tr><tr><td>Leinen</td><td>290</td></tr></table><hr>' +
      '<p><a href="https://ok.example/pflege" rel="noopener noreferrer nofollow" target="_blank">Pflege</a>, <a href="https://ok.example/x" rel="noopener noreferrer nofollow" target="_blank">https://ok.example/x</a>.<br>snake_case_bleibt 2 * 3 * 4</p>' +
      '<pre><code>&lt;b&gt;</code></pre><p>letzte <strong>Worte</strong></p>',
  );
});

test('half-written emphasis and links never show their marks', async () => {
  const page = await visit();
  await open(page);
  const seen = await page.evaluate((text) => {
    const element = document.createElement('sales-chat-text') as HTMLElement & {
      content: { text: string; done: boolean };
    };
    const states: string[] = [];
    for (let end = 1; end <= text.length; end++) {
      element.content = { text: text.slice(0, end), done: end === text.length };
      states.push(element.textContent ?? '');
    }
    return states;
  }, 'Ein **leichtes Tuch** und [die Pflege](https://ok.example/pflege) dazu');
  expect(seen.filter((state) => /[*\][(]/.test(state))).toEqual([]);
  expect(seen.at(-1)).toBe('Ein leichtes Tuch und die Pflege dazu');
});

test('25 signing in on the shop page moves the talk to the account, signing out wipes it', async () => {
  server.config = { ...config, demo: true };
  const page = await visit('/');
  await talk(page, 'Vor dem Anmelden');
  await expect.poll(async () => JSON.stringify(await stored(page))).toContain('s_');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.getByRole('button', { name: 'customer@henk.example' }).click();
  const before = JSON.parse((await stored(page))['henk.pk_henk_demo'] ?? '{}').session;
  await page.locator('dialog').getByRole('button', { name: 'Anmelden' }).click();
  await page.getByRole('button', { name: 'Anna Brandt' }).waitFor();
  expect(server.calls(/login/).at(-1)?.body).toMatchObject({ email: 'customer@henk.example', session_id: before });
  await expect.poll(async () => JSON.parse((await stored(page))['henk.pk_henk_demo'] ?? '{}').session).not.toBe(before);
  await page.locator('sales-chat button.l').click();
  expect(await mine(page).allTextContents()).toEqual(['Sie: Vor dem Anmelden']);
  await page.locator('textarea').fill('Nach dem Anmelden');
  await page.keyboard.press('Enter');
  await expect.poll(() => server.calls(/^\/api\/chat$/).at(-1)?.headers['x-csrf-token']).toBe('c5rf');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Anna Brandt' }).click();
  await page.getByRole('button', { name: 'Anmelden' }).waitFor();
  expect(await stored(page)).toEqual({});
  expect(await log(page).textContent()).not.toContain('Vor dem Anmelden');
});

test('whoever comes by a group’s link is welcomed by name of the group, and an expired link says so', async () => {
  const page = await visit('/#g=party');
  await expect
    .poll(() => answers(page).allTextContents())
    .toEqual([expect.stringContaining('Hochzeit Lena und Jonas')]);
  expect(await session(page)).toBe('s_guest');
  expect(page.url()).not.toContain('#g=');
  const late = await visit('/#g=over');
  await late.getByRole('alert').filter({ hasText: 'Dieser Einladungslink ist abgelaufen.' }).waitFor();
});

test('a wrong password is said, and no demo account is named where there is no demo', async () => {
  server.config = { ...config, demo: false };
  const page = await visit('/');
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.getByLabel('E-Mail').fill('wer@example.com');
  await page.getByLabel('Passwort').fill('falsch');
  await page.locator('dialog').getByRole('button', { name: 'Anmelden' }).click();
  await page.getByText('E-Mail und Passwort passen nicht zusammen.').waitFor();
  expect(await page.locator('.hint').isVisible()).toBe(false);
});
