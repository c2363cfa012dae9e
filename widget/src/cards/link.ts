import { html, nothing, svg } from 'lit';
import { text, time } from '../format.ts';
import type { CardContent } from '../protocol.ts';
import type { CardContext } from './context.ts';
import { heading, list } from './parts.ts';

const QUIET = 4;

/**
 * The way to another device. The card comes without the link, which opens the talk and so stands in no history: it is
 * asked for when the person wants to see it, and forgotten with the page.
 */
export function link(content: CardContent, context: CardContext) {
  const { link: found, locale } = context;
  const over = found?.until !== undefined && found.until < Date.now();
  return html`<div class="body elsewhere">${heading(content)}<p>${text(found?.failed ? content.failed : content.text)}</p>${
    found?.url && !over
      ? html`${code(found.qr, text(content.qr))}
        <p class="url">${found.url}</p>
        <div class="actions"><button class="main" @click=${(e: Event) => copy(e, found.url!, text(content.copied))}>${text(content.copy)}</button></div>
        <p class="note">${text(content.until).replace('{0}', time(found.until!, locale))}</p>`
      : html`${over ? html`<p class="note">${text(content.expired)}</p>` : nothing}
        <div class="actions"><button class="main" ?disabled=${found?.busy} @click=${() => context.fetchLink()}>${text(content.show)}</button></div>`
  }</div>`;
}

function code(rows: string[], name: string) {
  const size = rows.length + 2 * QUIET;
  const dark = rows.map((row, y) =>
    [...row].map((m, x) => (m === '1' ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '')).join(''),
  );
  // Always dark on light, whatever the page looks like: that is what cameras read.
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${name} shape-rendering="crispEdges">${svg`<rect width=${size} height=${size} fill="#fff"/><path d=${dark.join('')} fill="#000"/>`}</svg>`;
}

async function copy(event: Event, url: string, done: string): Promise<void> {
  const button = event.target as HTMLButtonElement;
  try {
    await navigator.clipboard.writeText(url);
    button.textContent = done;
  } catch {
    getSelection()?.selectAllChildren(button.closest('.elsewhere')!.querySelector('.url')!);
  }
}

/** What the card knows of the link once it has asked for it. */
export type FoundLink = { url?: string; qr: string[]; until?: number; busy?: boolean; failed?: boolean };

type Home = { shell: { settings: { api: string; key: string } }; talk: { sessionId?: string } };
type Asking = HTMLElement & { card: { content: CardContent } };

/** Asks for a link: to the talk in which the card stands, with its key; to another one as whoever is signed in. */
export async function fetchLink(card: Asking): Promise<FoundLink> {
  const { path } = (card.card.content.request ?? {}) as { path?: string };
  const answer = await (path?.startsWith('/api/moves/') ? ask(path, csrf()) : ofTalk(card));
  const body = (await answer?.json().catch(() => undefined)) as Answer;
  if (!answer?.ok || !body?.url) return { qr: [], failed: true };
  return { url: body.url, qr: list<string>(body.qr), until: Date.parse(body.expires_at ?? '') };
}

type Answer = { url?: string; qr?: string[]; expires_at?: string } | undefined;

async function ofTalk(card: Asking): Promise<Response | undefined> {
  const panel = (card.getRootNode() as ShadowRoot).host as unknown as Partial<Home> | undefined;
  const session = panel?.talk?.sessionId;
  if (!panel?.shell || !session) return undefined;
  const { api, key } = panel.shell.settings;
  return ask(`${api}/api/chat/links`, { 'X-Henk-Key': key }, { session_id: session }, 'omit');
}

const ask = (url: string, headers: object, body?: object, credentials?: RequestCredentials) =>
  fetch(url, {
    method: 'POST',
    credentials,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...headers },
    body: JSON.stringify(body ?? {}),
    cache: 'no-store',
  });

const csrf = () => {
  const token = /(?:^|; )henk_csrf=([^;]*)/.exec(document.cookie)?.[1];
  return token ? { 'X-CSRF-Token': decodeURIComponent(token) } : {};
};
