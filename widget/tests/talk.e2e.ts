import { expect, test } from 'vitest';
import { answers, box, card, command, gate, log, mine, open, say, server, talk, visit } from './stage.ts';

test('5 text appears while it streams, in under 300 ms', async () => {
  const page = await visit();
  const rest = gate();
  let sent = 0;
  server.answer = async (run) => {
    sent = Date.now();
    run.text('Der erste Satz ');
    await rest.opened;
    run.text('und der Rest.');
    run.finish();
  };
  await talk(page);
  await page.getByText('Der erste Satz').waitFor();
  const shown = Date.now();
  expect(shown - sent).toBeLessThan(300);
  rest.open();
  await expect.poll(() => answers(page).last().textContent()).toBe('Der erste Satz und der Rest.');
});

test('6 Enter sends, Shift+Enter breaks the line, Enter of an input method does not send', async () => {
  const page = await visit();
  await open(page);
  await box(page).fill('Erste');
  await box(page).press('Shift+Enter');
  await box(page).pressSequentially('Zweite');
  expect(await box(page).inputValue()).toBe('Erste\nZweite');
  await box(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true });
  await box(page).dispatchEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true });
  expect(await box(page).inputValue()).toBe('Erste\nZweite');
  await box(page).press('Enter');
  await expect.poll(() => server.posted.map((b) => b.message)).toEqual(['Erste\nZweite']);
  expect(await box(page).inputValue()).toBe('');
});

test('7 the typing indicator shows until the text starts, and says what is done', async () => {
  const page = await visit();
  const [tool, text] = [gate(), gate()];
  server.answer = async (run) => {
    await tool.opened;
    run.tool('search_fabrics');
    await text.opened;
    run.text('Drei Tuche.');
    run.finish();
  };
  await talk(page);
  await expect.poll(() => page.locator('.busy').textContent()).toContain('HENK schreibt');
  tool.open();
  await expect.poll(() => page.locator('.busy').textContent()).toContain('HENK sieht das Sortiment durch');
  text.open();
  await page.getByText('Drei Tuche.').first().waitFor();
  await expect.poll(() => page.locator('.busy').count()).toBe(0);
});

test('8 stop ends the answer and keeps what came', async () => {
  const page = await visit();
  server.answer = async (run) => {
    run.text('Ich fange an zu erzählen ');
    await run.stopped;
    run.text('und höre nicht auf');
    run.finish({ type: 'cancelled' });
  };
  await talk(page);
  await page.getByText('Ich fange an zu erzählen').waitFor();
  await page.getByRole('button', { name: 'Antwort anhalten' }).click();
  await page.getByText('Angehalten').waitFor();
  await expect.poll(() => server.calls(/\/stop$/, 'POST').length).toBe(1);
  server.answer = (run) => {
    run.text('Zweite Antwort.');
    run.finish();
  };
  await say(page, 'Weiter');
  await page.getByText('Zweite Antwort.').first().waitFor();
  expect(await answers(page).allTextContents()).toEqual(['Ich fange an zu erzählen', 'Zweite Antwort.']);
});

test('9 a reload in mid-answer opens the same talk, and the answer goes on once', async () => {
  const page = await visit();
  const rest = gate();
  server.answer = async (run) => {
    run.text('Bis hierher ');
    await rest.opened;
    run.text('und weiter.');
    run.finish();
  };
  await talk(page, 'Erzählen Sie');
  await page.getByText('Bis hierher').waitFor();
  await page.reload();
  await page.getByText('Bis hierher').waitFor();
  rest.open();
  await expect.poll(() => answers(page).allTextContents()).toEqual(['Bis hierher und weiter.']);
  expect(await mine(page).allTextContents()).toEqual(['Sie: Erzählen Sie']);
  await say(page, 'Danke');
  await expect.poll(() => server.posted.length).toBe(2);
  expect(server.posted[1]?.session_id).toBe(server.runs[0]?.talk.id);
});

test('10 a cut connection is taken up again with no text lost or double', async () => {
  const page = await visit();
  const [cut, rest] = [gate(), gate()];
  server.answer = async (run) => {
    run.text('eins ');
    await cut.opened;
    run.cut();
    run.text('zwei ');
    await rest.opened;
    run.text('drei');
    run.finish();
  };
  await talk(page);
  await page.getByText('eins').waitFor();
  cut.open();
  await page.getByText('eins zwei').waitFor();
  rest.open();
  await expect.poll(() => answers(page).allTextContents()).toEqual(['eins zwei drei']);
  const [resumed] = server.calls(/\/stream$/);
  expect(resumed?.headers['last-event-id']).toMatch(/:3$/);
  expect(server.posted.length).toBe(1);
});

test('10 a connection that is cut three times still ends well', async () => {
  const page = await visit();
  server.answer = async (run) => {
    for (const word of ['eins ', 'zwei ', 'drei ']) {
      const before = server.calls(/^\/api\/chat/).length;
      run.text(word);
      run.cut();
      await expect.poll(() => server.calls(/^\/api\/chat/).length).toBeGreaterThan(before);
    }
    run.text('vier');
    run.finish();
  };
  await talk(page);
  await expect.poll(() => answers(page).allTextContents()).toEqual(['eins zwei drei vier']);
});

test('11 offline a message is kept and marked, and sent once when the network is back', async () => {
  const page = await visit();
  await open(page);
  await page.context().setOffline(true);
  await say(page, 'Aus dem Tunnel');
  await page.getByText('Wird gesendet, sobald Sie wieder online sind').waitFor();
  expect(server.posted).toEqual([]);
  await page.context().setOffline(false);
  await page.getByText('Guten Tag.', { exact: true }).last().waitFor();
  expect(server.posted.map((b) => b.message)).toEqual(['Aus dem Tunnel']);
  await expect.poll(() => page.getByText('Wird gesendet').count()).toBe(0);
});

test('12 a server error is said in plain words, and trying again sends the same message', async () => {
  const page = await visit();
  server.refusal = { status: 503 };
  await talk(page, 'Haben Sie samstags offen?');
  await page.getByText('Die Antwort ist leider nicht angekommen.').waitFor();
  await box(page).fill('Ein Entwurf');
  await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
  await page.getByText('Guten Tag.', { exact: true }).last().waitFor();
  expect(await box(page).inputValue()).toBe('Ein Entwurf');
  expect(await mine(page).allTextContents()).toEqual(['Sie: Haben Sie samstags offen?']);
  expect(new Set(server.posted.map((b) => b.message_id)).size).toBe(1);
});

test('12 a message that failed goes out before the next one, and each only once', async () => {
  const page = await visit();
  server.refusal = { status: 503 };
  await talk(page, 'Erstens');
  await page.getByText('Nicht gesendet').waitFor();
  await say(page, 'Zweitens');
  await expect.poll(() => server.posted.map((b) => b.message)).toEqual(['Erstens', 'Erstens', 'Zweitens']);
  await expect.poll(() => answers(page).count()).toBe(2);
  expect(await page.getByText('Nicht gesendet').count()).toBe(0);
  expect(await mine(page).allTextContents()).toEqual(['Sie: Erstens', 'Sie: Zweitens']);
});

test('12 a message that failed twice keeps its place before the one that waits for it', async () => {
  const page = await visit();
  server.refusal = { status: 503 };
  await talk(page, 'Erstens');
  await page.getByText('Nicht gesendet').waitFor();
  server.refusal = { status: 503 };
  await say(page, 'Zweitens');
  await expect.poll(() => server.posted.length).toBe(2);
  await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
  await expect.poll(() => server.posted.map((b) => b.message)).toEqual(['Erstens', 'Erstens', 'Erstens', 'Zweitens']);
});

test('12 a message that was refused as it is does not stand in the way of the next one', async () => {
  const page = await visit();
  server.refusal = { status: 400, body: { detail: 'Zu lang.' } };
  await talk(page, 'Erstens');
  await page.getByText('Das konnten wir so nicht annehmen. Zu lang.').waitFor();
  await say(page, 'Zweitens');
  await expect.poll(() => answers(page).count()).toBe(1);
  expect(server.posted.map((b) => b.message)).toEqual(['Erstens', 'Zweitens']);
});

test('12 too many messages: says when to try again', async () => {
  const page = await visit();
  server.refusal = { status: 429, headers: { 'Retry-After': '30' } };
  await talk(page);
  await page.getByText('Bitte versuchen Sie es in 30 Sekunden noch einmal.').waitFor();
});

test('12 an answer that fails under way keeps its text and can be asked for again', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.text('Ich wollte gerade ');
    run.fail('upstream_unavailable', 'Ich bin gerade nicht zu erreichen.');
  };
  await talk(page);
  await page.getByText('Ich bin gerade nicht zu erreichen.').waitFor();
  expect(await answers(page).allTextContents()).toEqual(['Ich wollte gerade']);
  server.answer = (run) => {
    run.text('Jetzt aber.');
    run.finish();
  };
  await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
  await page.getByText('Jetzt aber.').first().waitFor();
  expect(await page.locator('.wrong').count()).toBe(0);
});

test('12 a stored talk that did not come is asked for again', async () => {
  const page = await visit();
  await talk(page, 'Haben Sie samstags offen?');
  await page.getByText('Guten Tag.', { exact: true }).last().waitFor();
  server.forgetful = true;
  await page.reload();
  await page.getByText('Die Antwort ist leider nicht angekommen.').waitFor();
  server.forgetful = false;
  await page.getByRole('button', { name: 'Noch einmal versuchen' }).click();
  await expect.poll(() => mine(page).allTextContents()).toEqual(['Sie: Haben Sie samstags offen?']);
  expect(await page.locator('.wrong').count()).toBe(0);
});

test('12 a talk that the server no longer knows begins anew without the person noticing', async () => {
  const page = await visit();
  await talk(page);
  await page.getByText('Guten Tag.', { exact: true }).last().waitFor();
  server.refusal = { status: 404 };
  await say(page, 'Noch da?');
  await expect.poll(() => answers(page).count()).toBe(2);
  expect(server.posted.at(-1)?.session_id).toBeUndefined();
});

test('13 scrolling up stops the scrolling, and a button leads to what is new', async () => {
  const page = await visit();
  const more = gate();
  const lines = (from: number) => Array.from({ length: 30 }, (_, i) => `Absatz ${from + i}.\n\n`).join('');
  server.answer = async (run) => {
    run.text(lines(0));
    await more.opened;
    run.text(lines(30));
    run.finish();
  };
  await talk(page, 'Lang bitte');
  await page.getByText('Absatz 29.', { exact: true }).waitFor();
  await log(page).hover();
  await log(page).evaluate((e) => e.scrollTo(0, 40));
  await expect.poll(() => page.getByRole('button', { name: 'Neue Nachrichten' }).isVisible()).toBe(true);
  more.open();
  await page.getByText('Absatz 59.', { exact: true }).waitFor({ state: 'attached' });
  expect(await log(page).evaluate((e) => e.scrollTop)).toBe(40);
  await page.getByRole('button', { name: 'Neue Nachrichten' }).click();
  await expect.poll(() => log(page).evaluate((e) => e.scrollHeight - e.clientHeight - e.scrollTop)).toBeLessThan(24);
  await expect.poll(() => page.getByRole('button', { name: 'Neue Nachrichten' }).count()).toBe(0);
});

test('13 a long answer keeps its question in sight', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.text(Array.from({ length: 60 }, (_, i) => `Absatz ${i}.\n\n`).join(''));
    run.finish();
  };
  await talk(page, 'Lang bitte');
  await page.getByText('Absatz 59.', { exact: true }).waitFor({ state: 'attached' });
  const [question, top] = [await mine(page).boundingBox(), await log(page).boundingBox()];
  expect(question!.y).toBeGreaterThanOrEqual(top!.y);
  expect(question!.y - top!.y).toBeLessThan(60);
});

test('22 the screen reader hears sentences, not pieces', async () => {
  const page = await visit();
  const rest = gate();
  server.answer = async (run) => {
    for (const piece of ['Für den ', '**Som', 'mer** rate', ' ich zu Leinen. Und im ']) run.text(piece);
    await rest.opened;
    run.text('Winter zu Flanell.');
    run.finish();
  };
  await talk(page);
  const spoken = page.locator('[role=status] > p');
  await expect.poll(() => spoken.allTextContents()).toEqual(['Für den Sommer rate ich zu Leinen.']);
  rest.open();
  await expect
    .poll(() => spoken.allTextContents())
    .toEqual(['Für den Sommer rate ich zu Leinen.', 'Und im Winter zu Flanell.']);
  expect(await log(page).getAttribute('aria-live')).toBe('off');
});

test('a rating is sent and shown', async () => {
  const page = await visit();
  await talk(page);
  await page.getByRole('button', { name: 'Hilfreich', exact: true }).click();
  await expect.poll(() => server.calls(/\/feedback$/).map((s) => s.body)).toEqual([{ value: 'up' }]);
  expect(await page.getByRole('button', { name: 'Hilfreich', exact: true }).getAttribute('aria-pressed')).toBe('true');
});

test('a new conversation is begun only after asking', async () => {
  const page = await visit();
  await talk(page, 'Weg damit');
  await page.getByRole('button', { name: 'Neues Gespräch' }).click();
  await page.getByRole('button', { name: 'Nein' }).click();
  expect(await mine(page).count()).toBe(1);
  await page.getByRole('button', { name: 'Neues Gespräch' }).click();
  await page.getByRole('button', { name: 'Ja' }).click();
  await expect.poll(() => mine(page).count()).toBe(0);
});

test('a conversation that is deleted while it is still being loaded does not come back', async () => {
  const page = await visit();
  await talk(page, 'Etwas Vertrauliches');
  await page.getByText('Guten Tag.', { exact: true }).last().waitFor();
  const loaded = gate();
  server.late = loaded.opened;
  await page.reload();
  await box(page).waitFor();
  await expect.poll(() => server.calls(/messages$/).length).toBe(1);
  await command(page, 'reset');
  loaded.open();
  await say(page, 'Von vorn');
  await page.getByText('Guten Tag.', { exact: true }).last().waitFor();
  expect(await mine(page).allTextContents()).toEqual(['Sie: Von vorn']);
  expect(server.posted.at(-1)?.session_id).toBeUndefined();
});

test('a person who takes over is named, and suggestions of the server can be pressed', async () => {
  const page = await visit();
  server.answer = (run) => {
    run.text('Ich übernehme gern.');
    run.custom('handoff', { name: 'Frau Sommer' });
    run.custom('suggestions', ['Wann haben Sie Zeit?']);
    run.finish();
  };
  await talk(page);
  await page.getByText('Frau Sommer schreibt Ihnen persönlich').waitFor();
  await page.getByRole('button', { name: 'Wann haben Sie Zeit?' }).click();
  await expect.poll(() => server.posted.at(-1)?.message).toBe('Wann haben Sie Zeit?');
});

test('each call carries the key, each message its id, its page and that the disclosure was shown', async () => {
  const page = await visit('/host?secret=1#x');
  await talk(page);
  await expect.poll(() => server.posted.length).toBe(1);
  expect(server.posted[0]).toMatchObject({
    key: 'pk_henk_demo',
    page: `${server.url}/host`,
    locale: 'de',
    disclosed: true,
  });
  expect(server.posted[0]?.message_id).toMatch(/^[0-9a-f-]{36}$/);
  for (const call of server.calls(/^\/api\//)) expect(call.headers['x-henk-key']).toBe('pk_henk_demo');
});

test('destroy takes everything away', async () => {
  const page = await visit();
  await talk(page);
  await command(page, 'destroy');
  await expect.poll(() => page.locator('sales-chat').count()).toBe(0);
  expect(await card(page, 'product').count()).toBe(0);
});
