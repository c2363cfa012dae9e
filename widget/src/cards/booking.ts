import { html, nothing } from 'lit';
import { text } from '../format.ts';
import type { CardContent } from '../protocol.ts';
import type { CardContext } from './context.ts';
import { actions, fields, heading, list } from './parts.ts';

/** A time that is agreed, with its place and the link for the reader's own calendar. */
export function appointment(content: CardContent, context: CardContext) {
  const { label, url } = (content.calendar ?? {}) as { label?: string; url?: string };
  const place = text(content.place);
  const state = text(content.state);
  return html`<div class="body"><header>${heading(content)}${state ? html`<p class="note"><span class="stage">${state}</span></p>` : nothing}</header>
    <p class="when">${text(content.when)}</p>${place ? html`<p>${place}</p>` : nothing}${fields(content, context)}${
      label && url?.startsWith('/api/')
        ? // the page may stand elsewhere: the server is where this file came from
          html`<p><a href=${new URL(url, import.meta.url).href} target="_blank" rel="noopener">${label}</a></p>`
        : nothing
    }${actions(content, context)}</div>`;
}

type Step = { label: string; state: 'done' | 'here' | 'ahead' };

/** How far a piece has come. */
export function order(content: CardContent, context: CardContext) {
  return html`<div class="body">${heading(content)}<ol class="steps">${list<Step>(content.steps).map(
    ({ label, state }) => html`<li class=${state} aria-current=${state === 'here' ? 'step' : nothing}>${label}</li>`,
  )}</ol>${fields(content, context)}${actions(content, context)}</div>`;
}
