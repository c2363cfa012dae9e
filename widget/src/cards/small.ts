/** Cards that are a few lines each. */
import { html, nothing } from 'lit';
import { date, money, number, text } from '../format.ts';
import { type CardContent, toOptions } from '../protocol.ts';
import type { CardContext } from './context.ts';
import { actions, fields, heading, list, price } from './parts.ts';

export function quickReplies(content: CardContent, context: CardContext) {
  return html`<div class="replies" role="group" aria-label=${text(content.title)}>${toOptions(content.options).map(
    (
      option,
    ) => html`<button ?disabled=${context.answer !== undefined} aria-pressed=${context.answer === option.label ? 'true' : nothing}
        @click=${() => context.choose({ kind: 'reply', option })}>${option.label}</button>`,
  )}</div>`;
}

export function confirm(content: CardContent, context: CardContext) {
  const choose = (approved: boolean, label: string) => context.choose({ kind: 'answer', label, payload: { approved } });
  const own = list(content.actions).length > 0 && !content.interruptId;
  return html`<div class="body">${heading(content)}${content.text ? html`<p>${text(content.text)}</p>` : nothing}
    ${fields(content, context)}${
      own || context.answer
        ? actions(content, context)
        : html`<div class="actions"><button class="main" @click=${() => choose(true, context.w.yes)}>${context.w.yes}</button>
        <button @click=${() => choose(false, context.w.no)}>${context.w.no}</button></div>`
    }</div>`;
}

type Source = { title: string; path?: string | string[]; url?: string };

export function sources(content: CardContent, { w }: CardContext) {
  return html`<div class="sources"><span>${w.sources}</span><ul>${list<Source>(content.items).map((s) => {
    const name = s.title || text(s.path);
    return html`<li>${s.url && /^(https?:\/\/|\/(?!\/))/.test(s.url) ? html`<a href=${s.url} target="_blank" rel="noopener">${name}</a>` : name}</li>`;
  })}</ul></div>`;
}

type Link = { label?: string; url?: string };

/** Files to fetch from the server that the card came from; the page may stand elsewhere. */
export function download(content: CardContent) {
  return html`<div class="body">${heading(content)}<p>${text(content.text)}</p><ul class="links">${list<Link>(
    content.links,
  ).map(({ label, url }) =>
    label && url?.startsWith('/api/')
      ? html`<li><a href=${new URL(url, import.meta.url).href} target="_blank" rel="noopener noreferrer">${label}</a></li>`
      : nothing,
  )}</ul></div>`;
}

export function deal(content: CardContent, context: CardContext) {
  const stage = text(content.stage);
  const close = content.close ? date(content.close, context.locale) : '';
  return html`<div class="body"><header>${heading(content)}${price(content, context)}</header>
    ${stage || close ? html`<p class="note">${stage ? html`<span class="stage">${stage}</span>` : nothing} ${close}</p>` : nothing}
    ${fields(content, context)}${actions(content, context)}</div>`;
}

export function lead(content: CardContent, context: CardContext) {
  return html`<div class="body"><header>${heading(content)}${
    typeof content.score === 'number' ? html`<p class="price">${number(content.score, context.locale)}</p>` : nothing
  }</header>${content.text ? html`<p>${text(content.text)}</p>` : nothing}${fields(content, context)}${actions(content, context)}</div>`;
}

type Stage = { name?: string; label?: string; count?: number; value?: unknown };

export function pipeline(content: CardContent, { locale }: CardContext) {
  return html`<div class="body">${heading(content)}<dl>${list<Stage>(content.stages).map(
    (
      s,
    ) => html`<div><dt>${s.name ?? s.label}${s.count === undefined ? nothing : html` <b>${number(s.count, locale)}</b>`}</dt>
      <dd>${money(s.value, content.currency, locale)}</dd></div>`,
  )}</dl></div>`;
}

export function unknown(content: CardContent) {
  const said = text(content.fallback) || text(content.title);
  return said ? html`<p class="fallback">${said}</p>` : nothing;
}
