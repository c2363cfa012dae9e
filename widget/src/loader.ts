/**
 * `chat.js`: the one script a host puts on its page. Shows the launcher, keeps the commands until they can run, and
 * fetches the panel when somebody means to talk.
 */
import { loaderStyles } from './loader-styles.ts';
import type { Panel, PanelModule, Proactive, Settings, Shell, Stored } from './shell.ts';

declare const __FILES__: string;

type Command = [name: string, ...args: unknown[]];
type Listener = (detail: unknown) => void;
type Api = ((...command: Command) => unknown) & { q?: ArrayLike<unknown>[] };

const page = window as unknown as { SalesChat?: Api };
const doc = document;
const script = doc.currentScript as HTMLScriptElement;
const data = script.dataset;
const words: Record<string, string[]> = {
  de: ['Beratung', 'Gespräch öffnen', 'ungelesen'],
  en: ['Ask us', 'Open conversation', 'unread'],
  fr: ['Conseil', 'Ouvrir la conversation', 'non lu', 'non lus'],
};

function start() {
  const host = doc.createElement('sales-chat');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(loaderStyles);
  root.adoptedStyleSheets = [sheet];

  const settings: Settings = {
    key: data.key!,
    api: data.api ?? new URL(script.src).origin,
    locale: data.locale || doc.documentElement.lang || navigator.language,
    consentRequired: data.consent === 'required',
  };
  const slot = `henk.${data.key}`;
  const listeners: Record<string, Set<Listener>> = {};
  const told = new Set<string>();
  const early: Command[] = [];
  let panel: Promise<Panel> | undefined;
  let open = false;
  let count = 0;
  let quiet: (() => void) | undefined;

  const launcher = doc.createElement('button');
  launcher.className = 'l';
  const label = doc.createElement('span');
  const badge = doc.createElement('span');
  badge.className = 'n';
  launcher.append(label, badge);
  root.append(launcher);

  const name = (more = count) => {
    count = more;
    const [text, action, one, many = one] = words[settings.locale.slice(0, 2)] ?? words.en!;
    label.textContent = data.label || text!;
    launcher.ariaLabel = `${label.textContent}: ${action}${count ? ` (${count} ${count > 1 ? many : one})` : ''}`;
    badge.textContent = `${count}`;
    badge.hidden = !count;
    launcher.hidden = open;
  };

  const shell: Shell = {
    host,
    settings,
    load() {
      try {
        return JSON.parse(localStorage[slot]) as Stored;
      } catch {
        return {};
      }
    },
    save(stored) {
      try {
        if (stored) localStorage[slot] = JSON.stringify(stored);
        else delete localStorage[slot];
      } catch {} // a browser that keeps nothing still talks
    },
    emit(event, detail) {
      host.dispatchEvent(new CustomEvent(`saleschat:${event}`, { detail, bubbles: true }));
      for (const listener of listeners[event] ?? []) listener(detail);
    },
    unread(more) {
      name(more);
      shell.emit('unread', more);
    },
    close: () => toggle(false),
  };

  const file = <T>(path: string): Promise<T> => import(/* @vite-ignore */ new URL(__FILES__ + path, script.src).href);
  const tell = (mounted: Panel) => {
    for (const [first, ...args] of early.splice(0)) mounted.command(first, args);
    return mounted;
  };
  const load = () =>
    (panel ??= file<PanelModule>('panel.js')
      .then((module) => module.mount(shell, root))
      .then(tell)
      .catch((cause) => {
        panel = undefined;
        throw cause;
      }));

  const toggle = async (to: boolean) => {
    if (to === open) return;
    open = to;
    const stored = shell.load();
    if (stored.session) shell.save({ ...stored, open });
    quiet?.();
    name();
    try {
      const mounted = await load();
      if (open !== to) return;
      if (to) {
        mounted.show();
        shell.unread(0);
      } else {
        mounted.hide();
        launcher.focus();
      }
      shell.emit(to ? 'open' : 'close');
    } catch {
      open = false;
      name();
    }
  };

  const pass = (...command: Command) => {
    early.push(command);
    panel?.then(tell);
  };

  const commands: Record<string, (...args: never[]) => unknown> = {
    open: () => toggle(true),
    close: () => toggle(false),
    toggle: () => toggle(!open),
    show() {
      host.hidden = false;
    },
    hide() {
      host.hidden = true;
    },
    async proactive(message: Proactive) {
      const rule = message.id ?? message.text;
      if (open || told.has(rule)) return;
      told.add(rule);
      const { greet } = await file<typeof import('./proactive.ts')>('proactive.js');
      quiet?.();
      quiet = greet(root, message, settings.locale, () => {
        pass('proactive', message);
        toggle(true);
      });
    },
    on(event: string, listener: Listener) {
      listeners[event] ??= new Set();
      listeners[event].add(listener);
      return () => commands.off!(event as never, listener as never);
    },
    off: (event: string, listener: Listener) => listeners[event]?.delete(listener),
    locale(to: string) {
      settings.locale = to;
      name();
      pass('locale', to);
    },
    send(...args) {
      pass('send', ...args);
      load();
    },
    session: () => shell.load().session,
    reset() {
      const { consent } = shell.load();
      shell.save(consent && { consent });
      name(0);
      pass('reset');
    },
    destroy() {
      pass('destroy');
      host.remove();
    },
  };

  launcher.onclick = () => toggle(true);
  launcher.onpointerenter = launcher.onfocus = () => void load();
  Object.assign(host.dataset, data);
  name();
  doc.body.append(host);

  const queued = page.SalesChat?.q ?? [];
  page.SalesChat = (command, ...args) => (commands[command] ?? pass.bind(null, command))(...(args as never[]));
  for (const command of queued as unknown as Command[]) page.SalesChat(...command);
  shell.emit('ready');
  const [here, from] = location.href.split('#henk=');
  if (from) {
    history.replaceState(0, '', here);
    file<typeof import('./elsewhere.ts')>('elsewhere.js').then((it) => it.take(shell, from, page.SalesChat!));
  }
  const before = shell.load();
  if (before.open || 'open' in data) toggle(true);
  else if (before.session) load();
}

if (doc.body) start();
else addEventListener('DOMContentLoaded', start);
