/** Takes pictures of every state into the folder given; run with `node tests/pictures.ts <folder>`. */
import { mkdirSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { FakeServer } from './fake-server.ts';
import * as samples from './samples.ts';

const into = process.argv[2] ?? 'target/pictures';
const only = process.argv[3];
mkdirSync(into, { recursive: true });
const server = await new FakeServer().start();
server.config = samples.config;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});

const log = (page: Page) => page.locator('.log');
const say = async (page: Page, text: string) => {
  await page.locator('textarea').fill(text);
  await page.keyboard.press('Enter');
};

async function consult(page: Page): Promise<void> {
  server.answer = (run) => {
    run.text(
      'Für eine Hochzeit im Juni rate ich zu einem Tuch um **250 g/m²**: leicht genug für den Nachmittag, und es hält abends noch die Bügelfalte.\n\nDrei Tuche, die zu Ihrem Budget und Ihrem Termin passen:',
    );
    for (const p of samples.products) run.card('product', p);
    run.card('sources', samples.sources);
    run.card('quick_replies', {
      ...samples.replies,
      options: [
        { label: 'Muster zuschicken', value: 'Bitte Muster.' },
        { label: 'Etwas Dunkleres', value: 'Dunkler.' },
      ],
    });
    run.finish();
  };
  await say(page, 'Ich heirate im Juni und suche einen Anzug bis 2.500 €.');
  await page.locator('henk-card[type=quick_replies]').waitFor();
}

type Shot = [string, { width: number; height: number }, 'light' | 'dark', (page: Page) => Promise<unknown>, string?];
const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const open = (page: Page) =>
  page
    .locator('sales-chat button.l')
    .click()
    .then(() => page.locator('.greeting').waitFor());
const consulted = async (page: Page) => {
  await open(page);
  await consult(page);
};
const shots: Shot[] = [
  ['shop', wide, 'light', async () => {}],
  ['shop-dark', wide, 'dark', async () => {}],
  ['shop-phone', phone, 'light', async () => {}],
  ['works', wide, 'light', async () => {}, '/works/'],
  ['works-phone', phone, 'light', async () => {}, '/works/'],
  ['open', wide, 'light', open],
  ['open-dark', wide, 'dark', open],
  ['open-phone', phone, 'light', open],
  ['consult', wide, 'light', consulted],
  ['consult-dark', wide, 'dark', consulted],
  ['consult-phone', phone, 'light', consulted],
  [
    'consult-phone-dark',
    phone,
    'dark',
    async (p) => {
      await open(p);
      await consult(p);
      await log(p).evaluate((e) => e.scrollTo(0, 120));
    },
  ],
  [
    'working',
    wide,
    'light',
    async (p) => {
      server.answer = (run) => run.tool('search_fabrics');
      await open(p);
      await say(p, 'Was haben Sie für den Sommer?');
      await p.locator('.busy').waitFor();
      await p.waitForTimeout(900);
    },
  ],
  [
    'form',
    wide,
    'light',
    async (p) => {
      server.answer = (run) => {
        run.text('Gern. Ich bereite Ihnen ein Angebot vor.');
        run.card('form', samples.contactForm);
        run.finish();
      };
      await open(p);
      await say(p, 'Bitte ein Angebot.');
      await p.locator('henk-card button.main').click();
    },
  ],
  [
    'form-phone-dark',
    phone,
    'dark',
    async (p) => {
      server.answer = (run) => {
        run.text('Gern. Ich bereite Ihnen ein Angebot vor.');
        run.card('form', samples.contactForm);
        run.finish();
      };
      await open(p);
      await say(p, 'Bitte ein Angebot.');
      await p.locator('henk-card form').waitFor();
    },
  ],
  [
    'cards',
    { width: 1440, height: 1400 },
    'light',
    async (p) => {
      server.answer = (run) => {
        run.card('table', samples.table);
        run.card('chart', samples.chart);
        run.card('chart', { ...samples.chart, kind: 'donut' });
        run.card('chart', { ...samples.chart, kind: 'line' });
        run.card('deal', samples.deal);
        run.finish({
          type: 'interrupt',
          interrupts: [{ id: 'i1', reason: 'confirmation', message: 'Soll ich das Tuch für Sie zurücklegen?' }],
        });
      };
      await open(p);
      await say(p, 'Zeigen Sie mir alles.');
      await p.locator('henk-card[type=confirm]').waitFor();
    },
  ],
  ...(['profile', 'profile-phone', 'profile-phone-dark'] as const).map(
    (name): Shot => [
      name,
      name === 'profile' ? { width: 1440, height: 1100 } : phone,
      name.endsWith('dark') ? 'dark' : 'light',
      async (p) => {
        server.answer = (run) => {
          run.text('Das ist alles, was hier über Sie steht. Jede Angabe können Sie ändern oder löschen.');
          run.card('profile', samples.profile);
          run.finish();
        };
        await open(p);
        await say(p, 'Was wissen Sie über mich?');
        const card = p.locator('henk-card[type=profile]');
        if (name !== 'profile-phone') await card.getByRole('button', { name: 'Taille: Ändern' }).click();
        if (name === 'profile') await log(p).evaluate((e) => e.scrollTo(0, 0));
      },
    ],
  ),
  ...(['link', 'link-phone', 'link-phone-dark'] as const).map(
    (name): Shot => [
      name,
      name === 'link' ? { width: 1440, height: 1100 } : phone,
      name.endsWith('dark') ? 'dark' : 'light',
      async (p) => {
        server.answer = (run) => {
          run.text('Gern. Mit dem Code oder dem Link öffnen Sie dieses Gespräch auf dem anderen Gerät.');
          run.card('link', samples.link);
          run.finish();
        };
        await open(p);
        await say(p, 'Kann ich das auf dem Handy weitermachen?');
        const card = p.locator('henk-card[type=link]');
        await card.getByRole('button', { name: samples.link.show }).click();
        await card.locator('.qr').waitFor();
        await log(p).evaluate((e) => e.scrollTo(0, e.scrollHeight));
      },
    ],
  ),
  [
    'error',
    wide,
    'light',
    async (p) => {
      server.refusal = { status: 503, body: {} };
      await open(p);
      await say(p, 'Haben Sie samstags offen?');
      await p.locator('.wrong').waitFor();
    },
  ],
  [
    'offline',
    wide,
    'dark',
    async (p) => {
      await open(p);
      await p.context().setOffline(true);
      await say(p, 'Haben Sie samstags offen?');
      await p.locator('.waits').waitFor();
    },
  ],
  [
    'proactive',
    wide,
    'light',
    async (p) => {
      await p.evaluate("SalesChat('proactive', { text: 'Noch unschlüssig beim Tuch? Ich rate gern.' })");
      await p.locator('sales-chat .p').waitFor();
      await p.waitForTimeout(500);
    },
  ],
  [
    'consent',
    wide,
    'light',
    async (p) =>
      p
        .locator('sales-chat button.l')
        .click()
        .then(() => p.locator('.ask-first').waitFor()),
    '/consent',
  ],
  [
    'sign-in',
    wide,
    'light',
    async (p) => {
      await p.locator('[data-sign-in]').click();
      await p.locator('.hint').waitFor();
    },
  ],
];
server.page(
  '/consent',
  '<!doctype html><html lang="de"><title>x</title><body><script src="/widget/chat.js" data-key="pk" data-consent="required"></script>',
);

for (const [name, viewport, colorScheme, act, path] of shots) {
  if (only && !new RegExp(only).test(name)) continue;
  const context = await browser.newContext({ viewport, colorScheme, deviceScaleFactor: 1 });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  page.on('console', (m) => m.type() === 'error' && console.log(name, m.text()));
  page.on('pageerror', (e) => console.log(name, e.message));
  await page.goto(server.url + (path ?? '/'));
  await page.locator('sales-chat').waitFor({ state: 'attached' });
  try {
    await act(page);
  } catch (e) {
    console.log(name, String(e).slice(0, 300));
  }
  await page.waitForTimeout(name.startsWith('shop') ? 3800 : 700);
  await page.screenshot({ path: `${into}/${name}.png`, fullPage: process.argv[4] === 'full' });
  await context.close();
}
await browser.close();
await server.stop();
