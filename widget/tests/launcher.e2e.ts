import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { config, replies } from './samples.ts';
import {
  answers,
  box,
  command,
  focused,
  gate,
  hasFocus,
  host,
  launcher,
  log,
  open,
  say,
  server,
  stored,
  talk,
  visit,
} from './stage.ts';

test('1 one script tag shows the launcher and makes one request', async () => {
  const page = await visit();
  await expect.poll(() => launcher(page).isVisible()).toBe(true);
  await page.waitForLoadState('networkidle');
  expect(server.seen.map((s) => s.path).filter((path) => path !== '/host' && path !== '/favicon.ico')).toEqual([
    '/widget/chat.js',
  ]);
});

test('2 calls made before the script is there run after it', async () => {
  const stub = '<script src="/stub.js"></script>';
  server.page(
    '/stub.js',
    "window.SalesChat = (...c) => (SalesChat.q ??= []).push(c); SalesChat('open'); SalesChat('send', 'Vorab gesagt');",
  );
  host('/early', '', '', stub);
  const page = await visit('/early');
  await page.getByText('Vorab gesagt').waitFor();
  await expect.poll(() => server.posted.map((b) => b.message)).toEqual(['Vorab gesagt']);
});

test.each(['click', 'Enter', 'Space'])('3 %s opens, and the focus lands in the message box', async (way) => {
  const page = await visit();
  if (way === 'click') await launcher(page).click();
  else await launcher(page).press(way);
  await expect.poll(() => focused(page)).toBe('textarea');
});

test.each(['Escape', '×'])('4 %s closes, and the focus returns to the launcher', async (way) => {
  const page = await visit();
  await open(page);
  await expect.poll(() => focused(page)).toBe('textarea');
  if (way === 'Escape') await page.keyboard.press('Escape');
  else await page.getByRole('button', { name: 'Gespräch schließen' }).click();
  await expect.poll(() => focused(page)).toBe('button.l');
  expect(await box(page).isVisible()).toBe(false);
});

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

const pressed: [string, (page: Page) => Promise<unknown>][] = [
  ['a suggestion', (page) => open(page).then(() => press(page, config.suggestions[0]!))],
  [
    'Send',
    async (page) => {
      await open(page);
      await box(page).fill('Guten Tag');
      await press(page, 'Senden');
    },
  ],
  [
    'Stop',
    async (page) => {
      server.answer = (run) => run.text('Ich fange an ');
      await talk(page);
      await press(page, 'Antwort anhalten');
    },
  ],
  [
    'New messages',
    async (page) => {
      server.answer = (run) => {
        run.text('Absatz.\n\n'.repeat(60));
        run.finish();
      };
      await talk(page);
      await press(page, 'Neue Nachrichten');
    },
  ],
  [
    'No, to whether the talk is to be deleted',
    async (page) => {
      await talk(page);
      await press(page, 'Neues Gespräch');
      // nothing is deleted by pressing twice
      await expect.poll(() => page.getByRole('button', { name: 'Nein' }).evaluate(hasFocus)).toBe(true);
      await press(page, 'Nein');
    },
  ],
  [
    'Try again',
    async (page) => {
      server.refusal = { status: 503 };
      await talk(page);
      await press(page, 'Noch einmal versuchen');
    },
  ],
  [
    'a quick reply',
    async (page) => {
      server.answer = (run) => {
        run.card('quick_replies', replies);
        run.finish();
      };
      await talk(page);
      await press(page, 'Im Sommer');
    },
  ],
  [
    'Yes, on a card',
    async (page) => {
      server.answer = (run) =>
        run.finish({ type: 'interrupt', interrupts: [{ id: 'i1', reason: 'confirmation', message: 'Zurücklegen?' }] });
      await talk(page);
      await press(page, 'Ja');
    },
  ],
];

test.each(pressed)('4 after %s the focus is still in the conversation, and Escape closes it', async (_, act) => {
  const page = await visit();
  await act(page);
  await expect.poll(() => focused(page)).toBe('textarea');
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toBe('button.l');
});

test('4 on a phone the keyboard stays down after Send', async () => {
  const page = await visit('/host', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await open(page);
  await box(page).fill('Guten Tag');
  await page.getByRole('button', { name: 'Senden' }).tap();
  await expect.poll(() => focused(page)).toBe('div.log');
});

test('4 what was typed is still there after closing and opening', async () => {
  const page = await visit();
  await open(page);
  await box(page).fill('Ein Entwurf');
  await page.keyboard.press('Escape');
  await launcher(page).click();
  await expect.poll(() => box(page).inputValue()).toBe('Ein Entwurf');
});

test('14 a message while closed is counted on the launcher and spoken; opening clears it', async () => {
  const page = await visit();
  const late = gate();
  server.answer = async (run) => {
    run.text('Einen Moment bitte. ');
    await late.opened;
    run.text('Hier bin ich wieder.');
    run.finish();
  };
  await talk(page);
  await answers(page).first().waitFor();
  await page.keyboard.press('Escape');
  late.open();
  await expect.poll(() => launcher(page).getAttribute('aria-label')).toContain('1 ungelesen');
  expect(await launcher(page).locator('.n').textContent()).toBe('1');
  await launcher(page).click();
  await box(page).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => launcher(page).getAttribute('aria-label')).not.toContain('ungelesen');
});

test.each([1, 2])('14 in French %i unread is counted as French does', async (count) => {
  host('/fr', 'data-locale="fr"');
  const page = await visit('/fr');
  const late = gate();
  server.answer = async (run) => {
    await late.opened;
    for (let i = 0; i < count; i++) {
      run.text('Me voici.');
      run.endText();
    }
    run.finish();
  };
  await talk(page);
  await page.locator('.busy').waitFor();
  await page.keyboard.press('Escape');
  late.open();
  const said = count === 1 ? '(1 non lu)' : '(2 non lus)';
  await expect.poll(() => launcher(page).getAttribute('aria-label')).toContain(said);
});

test('15 the proactive bubble shows once per rule, does not take the focus, and can be dismissed', async () => {
  const page = await visit();
  await page.locator('a').focus();
  await command(page, 'proactive', { id: 'cloth', text: 'Noch unschlüssig?' });
  await page.getByText('Noch unschlüssig?').waitFor();
  expect(await focused(page)).toBe('a');
  await page.getByRole('button', { name: 'Schließen', exact: true }).click();
  await expect.poll(() => page.getByText('Noch unschlüssig?').count()).toBe(0);
  await command(page, 'proactive', { id: 'cloth', text: 'Noch unschlüssig?' });
  await command(page, 'proactive', { id: 'fit', text: 'Wie soll er sitzen?' });
  await page.getByText('Wie soll er sitzen?').click();
  await expect.poll(() => log(page).textContent()).toContain('Wie soll er sitzen?');
  expect(await page.getByText('Noch unschlüssig?').count()).toBe(0);
});

test('24 language and direction change while the page runs', async () => {
  const page = await visit();
  await open(page);
  await command(page, 'locale', 'fr');
  await expect.poll(() => box(page).getAttribute('placeholder')).toBe('Votre message');
  expect(await launcher(page).textContent()).toContain('Conseil');
  const side = async () => ((await page.locator('.panel').boundingBox())?.x ?? 0) > 300;
  expect(await side()).toBe(true);
  await page.evaluate(() => {
    document.dir = 'rtl';
  });
  await command(page, 'locale', 'de');
  await expect.poll(side).toBe(false);
  expect(await page.locator('sales-chat-panel').getAttribute('dir')).toBe('rtl');
});

test('24 print shows the talk, not the launcher', async () => {
  const page = await visit();
  await talk(page);
  await page.getByText('Guten Tag.', { exact: true }).last().waitFor();
  await page.emulateMedia({ media: 'print' });
  expect(await log(page).isVisible()).toBe(true);
  expect(await box(page).isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  await page.keyboard.press('Escape');
  await page.emulateMedia({ media: 'print' });
  expect(await launcher(page).isVisible()).toBe(false);
});

test('25 with consent required nothing is sent or stored before it is given', async () => {
  host('/consent', 'data-consent="required"');
  const page = await visit('/consent');
  await launcher(page).click();
  await page.getByText('Bevor wir sprechen').waitFor();
  await command(page, 'send', 'Zu früh');
  await page.waitForLoadState('networkidle');
  expect(server.calls(/^\/api\//)).toEqual([]);
  expect(await stored(page)).toEqual({});
  expect(await page.evaluate(() => sessionStorage.length + document.cookie.length)).toBe(0);
  await page.getByRole('button', { name: 'Einverstanden' }).click();
  await say(page, 'Jetzt gern');
  await expect.poll(() => server.posted.map((b) => b.message)).toEqual(['Jetzt gern']);
  await expect.poll(async () => Object.keys(await stored(page))).toEqual(['henk.pk_henk_demo']);
});

test('25 the server may ask for consent too, and withdrawing it wipes everything', async () => {
  server.config = { ...config, consentRequired: true };
  const page = await visit();
  await launcher(page).click();
  await page.getByRole('button', { name: 'Einverstanden' }).click();
  await say(page, 'Guten Tag');
  await expect.poll(async () => JSON.stringify(await stored(page))).toContain('s_');
  await command(page, 'consent', false);
  await page.getByText('Bevor wir sprechen').waitFor();
  expect(await stored(page)).toEqual({});
});

test('25 reset wipes session and history', async () => {
  const page = await visit();
  await talk(page, 'Etwas Vertrauliches');
  await expect.poll(async () => JSON.stringify(await stored(page))).toContain('s_');
  await command(page, 'reset');
  await expect.poll(() => page.getByText('Etwas Vertrauliches').count()).toBe(0);
  expect(await stored(page)).toEqual({});
  await say(page, 'Von vorn');
  await expect.poll(() => server.posted.at(-1)?.message).toBe('Von vorn');
  expect(server.posted.at(-1)?.session_id).toBeUndefined();
});

test('25 identify sends the signed token with what follows', async () => {
  const page = await visit();
  await open(page);
  await command(page, 'identify', { token: 'signed.jwt' });
  await say(page, 'Mein letzter Anzug?');
  await expect.poll(() => server.calls(/^\/api\/chat$/).at(-1)?.headers.authorization).toBe('Bearer signed.jwt');
});

test('the greeting says that an AI answers and that a person can be asked for, also when the server is silent', async () => {
  server.config = undefined;
  const page = await visit();
  await launcher(page).click();
  await expect.poll(() => log(page).textContent()).toContain('KI-Assistent');
  await page.getByRole('button', { name: 'Mit einem Menschen sprechen' }).click();
  await expect
    .poll(() => server.posted.at(-1))
    .toMatchObject({ message: 'Ich möchte bitte mit einem Menschen sprechen.', disclosed: true });
});

test('listeners hear what happens, until they leave', async () => {
  const page = await visit();
  await page.evaluate(() => {
    const w = window as unknown as { SalesChat(...a: unknown[]): () => void; heard: string[] };
    w.heard = [];
    document.addEventListener('saleschat:open', () => w.heard.push('dom'));
    const leave = w.SalesChat('on', 'open', () => w.heard.push('on'));
    w.SalesChat('on', 'close', () => leave());
  });
  await open(page);
  await page.keyboard.press('Escape');
  await expect.poll(() => focused(page)).toBe('button.l');
  await open(page);
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(['dom', 'on', 'dom']);
});
