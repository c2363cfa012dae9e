/** Forms, and questions that hold up a run. */
import { expect, test } from 'vitest';
import { contactForm, laterForm } from './samples.ts';
import { card, server, shown, talk, visit } from './stage.ts';

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

test('18 a form that did not arrive is not shown as sent, and can be sent as it was filled in', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.card('form', contactForm, 'f1');
    run.finish();
  };
  await talk(page);
  const form = card(page, 'form');
  await form.getByLabel('Name').fill('Anna Brandt');
  await form.getByLabel('E-Mail').fill('anna@example.com');
  await form.getByRole('checkbox').check();
  server.refusal = { status: 503 };
  await form.getByRole('button', { name: 'Angebot erbitten' }).click();
  await page.getByText('Nicht gesendet').waitFor();
  expect(await shown(form)).not.toContain('Übermittelt');
  expect(await form.getByLabel('Name').inputValue()).toBe('Anna Brandt');
  expect(await form.getByLabel('E-Mail').inputValue()).toBe('anna@example.com');
  expect(await form.getByRole('checkbox').isChecked()).toBe(true);
  server.answer = (run) => run.finish();
  await form.getByLabel('Name').fill('Anna Brand');
  await form.getByRole('button', { name: 'Angebot erbitten' }).click();
  await expect.poll(() => shown(form)).toContain('Übermittelt');
  expect(await form.getByLabel('Name').isVisible()).toBe(false);
  expect(server.posted.map((b) => (b.action as { values?: { name: string } } | undefined)?.values?.name)).toEqual([
    undefined,
    'Anna Brandt',
    'Anna Brand',
  ]);
});

test('18 a form that is filled in without a network is not shown as sent before it is', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.card('form', laterForm, 'l1');
    run.finish();
  };
  await talk(page);
  const form = card(page, 'form');
  await form.getByRole('textbox').fill('anna@example.com');
  await form.getByRole('checkbox').check();
  await page.context().setOffline(true);
  await form.getByRole('button', { name: 'Später antworten' }).click();
  await form.getByText('Wird gesendet, sobald Sie wieder online sind').waitFor();
  expect(await shown(form)).not.toContain('Übermittelt');
  server.answer = (run) => run.finish();
  await page.context().setOffline(false);
  await expect.poll(() => shown(form)).toContain('Übermittelt');
  expect(server.posted.at(-1)?.action).toMatchObject({ cardId: 'l1', values: { email: 'anna@example.com' } });
});

test('18 a form that is sent by trying again is shown as sent', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.card('form', laterForm, 'l1');
    run.finish();
  };
  await talk(page);
  const form = card(page, 'form');
  await form.getByRole('textbox').fill('anna@example.com');
  await form.getByRole('checkbox').check();
  server.refusal = { status: 503 };
  await form.getByRole('button', { name: 'Später antworten' }).click();
  await page.getByText('Nicht gesendet').waitFor();
  server.answer = (run) => run.finish();
  await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
  await expect.poll(() => shown(form)).toContain('Übermittelt');
  expect(server.posted.at(-1)?.action).toMatchObject({ cardId: 'l1', values: { email: 'anna@example.com' } });
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

test('18 questions whose answers did not arrive are open again, and are answered as one', async () => {
  const page = await visit();
  server.answer = (run) =>
    run.finish({
      type: 'interrupt',
      interrupts: ['i1', 'i2'].map((id) => ({ id, reason: 'confirmation', message: `Frage ${id}?` })),
    });
  await talk(page);
  const [first, second] = [card(page, 'confirm').first(), card(page, 'confirm').last()];
  await first.getByRole('button', { name: 'Ja' }).click();
  server.refusal = { status: 503 };
  await second.getByRole('button', { name: 'Ja' }).click();
  await page.getByText('Nicht gesendet').waitFor();
  await first.getByRole('button', { name: 'Nein' }).click();
  expect(server.posted.length).toBe(2);
  await second.getByRole('button', { name: 'Ja' }).click();
  await expect
    .poll(() => server.posted.at(-1)?.resume)
    .toEqual([
      { interruptId: 'i1', status: 'resolved', payload: { approved: false } },
      { interruptId: 'i2', status: 'resolved', payload: { approved: true } },
    ]);
});
