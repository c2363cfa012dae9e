/** What the demo pages do besides being read: language, samples, sign-in, and the doors into the conversation. */
import { swatch } from '../src/cards/swatch.ts';
import { post, signedInOnce } from './session.ts';

type Page = Window & { SalesChat?: ((...command: unknown[]) => unknown) & { q?: unknown[][] } };
type Config = { demo?: boolean };
type Answer = {
  user?: { username?: string; email?: string };
  username?: string;
  email?: string;
  session_id?: string;
  detail?: string;
};

const page = window as Page;
const root = document.documentElement;
const { key = '', demo = '' } = document.body.dataset;

// Commands wait in a queue until the widget is there.
if (!page.SalesChat) {
  const queue: unknown[][] = [];
  page.SalesChat = Object.assign((...command: unknown[]) => queue.push(command), { q: queue });
}
const chat = (...command: unknown[]) => page.SalesChat?.(...command);
const find = <T extends Element>(selector: string) => document.querySelector<T>(selector);
const english = () => root.lang === 'en';

function speak(language: string) {
  root.lang = language;
  chat('locale', language);
  samples();
}

const cloths = [
  ['Kontor Marine', 'twill', 'solid', '#1f2a44', 990, 280, 'Köper, ganzjährig', 'Twill, all year round'],
  [
    'Fischgrat Kiesel',
    'herringbone',
    'herringbone',
    '#82858a',
    1190,
    310,
    'Fischgrat, Herbst und Winter',
    'Herringbone, autumn and winter',
  ],
  ['Leinen Elbsand', 'linen', 'solid', '#cdb994', 1090, 290, 'Irisches Leinen, Sommer', 'Irish linen, summer'],
  [
    'Glen Bellaria',
    'twill',
    'prince_of_wales',
    '#566f98',
    2650,
    270,
    'Glencheck mit Kaschmir',
    'Prince of Wales with cashmere',
  ],
  ['Hahnentritt Pepita', 'twill', 'houndstooth', '#2e2d2b', 1380, 320, 'Hahnentritt, Winter', 'Houndstooth, winter'],
  ['Bankhaus Kreide', 'flannel', 'chalkstripe', '#3b3d42', 1490, 340, 'Flanell, Kreidestreif', 'Flannel, chalk stripe'],
] as const;

function samples() {
  const list = find('.bunch');
  if (!list) return;
  list.replaceChildren(
    ...cloths.map(([name, weave, pattern, colour, price, weight, german, english_]) => {
      const item = document.createElement('li');
      const button = document.createElement('button');
      const sample = document.createElement('span');
      sample.className = 'sample';
      sample.append(swatch({ weave, pattern, colour }, ''));
      const title = document.createElement('b');
      const cost = document.createElement('span');
      const amount = new Intl.NumberFormat(root.lang, {
        style: 'currency',
        currency: 'EUR',
        maximumFractionDigits: 0,
      }).format(price);
      cost.textContent = english() ? `from ${amount}` : `ab ${amount}`;
      title.append(name, cost);
      const note = document.createElement('small');
      note.textContent = `${english() ? english_ : german}, ${weight} g/m²`;
      button.append(sample, title, note);
      button.onclick = () =>
        ask(
          english() ? `Please tell me about the cloth ${name}.` : `Erzählen Sie mir bitte etwas über das Tuch ${name}.`,
        );
      item.append(button);
      return item;
    }),
  );
}

function ask(question: string) {
  chat('open');
  chat('send', question);
}

function signedIn(who: Answer | undefined) {
  const name = who?.user?.username ?? who?.username ?? who?.user?.email ?? who?.email;
  const enter = find<HTMLElement>('[data-sign-in]');
  const leave = find<HTMLElement>('[data-sign-out]');
  if (!enter || !leave) return;
  enter.hidden = !!name;
  leave.hidden = !name;
  leave.textContent = name ? `${name} · ${english() ? 'Sign out' : 'Abmelden'}` : '';
}

function signIn() {
  const dialog = find<HTMLDialogElement>('dialog');
  const form = dialog?.querySelector('form');
  const refused = dialog?.querySelector<HTMLElement>('.refused');
  if (!dialog || !form || !refused) return;
  find<HTMLElement>('[data-sign-in]')?.addEventListener('click', () => dialog.showModal());
  dialog.querySelector<HTMLElement>('[data-close]')?.addEventListener('click', () => dialog.close());
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    refused.hidden = true;
    const { email, password } = Object.fromEntries(new FormData(form)) as Record<string, string>;
    try {
      const answer = await post('/api/auth/login', key, { email, password, session_id: chat('session') || undefined });
      const body = (await answer.json().catch(() => ({}))) as Answer;
      if (!answer.ok) throw new Error(answer.status < 500 && answer.status !== 401 ? body.detail : undefined);
      form.reset();
      dialog.close();
      signedIn(body);
      chat('identify', { session: body.session_id });
    } catch (cause) {
      const fallback = english() ? 'E-mail and password do not match.' : 'E-Mail und Passwort passen nicht zusammen.';
      refused.textContent = (cause as Error).message || fallback;
      refused.hidden = false;
    }
  });
  find<HTMLElement>('[data-sign-out]')?.addEventListener('click', async () => {
    await post('/api/auth/logout', key).catch(() => {});
    chat('reset');
    signedIn(undefined);
  });
}

/** Demo accounts are named only where the server says that this is a demo. */
async function hint() {
  const answer = await fetch(`/api/widget/config?key=${encodeURIComponent(key)}`).catch(() => undefined);
  const config = answer?.ok ? ((await answer.json().catch(() => ({}))) as Config) : {};
  const line = find<HTMLElement>('.hint');
  const fill = find<HTMLButtonElement>('[data-fill]');
  if (!config.demo || !line || !fill) return;
  fill.textContent = `customer@${demo} / henk-demo`;
  fill.onclick = () => {
    find<HTMLInputElement>('dialog [name=email]')!.value = `customer@${demo}`;
    find<HTMLInputElement>('dialog [name=password]')!.value = 'henk-demo';
  };
  line.hidden = false;
}

/** Whoever comes by a group's link talks in a place of their own; a link that opens nothing says why. */
async function invited() {
  const link = /^#g=([\w-]+)$/.exec(location.hash)?.[1];
  if (!link) return;
  history.replaceState(null, '', location.pathname);
  if (page.SalesChat?.q)
    await new Promise((ready) => document.addEventListener('saleschat:ready', ready, { once: true }));
  const answer = await post('/api/groups/join', key, {
    link,
    session_id: chat('session') || undefined,
    locale: root.lang,
  });
  const body = (await answer.json().catch(() => ({}))) as Answer;
  if (answer.ok) {
    chat('identify', { session: body.session_id });
    chat('open');
    return;
  }
  const line = document.createElement('p');
  line.className = 'invitation';
  line.setAttribute('role', 'alert');
  line.textContent = body.detail ?? '';
  document.body.prepend(line);
}

samples();
signIn();
void invited().catch(() => {});
for (const door of document.querySelectorAll<HTMLElement>('[data-chat]')) door.onclick = () => chat('open');
for (const door of document.querySelectorAll<HTMLElement>('[data-ask]')) door.onclick = () => ask(door.dataset.ask!);
find<HTMLElement>('[data-language]')?.addEventListener('click', () => speak(english() ? 'de' : 'en'));
find<HTMLElement>('[data-sign-in]')?.addEventListener('click', hint, { once: true });
if (signedInOnce()) {
  fetch('/api/auth/me', { headers: { 'X-Henk-Key': key } })
    .then((answer) => (answer.ok ? answer.json() : undefined))
    .then(signedIn, () => {});
}
