import { html, nothing, svg } from 'lit';
import type { CardContext } from '../cards/context.ts';
import { actions, fields, list } from '../cards/parts.ts';
import { text } from '../format.ts';
import type { CardContent } from '../protocol.ts';
import type { Criterion, LeadContent } from './shape.ts';
import { filled, staffWords } from './words.ts';

/** A lead with its score as a ring, and where each point comes from. */
export function lead(content: CardContent, context: CardContext) {
  const card = content as LeadContent;
  const w = staffWords(context.locale);
  const criteria = list<Criterion>(card.criteria);
  return html`<article class="body lead">
    <header class="head">
      <div><h3>${card.title}</h3>${card.subtitle ? html`<p class="sub">${card.subtitle}</p>` : nothing}
        <p class="tags">${card.keyAccount ? html`<span class="stage strong">${w.key}</span>` : nothing}${card.status ? html`<span class="stage">${card.status}</span>` : nothing}</p></div>
      ${typeof card.score === 'number' ? ring(card.score, w.score) : nothing}
    </header>
    ${
      criteria.length
        ? html`<table class="criteria"><caption>${w.criteria}</caption><tbody>${criteria.map(
            (
              c,
            ) => html`<tr class=${c.missing ? 'missing' : ''}><th scope="row">${c.label}<small>${c.missing ? w.missing : text(c.value)}</small></th>
            <td class="share"><svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="rest" width="100" height="6" rx="3"/><rect class="mark" width=${c.of ? Math.min(100, (100 * c.points) / c.of) : 0} height="6" rx="3"/></svg></td>
            <td class="end">${c.of ? filled(w.points, String(c.points), String(c.of)) : c.points}</td></tr>`,
          )}</tbody></table>`
        : nothing
    }
    ${card.text ? html`<p class="quote">${text(card.text)}</p>` : nothing}
    ${fields(content, context)}${actions(content, context)}
  </article>`;
}

function ring(score: number, label: string) {
  const share = Math.max(0, Math.min(100, score));
  return html`<div class="ring100" role="img" aria-label="${score} ${label}"><svg viewBox="0 0 42 42" aria-hidden="true">
      <circle class="rest" r="18" cx="21" cy="21"/>${svg`<circle class="part" r="18" cx="21" cy="21" pathLength="100" stroke-dasharray="${share} 100"/>`}
    </svg><b aria-hidden="true">${score}</b></div>`;
}

/** A person or a company: how to reach them and what is under way with them. */
export function contact(content: CardContent, context: CardContext) {
  const mail = text(content.email);
  const phone = text(content.phone);
  return html`<article class="body contact">
    <header class="head"><span class="initials" aria-hidden="true">${initials(text(content.title))}</span>
      <div><h3>${content.title}</h3>${content.subtitle ? html`<p class="sub">${text(content.subtitle)}</p>` : nothing}</div></header>
    ${mail || phone ? html`<p class="reach">${mail ? html`<a href="mailto:${mail}">${mail}</a>` : nothing}${phone ? html`<a href="tel:${phone.replace(/[^+\d]/g, '')}">${phone}</a>` : nothing}</p>` : nothing}
    ${fields(content, context)}${actions(content, context)}
  </article>`;
}

const initials = (name: string) =>
  name
    .split(/\s+/)
    .filter((word) => /^\p{L}/u.test(word))
    .map((word) => word[0])
    .filter((_, i, all) => i === 0 || i === all.length - 1)
    .join('')
    .toUpperCase();
