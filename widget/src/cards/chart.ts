import { html, nothing, svg } from 'lit';
import { number, text } from '../format.ts';
import type { CardContent } from '../protocol.ts';
import type { CardContext } from './context.ts';
import { heading, list } from './parts.ts';

type Point = { label: string; value: number };

const WIDTH = 300;
const HEIGHT = 120;

/** A chart of few figures, always with the figures themselves as a table beneath. */
export function chart(content: CardContent, context: CardContext) {
  const data = list<Point>(content.data).map((p) => ({ label: text(p.label), value: Number(p.value) || 0 }));
  const unit = text(content.unit);
  const shown = (value: number) => `${number(value, context.locale)}${unit ? ` ${unit}` : ''}`;
  const drawing = { line: lines, donut, bar: rows, funnel }[content.kind as 'bar'] ?? rows;
  return html`<div class="body">
    ${heading(content)}
    <figure>${drawing(data, shown)}</figure>
    <details><summary>${context.w.figures}</summary>
      <table><tbody>${data.map((p) => html`<tr><th scope="row">${p.label}</th><td class="end">${shown(p.value)}</td></tr>`)}</tbody></table>
    </details>
  </div>`;
}

type Shown = (value: number) => string;

const largest = (data: Point[]) => Math.max(1e-9, ...data.map((p) => p.value));

/** Bars lie down, so that their labels have room in a narrow panel. */
function rows(data: Point[], shown: Shown, centred = false) {
  const top = largest(data);
  return html`<div class="bars">${data.map((p) => {
    const width = (100 * Math.max(0, p.value)) / top;
    return html`<span>${p.label}</span><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="mark" x=${centred ? (100 - width) / 2 : 0} width=${width} height="10" rx=".6"/></svg><b>${shown(p.value)}</b>`;
  })}</div>`;
}

const funnel = (data: Point[], shown: Shown) => rows(data, shown, true);

function lines(data: Point[], shown: Shown) {
  const top = largest(data);
  const x = (i: number) => 6 + (i * (WIDTH - 12)) / Math.max(1, data.length - 1);
  const y = (value: number) => HEIGHT - 8 - (value / top) * (HEIGHT - 24);
  const d = data.map((p, i) => `${i ? 'L' : 'M'}${x(i).toFixed(1)} ${y(p.value).toFixed(1)}`).join('');
  const last = data.at(-1);
  return html`<svg class="lines" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
      <path class="axis" d="M0 ${HEIGHT - 8}H${WIDTH}"/><path class="stroke" d=${d}/>
      ${last ? svg`<circle class="mark" cx=${x(data.length - 1)} cy=${y(last.value)} r="3.5"/>` : nothing}
    </svg>
    <p class="ends"><span>${data[0]?.label}</span><span>${last?.label}${last ? html` <b>${shown(last.value)}</b>` : nothing}</span></p>`;
}

function donut(data: Point[], shown: Shown) {
  const sum = data.reduce((all, p) => all + Math.max(0, p.value), 0) || 1;
  let from = 0;
  const rings = data.map((p, i) => {
    const share = (100 * Math.max(0, p.value)) / sum;
    const ring = svg`<circle class="ring tone${i % 5}" r="15.915" cx="21" cy="21" pathLength="100" stroke-dasharray="${Math.max(0, share - 0.8)} 100" stroke-dashoffset=${-from}/>`;
    from += share;
    return ring;
  });
  return html`<div class="donut"><svg viewBox="0 0 42 42" aria-hidden="true">${rings}</svg>
    <ul>${data.map((p, i) => html`<li><i class="tone${i % 5}"></i>${p.label}<b>${shown(p.value)}</b></li>`)}</ul></div>`;
}
