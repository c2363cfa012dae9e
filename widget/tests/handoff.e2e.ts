import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { answers, box, card, launcher, mine, open, say, server, shown, talk, visit } from './stage.ts';

const weber = { status: 'held', active: true, name: 'Frau Weber' };
const waiting = { status: 'waiting', active: false };
const notices = async (page: Page) => Promise.all((await card(page, 'notice').all()).map((one) => shown(one)));
const heard = (page: Page, sentence: string) => expect.poll(() => notices(page)).toContainEqual(` ${sentence}`.trim());

/** Asks for a person and is listening to what comes. */
async function asks(page: Page): Promise<void> {
  server.answer = (run) => {
    run.talk.handoff = waiting;
    run.text('Ich habe jemanden aus dem Haus verständigt.');
    run.custom('handoff', waiting);
    run.finish();
  };
  await talk(page, 'Bitte einen Menschen');
  await expect.poll(() => server.listeners).toBe(1);
}

test('a talk that asks for nobody opens no second connection and loads no further file', async () => {
  const page = await visit();
  await talk(page);
  await page.getByText('Guten Tag.').first().waitFor();
  expect(server.calls(/events|live\.js/)).toEqual([]);
});

test('whoever asks for a person is told that somebody knows, and can go on writing', async () => {
  const page = await visit();
  await asks(page);
  await heard(page, 'Jemand aus dem Haus ist verständigt. Sie können hier weiterschreiben.');
  server.answer = (run) => {
    run.text('Solange bin ich da.');
    run.finish();
  };
  await say(page, 'Noch eine Frage');
  await page.getByText('Solange bin ich da.').first().waitFor();
});

test('a person who takes over is named in the talk, above it, and to those who listen', async () => {
  const page = await visit();
  await asks(page);
  server.colleague.is(weber);
  await heard(page, 'Frau Weber schreibt Ihnen jetzt persönlich.');
  await expect.poll(() => page.locator('h2#name').textContent()).toBe('Frau Weber');
  await expect.poll(() => page.locator('.unseen[role=status]').textContent()).toContain('Frau Weber schreibt Ihnen');
});

test('what the person writes appears at once under the name, once, and is not to be rated', async () => {
  const page = await visit();
  await asks(page);
  server.colleague.is(weber);
  server.colleague.types('Frau Weber');
  await heard(page, 'Frau Weber schreibt …');
  const id = server.colleague.says('Frau Weber', 'Guten Tag, Weber hier.');
  await page.getByText('Guten Tag, Weber hier.').first().waitFor();
  server.colleague.says('Frau Weber', 'Guten Tag, Weber hier.', id);
  server.colleague.says('Frau Weber', 'Worum geht es?');
  await page.getByText('Worum geht es?').first().waitFor();
  expect(await answers(page).allTextContents()).toEqual([
    'Ich habe jemanden aus dem Haus verständigt.',
    'Guten Tag, Weber hier.',
    'Worum geht es?',
  ]);
  expect(await page.locator('.name').last().textContent()).toBe('Frau Weber · Mensch');
  expect(await notices(page)).not.toContain('Frau Weber schreibt …');
  expect(await page.locator('.after').count()).toBe(0);
});

test('while the person is there a message is delivered and nobody else answers', async () => {
  const page = await visit();
  await asks(page);
  server.colleague.is(weber);
  await heard(page, 'Frau Weber schreibt Ihnen jetzt persönlich.');
  server.answer = (run) => {
    run.custom('handoff', weber);
    run.finish();
  };
  await box(page).pressSequentially('Ich heirate');
  await expect.poll(() => server.calls(/\/typing$/, 'POST').length).toBe(1);
  await box(page).press('Enter');
  await expect.poll(() => mine(page).count()).toBe(2);
  await expect.poll(() => page.locator('.go:not(.stop)').count()).toBe(1);
  expect(await answers(page).count()).toBe(1);
  expect(await page.locator('.cut').count()).toBe(0);
});

test('handed back, the assistant is named again and the second connection is closed', async () => {
  const page = await visit();
  await asks(page);
  server.colleague.is(weber);
  await expect.poll(() => page.locator('h2#name').textContent()).toBe('Frau Weber');
  server.colleague.is({ status: 'none', active: false });
  await heard(page, 'Sie sprechen wieder mit dem KI-Assistenten.');
  await expect.poll(() => page.locator('h2#name').textContent()).toBe('HENK');
  await expect.poll(() => server.listeners).toBe(0);
});

test('when the person has gone without a word, somebody else is announced', async () => {
  const page = await visit();
  await asks(page);
  server.colleague.is(weber);
  await heard(page, 'Frau Weber schreibt Ihnen jetzt persönlich.');
  server.colleague.is(waiting);
  await heard(page, 'Frau Weber ist gerade nicht mehr da. Es ist wieder jemand verständigt.');
});

test('a reload keeps who speaks and what was said, and goes on listening', async () => {
  const page = await visit();
  await asks(page);
  server.colleague.is(weber);
  server.colleague.says('Frau Weber', 'Guten Tag, Weber hier.');
  await page.getByText('Guten Tag, Weber hier.').first().waitFor();
  await page.reload();
  await page.getByText('Guten Tag, Weber hier.').first().waitFor();
  expect(await page.locator('.name').last().textContent()).toBe('Frau Weber · Mensch');
  await expect.poll(() => page.locator('h2#name').textContent()).toBe('Frau Weber');
  await expect.poll(() => server.listeners).toBe(1);
  server.colleague.says('Frau Weber', 'Sind Sie noch da?');
  await page.getByText('Sind Sie noch da?').first().waitFor();
});

test('a line that breaks is taken up again and nothing is missed', async () => {
  const page = await visit();
  await asks(page);
  server.colleague.is(weber);
  const id = server.colleague.says('Frau Weber', 'Guten Tag, Weber hier.');
  await page.getByText('Guten Tag, Weber hier.').first().waitFor();
  server.colleague.hangsUp();
  await expect.poll(() => server.listeners).toBe(1);
  server.colleague.says('Frau Weber', 'Da bin ich wieder.');
  await page.getByText('Da bin ich wieder.').first().waitFor();
  const again = server.calls(/\/events$/).at(-1);
  expect(String(again?.headers['last-event-id'])).toContain(id);
});

test('the first words of the person are not lost on a line that was dead when they were said', async () => {
  const page = await visit();
  await asks(page);
  server.colleague.is(weber);
  await heard(page, 'Frau Weber schreibt Ihnen jetzt persönlich.');
  server.colleague.hangsUp();
  server.colleague.says('Frau Weber', 'Guten Tag, Weber hier.');
  await page.getByText('Guten Tag, Weber hier.').first().waitFor();
});

test('a line that is taken up again does not announce the same person twice', async () => {
  const page = await visit();
  await asks(page);
  server.colleague.is(weber);
  await heard(page, 'Frau Weber schreibt Ihnen jetzt persönlich.');
  server.colleague.hangsUp();
  await expect.poll(() => server.listeners).toBe(1);
  server.colleague.says('Frau Weber', 'Da bin ich wieder.');
  await page.getByText('Da bin ich wieder.').first().waitFor();
  expect(await notices(page)).toEqual([
    'Jemand aus dem Haus ist verständigt. Sie können hier weiterschreiben.',
    'Frau Weber schreibt Ihnen jetzt persönlich.',
  ]);
});

test('a closed widget counts what the person wrote', async () => {
  const page = await visit();
  await asks(page);
  await page.keyboard.press('Escape');
  server.colleague.is(weber);
  server.colleague.says('Frau Weber', 'Guten Tag, Weber hier.');
  await expect.poll(() => launcher(page).textContent()).toContain('1');
  await launcher(page).click();
  await page.getByText('Guten Tag, Weber hier.').first().waitFor();
});

test('when nobody is there a form asks where to, under the promise of when', async () => {
  const page = await visit();
  await open(page);
  const promise = 'Wenn Sie Ihren Namen hinterlassen, melden wir uns am Dienstag, 24. November, ab 10:00 Uhr.';
  server.answer = (run) => {
    if (run.body.action) {
      run.text('Danke, notiert.');
      return run.finish();
    }
    run.talk.handoff = waiting;
    run.custom('handoff', waiting);
    run.card('form', {
      id: 'contact',
      title: 'Wie erreichen wir Sie?',
      submit: 'Absenden',
      schema: {
        type: 'object',
        properties: {
          name: { type: 'string', title: 'Name' },
          consent: { type: 'boolean', title: 'Einverstanden' },
        },
        required: ['name', 'consent'],
      },
    });
    run.text(promise);
    run.finish();
  };
  await say(page, 'Ist jemand da?');
  await page.getByText(promise).first().waitFor();
  await page.getByLabel('Name').fill('Erika Berger');
  await page.getByLabel('Einverstanden').check();
  await page.getByRole('button', { name: 'Absenden' }).click();
  await page.getByText('Danke, notiert.').first().waitFor();
});

test('a talk that is deleted is no longer listened to', async () => {
  const page = await visit();
  await asks(page);
  await page.getByRole('button', { name: 'Neues Gespräch' }).click();
  await page.getByRole('button', { name: 'Ja' }).click();
  await expect.poll(() => server.listeners).toBe(0);
});

test('a talk that the server no longer knows is no longer listened to', async () => {
  const page = await visit();
  await asks(page);
  server.colleague.is(weber);
  await heard(page, 'Frau Weber schreibt Ihnen jetzt persönlich.');
  server.forget();
  const gone = page.waitForResponse((answer) => answer.status() === 404);
  server.colleague.hangsUp();
  await (await gone).finished();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  await box(page).fill('Noch da?');
  await box(page).press('Enter');
  await expect.poll(() => server.posted.length).toBe(2);
  expect(server.calls(/typing$/)).toEqual([]);
});
