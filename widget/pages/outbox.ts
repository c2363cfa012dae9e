/** The administrator's page of mail: what waits, what went, what was left lying, as its reader sees it. */
import { date } from '../src/format.ts';
import { type Sentence, type State, words } from './outbox-words.ts';
import { patient, post, signedInOnce } from './session.ts';

type Mail = {
  id: string;
  to: string;
  language: string;
  subject: string;
  state: State;
  attempts: number;
  problem?: string | null;
  created_at: string;
  due_at: string;
  finished_at?: string | null;
};
type Whole = {
  mail: Mail;
  text: string;
  html: string;
  attachments: { name: string; content_type: string; bytes: number; href: string }[];
};
type Page = { mails: Mail[]; next?: string | null; sends: boolean };

const language = navigator.languages.map((l) => l.slice(0, 2)).find((l) => l in words) ?? 'en';
const say = words[language]!;
const key = new URLSearchParams(location.search).get('key') ?? '';
const find = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector)!;
const list = find<HTMLUListElement>('.list ul');
const article = find('.mail');
const filter = find<HTMLSelectElement>('.filter select');
const more = find<HTMLButtonElement>('.more');
const enter = find<HTMLFormElement>('.enter');
const leave = find('[data-sign-out]');
let next: string | undefined;

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  more: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), more);
  element.append(...children);
  return element;
}

const when = (at: string, style: 'short' | 'long' = 'long') =>
  date(at, language, { dateStyle: style === 'short' ? 'short' : 'medium', timeStyle: 'short' });
const mark = (state: State) => make('span', { className: `state ${state}` }, say.states[state]);
const size = (bytes: number) =>
  new Intl.NumberFormat(language, {
    style: 'unit',
    unit: bytes < 1000 ? 'byte' : 'kilobyte',
    maximumFractionDigits: 0,
  }).format(bytes < 1000 ? bytes : bytes / 1000);

function only(shown: string): void {
  for (const part of ['.enter', '.notice', '.desk']) find(part).hidden = part !== shown;
  leave.hidden = shown === '.enter';
}

/**
 * Undefined when there is nothing to show instead of what was asked for; then the page says why.
 *
 * @param refused what to do instead when it is this one thing that cannot be had
 */
async function ask<T>(call: () => Promise<Response>, refused?: () => unknown): Promise<T | undefined> {
  const answer = await patient(call, key).catch(() => undefined);
  if (answer?.ok) return (await answer.json()) as T;
  const status = answer?.status ?? 0;
  if (status === 401) only('.enter');
  else if (refused && status >= 400 && status < 500 && status !== 403) await refused();
  else {
    find('.notice').textContent = status === 403 ? say.forbidden : say.unreachable;
    only('.notice');
  }
  return undefined;
}

function row(mail: Mail): HTMLLIElement {
  const link = make(
    'a',
    { href: `#${mail.id}` },
    make('span', { className: 'to', dir: 'auto' }, mail.to),
    make('time', { dateTime: mail.created_at }, when(mail.created_at, 'short')),
    make('span', { className: 'subject', dir: 'auto' }, mail.subject),
    mark(mail.state),
  );
  return make('li', {}, link);
}

async function load(after?: string): Promise<void> {
  more.disabled = true;
  const query = new URLSearchParams({ limit: '30' });
  if (filter.value) query.set('state', filter.value);
  if (after) query.set('after', after);
  const page = await ask<Page>(() => fetch(`/api/mail?${query}`));
  more.disabled = false;
  if (!page) return;
  only('.desk');
  if (!after) list.replaceChildren();
  list.append(...page.mails.map(row));
  next = page.next ?? undefined;
  more.hidden = !next;
  find('.stays').hidden = page.sends;
  find('.none').hidden = list.childElementCount > 0;
  if (!after) await open();
  current();
}

function current(): void {
  for (const link of list.querySelectorAll('a'))
    if (link.hash === location.hash) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
}

async function open(): Promise<void> {
  const id = location.hash.slice(1);
  current();
  find('.desk').classList.toggle('reading', !!id);
  if (!id) {
    article.replaceChildren(make('p', { className: 'pick' }, say.pick));
    return;
  }
  const whole = await ask<Whole>(
    () => fetch(`/api/mail/${encodeURIComponent(id)}`),
    () => gone(id),
  );
  if (whole && location.hash.slice(1) === id) show(whole);
}

/** The address must not name it any more, or whoever loads the page again is told the same again. */
async function gone(id: string): Promise<void> {
  if (location.hash.slice(1) !== id) return;
  history.replaceState(null, '', location.pathname + location.search);
  await load();
  // on a phone it stands where the list was
  find('.desk').classList.add('reading');
  const back = make('a', { className: 'back', href: '#' }, say.back);
  back.onclick = (event) => {
    event.preventDefault();
    void open();
  };
  article.replaceChildren(back, make('p', { className: 'pick', role: 'alert' }, say.gone));
}

function show({ mail, text, html, attachments }: Whole): void {
  const facts = make('dl');
  const fact = (name: string, ...value: (Node | string)[]) =>
    facts.append(make('div', {}, make('dt', {}, name), make('dd', { dir: 'auto' }, ...value)));
  fact(say.to, mail.to);
  fact(say.state, mark(mail.state));
  if (mail.problem) fact(say.problem, say.problems[mail.problem] ?? mail.problem);
  fact(say.made, when(mail.created_at));
  if (mail.state === 'queued') fact(say.due, when(mail.due_at));
  if (mail.finished_at) fact(say.finished, when(mail.finished_at));
  if (mail.attempts) fact(say.attempts, String(mail.attempts));
  if (attachments.length)
    fact(
      say.files,
      make(
        'ul',
        { className: 'files' },
        ...attachments.map((file) =>
          make('li', {}, make('a', { href: file.href, download: file.name }, file.name), ` ${size(file.bytes)}`),
        ),
      ),
    );
  const frame = make('iframe', { title: `${say.looks}: ${mail.subject}`, src: html });
  frame.setAttribute('sandbox', 'allow-popups allow-popups-to-escape-sandbox');
  const plain = make('pre', { tabIndex: 0, dir: 'auto', hidden: true }, text);
  const choice = [say.looks, say.text].map((label, i) => {
    const button = make('button', { type: 'button', ariaPressed: String(!i) }, label);
    button.onclick = () => {
      frame.hidden = i === 1;
      plain.hidden = i === 0;
      for (const [j, other] of choice.entries()) other.ariaPressed = String(j === i);
    };
    return button;
  });
  const back = make('a', { className: 'back', href: '#' }, say.back);
  const title = make('h2', { dir: 'auto' }, mail.subject);
  const doors = make('div', { className: 'doors' }, make('div', { className: 'choice' }, ...choice));
  if (mail.state === 'failed') {
    const again = make('button', { type: 'button', className: 'button' }, say.again);
    again.onclick = async () => {
      again.disabled = true;
      if (await ask<Whole>(() => post(`/api/mail/${mail.id}/attempts`, key), load)) await load();
    };
    doors.append(again);
  }
  article.replaceChildren(back, title, facts, doors, frame, plain);
  article.scrollTop = 0;
  article.focus({ preventScroll: true });
}

/** Up and down go from mail to mail, as in a mail program. */
list.addEventListener('keydown', (event) => {
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' } as const;
  const way = step[event.key as keyof typeof step];
  if (!way) return;
  event.preventDefault();
  document.activeElement?.closest('li')?.[way]?.querySelector('a')?.focus();
});

enter.addEventListener('submit', async (event) => {
  event.preventDefault();
  const refused = find('.refused');
  refused.hidden = true;
  const answer = await post('/api/auth/login', key, Object.fromEntries(new FormData(enter))).catch(() => undefined);
  if (answer?.ok) {
    enter.reset();
    await load();
    return;
  }
  const detail =
    answer && answer.status !== 401 ? ((await answer.json().catch(() => ({}))) as { detail?: string }) : {};
  refused.textContent = answer ? (detail.detail ?? say.wrong) : say.unreachable;
  refused.hidden = false;
});

leave.onclick = async () => {
  await post('/api/auth/logout', key).catch(() => {});
  list.replaceChildren();
  article.replaceChildren();
  only('.enter');
};
more.onclick = async () => {
  const last = list.lastElementChild;
  await load(next);
  last?.nextElementSibling?.querySelector('a')?.focus();
};
filter.onchange = () => load();
find('[data-reload]').onclick = () => load();
window.onhashchange = open;

document.documentElement.lang = language;
document.title = say.title;
for (const element of document.querySelectorAll<HTMLElement>('[data-say]'))
  element.textContent = say[element.dataset.say as Sentence];
filter.append(
  new Option(say.all, ''),
  ...(Object.keys(say.states) as State[]).map((state) => new Option(say.states[state], state)),
);
if (signedInOnce()) void load();
else only('.enter');
