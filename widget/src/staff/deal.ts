import { html, nothing } from 'lit';
import type { CardContext } from '../cards/context.ts';
import { actions, fields, list } from '../cards/parts.ts';
import { date, money, text } from '../format.ts';
import type { CardContent } from '../protocol.ts';
import type { DealContent, Health, StageStep } from './shape.ts';
import { filled, staffWords } from './words.ts';

/** A deal at a glance: what it is worth, where it stands, how it does, what comes next. */
export function deal(content: CardContent, context: CardContext) {
  const card = content as DealContent;
  const { locale } = context;
  const w = staffWords(locale);
  const value = card.value === null || card.value === undefined ? '' : money(card.value, card.currency, locale);
  const weighted = typeof card.weighted === 'number' ? money(card.weighted, card.currency, locale) : '';
  return html`<article class="body deal ${card.outcome ?? ''}">
    <header class="head">
      <div><h3>${card.title}</h3>${card.subtitle ? html`<p class="sub">${card.subtitle}</p>` : nothing}</div>
      <p class="worth">${value ? html`<b>${value}</b>` : html`<b class="open">${w.noValue}</b>`}${weighted ? html`<small>${filled(w.weighted, weighted)}</small>` : nothing}</p>
    </header>
    ${stages(list<StageStep>(card.stages), text(card.stage), w.stage)}
    <div class="standing">${health(card.health, context)}${closing(card, context)}</div>
    ${card.outcome ? nothing : nextStep(card, context)}
    ${fields(content, context)}
    ${actions(content, context)}
  </article>`;
}

function stages(steps: StageStep[], stage: string, label: string) {
  if (!steps.length) return stage ? html`<p class="note"><span class="stage">${stage}</span></p>` : nothing;
  return html`<ol class="track" aria-label=${label}>${steps.map(
    (s) =>
      html`<li class=${s.state} aria-current=${s.state === 'here' ? 'step' : nothing}><span>${s.label}</span></li>`,
  )}</ol>`;
}

/** The light never stands alone: a figure and a word say the same, and the reasons are one step away. */
export function health(of: Health | undefined, { locale }: CardContext) {
  if (!of) return nothing;
  const w = staffWords(locale);
  const head = html`<span class="light ${of.light}" aria-hidden="true"></span>${filled(w.health, String(of.score))} · ${w[of.light]}`;
  const reasons = list<{ label: string; points?: number }>(of.reasons);
  if (!reasons.length) return html`<p class="health">${head}</p>`;
  return html`<details class="health"><summary>${head}</summary><ul class="reasons" aria-label=${w.reasons}>${reasons.map(
    ({ label, points }) =>
      html`<li><span>${label}</span>${points ? html`<b>${points > 0 ? '+' : '−'}${Math.abs(points)}</b>` : nothing}</li>`,
  )}</ul></details>`;
}

function closing(card: DealContent, { locale }: CardContext) {
  const w = staffWords(locale);
  if (card.outcome) return nothing;
  if (!card.close) return html`<p class="due">${w.noDate}</p>`;
  const day = date(card.close, locale);
  return html`<p class="due ${card.overdue ? 'late' : ''}">${filled(card.overdue ? w.overdue : w.close, day)}</p>`;
}

function nextStep({ next }: DealContent, { locale }: CardContext) {
  const w = staffWords(locale);
  if (next === undefined) return nothing;
  if (!next) return html`<p class="next none">${w.noNext}</p>`;
  return html`<p class="next"><span>${w.next}</span> ${next.label}${
    next.due
      ? html` <time class=${next.late ? 'late' : ''} datetime=${next.due}>${date(next.due, locale)}</time>`
      : nothing
  }</p>`;
}
