import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from './axe.ts';
import { chart, config, contactForm, deal, products, replies, sources, table } from './samples.ts';
import { answers, box, card, command, host, launcher, log, open, say, server, talk, visit } from './stage.ts';

const everything = () => {
  server.answer = (run) => {
    run.text('Drei Tuche, die **passen**:');
    for (const product of products) run.card('product', product);
    run.card('sources', sources);
    run.card('deal', deal);
    run.card('table', table);
    run.card('chart', chart);
    run.card('chart', { ...chart, kind: 'donut' });
    run.card('chart', { ...chart, kind: 'line' });
    run.card('form', contactForm);
    run.card('quick_replies', replies);
    run.finish({ type: 'interrupt', interrupts: [{ id: 'i1', reason: 'confirmation', message: 'Zurücklegen?' }] });
  };
};

const states: [string, (page: Page) => Promise<unknown>, string?][] = [
  ['closed', async () => {}],
  ['open', open],
  [
    'with every card',
    async (page) => {
      everything();
      await talk(page);
      await card(page, 'confirm').waitFor();
    },
  ],
  [
    'while it works',
    async (page) => {
      server.answer = (run) => run.tool('search_fabrics');
      await talk(page);
      await page.locator('.busy').waitFor();
    },
  ],
  [
    'with an error',
    async (page) => {
      server.refusal = { status: 503 };
      await talk(page);
      await page.locator('.wrong').waitFor();
    },
  ],
  [
    'with a wrong form',
    async (page) => {
      server.answer = (run) => {
        run.card('form', contactForm);
        run.finish();
      };
      await talk(page);
      await card(page, 'form').getByRole('button', { name: 'Angebot erbitten' }).click();
    },
  ],
  [
    'offline',
    async (page) => {
      await open(page);
      await page.context().setOffline(true);
      await say(page, 'Hallo?');
      await page.getByText('Wird gesendet').waitFor();
    },
  ],
  [
    'before consent',
    (page) =>
      launcher(page)
        .click()
        .then(() => page.getByText('Bevor wir sprechen').waitFor()),
    '/consent',
  ],
  [
    'with the proactive bubble',
    async (page) => {
      await command(page, 'proactive', { text: 'Noch unschlüssig?' });
      await page.getByText('Noch unschlüssig?').waitFor();
    },
  ],
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.each(states)(`22 axe finds nothing, ${colorScheme}, %s`, async (_, reach, path) => {
    host('/consent', 'data-consent="required"');
    const page = await visit(path, { colorScheme });
    await reach(page);
    expect(await violations(page)).toEqual([]);
  });

  test.each(['/', '/works/'])(`22 axe finds nothing on the page %s, ${colorScheme}`, async (path) => {
    const page = await visit(path, { colorScheme });
    expect(await violations(page)).toEqual([]);
  });
}

test('21 a page with a nonce, strict-dynamic and Trusted Types loads the widget without one complaint', async () => {
  const csp =
    "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; connect-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types lit-html";
  server.page(
    '/nonce',
    '<!doctype html><html lang="de"><title>x</title><body><script nonce="abc" src="/widget/chat.js" data-key="pk_henk_demo"></script>',
    csp,
  );
  const page = await visit('/nonce');
  everything();
  await talk(page);
  await card(page, 'confirm').waitFor();
  await expect.poll(() => answers(page).first().textContent()).toContain('passen');
});

test('21 a host’s own rough styles do not reach the widget', async () => {
  server.page(
    '/rough.css',
    '* { color: red !important; font-size: 60px !important; display: block !important } button { background: lime !important }',
  );
  host('/rough', '', '', '<link rel="stylesheet" href="/rough.css">');
  const page = await visit('/rough');
  await open(page);
  const style = await page.getByText(config.welcome.text).evaluate((e) => getComputedStyle(e).fontSize);
  expect(Number.parseFloat(style)).toBeLessThan(30);
});

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test('23 on a phone the panel fills the screen, the page behind neither scrolls nor takes the focus', async () => {
  host('/long', '', '<p>x</p>'.repeat(200));
  const page = await visit('/long', phone);
  await open(page);
  expect(await page.locator('.panel').boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).overflow)).toBe('hidden');
  expect(await page.locator('main').evaluate((e) => e.hasAttribute('inert'))).toBe(true);
  expect(await page.getByRole('dialog').getAttribute('aria-modal')).toBe('true');
  await page.getByRole('button', { name: 'Gespräch schließen' }).click();
  expect(await page.locator('main').evaluate((e) => e.hasAttribute('inert'))).toBe(false);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).overflow)).not.toBe('hidden');
});

test('23 a phone that is turned while the conversation is open leaves the page as it then has to be', async () => {
  const page = await visit('/host', phone);
  const still = () =>
    page.evaluate(() => [
      document.querySelector('main')?.hasAttribute('inert'),
      document.documentElement.style.overflow,
      document
        .querySelector('sales-chat')
        ?.shadowRoot?.querySelector('sales-chat-panel')
        ?.shadowRoot?.querySelector('[role=dialog]')?.ariaModal,
    ]);
  await open(page);
  expect(await still()).toEqual([true, 'hidden', 'true']);
  await page.setViewportSize({ width: 844, height: 390 });
  await expect.poll(still).toEqual([false, '', null]);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(still).toEqual([true, 'hidden', 'true']);
  await page.getByRole('button', { name: 'Gespräch schließen' }).click();
  await expect.poll(still).toEqual([false, '', 'true']);
});

test.each([
  ['a phone', phone],
  ['a wide screen', {}],
])('23 a page that says itself how it scrolls still does so after a conversation on %s', async (_, options) => {
  const page = await visit('/host', options);
  await page.evaluate(() => {
    document.documentElement.style.overflow = 'scroll';
  });
  await open(page);
  await page.getByRole('button', { name: 'Gespräch schließen' }).click();
  await launcher(page).waitFor();
  expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe('scroll');
});

test('23 the message box stays above the keyboard', async () => {
  const page = await visit('/host', phone);
  await open(page);
  // What a keyboard does: the visual viewport shrinks, the layout does not.
  await page.evaluate(() => {
    Object.defineProperty(visualViewport, 'height', { value: 500, configurable: true });
    visualViewport?.dispatchEvent(new Event('resize'));
  });
  await expect.poll(async () => Math.round((await page.locator('.panel').boundingBox())?.height ?? 0)).toBe(500);
  const field = await box(page).boundingBox();
  expect(field!.y + field!.height).toBeLessThanOrEqual(500);
});

/** What sticks out to the side, or is cut off by what it lies in. */
const cutOff = (page: Page) =>
  page.evaluate(() => {
    const panel = document.querySelector('sales-chat')?.shadowRoot?.querySelector('sales-chat-panel')?.shadowRoot;
    const bad: string[] = [];
    for (const e of panel?.querySelectorAll<HTMLElement>('button, h2, p, textarea, .bubble, henk-card') ?? []) {
      if (e.closest('.rail') || e.closest('.unseen')) continue;
      const { left, right, width } = e.getBoundingClientRect();
      if (width > 0 && (left < -1 || right > innerWidth + 1))
        bad.push(`${e.localName}.${e.className} ${left}–${right}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) bad.push('the page scrolls sideways');
    return bad;
  });

test.each([
  ['320 px wide', { viewport: { width: 320, height: 568 } }, ''],
  ['320 px wide with text of 200 %', { viewport: { width: 320, height: 568 } }, '200%'],
  ['640 px at a zoom of 200 %', { viewport: { width: 320, height: 400 }, deviceScaleFactor: 2 }, ''],
])('23 nothing is cut: %s', async (_, options, fontSize) => {
  const page = await visit('/host', options);
  await page.evaluate((size) => {
    document.documentElement.style.fontSize = size;
  }, fontSize);
  everything();
  await open(page);
  expect(await cutOff(page)).toEqual([]);
  await say(page, 'Donaudampfschifffahrtsgesellschaftskapitänsanzug, bitte.');
  await card(page, 'confirm').waitFor();
  expect(await cutOff(page)).toEqual([]);
  expect(await box(page).isVisible()).toBe(true);
  expect(await log(page).evaluate((e) => e.clientHeight)).toBeGreaterThan(60);
});

test('23 with less motion wished, nothing moves', async () => {
  const page = await visit('/host', { reducedMotion: 'reduce' });
  server.answer = (run) => run.tool('search_fabrics');
  await talk(page);
  await page.locator('.busy').waitFor();
  const moving = await page.evaluate(() => document.getAnimations().filter((a) => a.playState === 'running').length);
  expect(moving).toBe(0);
});

test('23 with forced colours every control keeps an edge', async () => {
  const page = await visit('/host', { forcedColors: 'active' });
  expect(await launcher(page).evaluate((e) => getComputedStyle(e).borderTopStyle)).toBe('solid');
  await open(page);
  for (const selector of ['.panel', '.go', '.pill']) {
    expect(
      await page
        .locator(selector)
        .first()
        .evaluate((e) => getComputedStyle(e).borderTopStyle),
    ).toBe('solid');
  }
});

test('every control is at least 24 px, the ones of the panel 36 px', async () => {
  const page = await visit();
  everything();
  await talk(page);
  await card(page, 'confirm').waitFor();
  const small = await page.evaluate(() => {
    const panel = document.querySelector('sales-chat')?.shadowRoot?.querySelector('sales-chat-panel')?.shadowRoot;
    const roots = [panel, ...[...(panel?.querySelectorAll('henk-card') ?? [])].map((c) => c.shadowRoot)];
    return roots
      .flatMap((root) => [...(root?.querySelectorAll<HTMLElement>('button:not(.link)') ?? [])])
      .filter((b) => b.offsetParent && (b.offsetHeight < 36 || b.offsetWidth < 36))
      .map((b) => `${b.className} ${b.offsetWidth}×${b.offsetHeight}`);
  });
  expect(small).toEqual([]);
});
