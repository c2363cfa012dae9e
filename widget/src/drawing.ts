/** What stands in a talk besides its cards, drawn from what is known of it. */
import { html, nothing } from 'lit';
import type { Conversation, TextEntry } from './conversation.ts';
import { badIcon, goodIcon } from './icons.ts';
import { doing } from './panel-parts.ts';
import { fill, type Wording } from './wording.ts';

const line = (kind: string, said: string | false | undefined) => (said ? html`<p class=${kind}>${said}</p>` : nothing);

export function mine({ text, delivery, id }: TextEntry, online: boolean, w: Wording) {
  const failed = delivery === 'failed';
  const waits = delivery === 'waiting';
  return html`<div class="mine entry ${waits || failed ? 'waits' : ''}" data-id=${id}>
      <p class="bubble"><span class="unseen">${w.you}: </span>${text}</p>
      ${line('cut', failed ? w.failed : waits && !online && w.waiting)}
    </div>`;
}

export function theirs({ id, text, done, name, stopped }: TextEntry, w: Wording) {
  if (!text) return nothing; // its place is kept, so that what follows stays the same element
  return html`<div class="theirs entry" data-id=${id}>${line('name', name && `${name} · ${w.human}`)}
      <sales-chat-text .content=${{ text, done }}></sales-chat-text>
      ${line('cut', stopped && w.stopped)}
    </div>`;
}

type Rating = 'up' | 'down';

/** Asked once, under the whole of the latest answer. */
export function rating({ entries, status }: Conversation, rate: (id: string, value: Rating) => void, w: Wording) {
  const last = entries.findLast((e): e is TextEntry => e.kind === 'text');
  if (status !== 'idle' || last?.role !== 'assistant' || last.stopped || last.name) return nothing;
  const { id, feedback } = last;
  const button = (value: Rating, label: string, icon: unknown) =>
    html`<button aria-label=${label} title=${label} aria-pressed=${String(feedback === value)} @click=${() => rate(id, value)}>${icon}</button>`;
  return html`<div class="after">${button('up', w.good, goodIcon)}${button('down', w.bad, badIcon)}</div>`;
}

/** @param name whoever is about to speak */
export function working({ entries, status, working }: Conversation, name: string, w: Wording) {
  const last = entries.at(-1);
  const writing = last?.kind === 'text' && last.role === 'assistant' && !last.done && last.text;
  if (status === 'idle' || (writing && !working)) return nothing;
  return html`<div class="busy"><svg viewBox="0 0 50 10" aria-hidden="true"><path class="thread" d="M1 6H49"/><path class="cover" d="M-5 6H55"/>
      <path class="needle" d="M-1 6l9-5"/></svg><span>${doing(name, working, w)}</span></div>`;
}

export function wrong({ failure }: Conversation, retry: () => void, locale: string, w: Wording) {
  if (!failure) return nothing;
  const { code, detail, retryAfter } = failure;
  const over = /interrupt/.test(code);
  const seconds = retryAfter
    ? new Intl.NumberFormat(locale, { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(retryAfter)
    : w.moment;
  const said = /limited$/.test(code)
    ? fill(w.errorLimited, seconds)
    : code === 'network'
      ? w.errorNetwork
      : code === 'refused'
        ? `${w.errorRefused} ${detail ?? ''}`
        : over
          ? w.errorExpired
          : detail || w.error;
  return html`<div class="wrong entry" role="alert"><p>${said}</p>${
    over ? nothing : html`<button class="pill" @click=${retry}>${w.retry}</button>`
  }</div>`;
}
