import { html, nothing, svg } from 'lit';
import type { CardContext } from '../cards/context.ts';
import { actions, heading, list } from '../cards/parts.ts';
import { percent } from '../format.ts';
import type { CardContent } from '../protocol.ts';
import { asOf, chips, compact, files, shown } from './parts.ts';
import type { PlotContent, Point } from './shape.ts';
import { staffWords } from './words.ts';

type Drawn = {
  data: Point[];
  say(value: number | null | undefined): string;
  short(value: number): string;
  share(part: number, whole: number): string;
  series: string[];
};

/** A chart with its figures as a table beneath; the drawing is for the eye alone, the table for everybody. */
export function plot(content: CardContent, context: CardContext) {
  const card = content as PlotContent;
  const { locale } = context;
  const w = staffWords(locale);
  const data = list<Point>(card.data);
  const compares = data.some((p) => typeof p.before === 'number');
  const series = compares ? (card.series ?? [w.now, w.before]) : [];
  const drawn: Drawn = {
    data,
    series,
    say: (value) => shown(value, card, locale),
    share: (part, whole) => percent(Math.round((100 * part) / whole), locale),
    short: (value) => compact(value, card.type === 'money' ? card.currency : undefined, locale),
  };
  const drawing = { line: lines, donut, bar: bars, funnel }[card.kind ?? 'bar'] ?? bars;
  return html`<section class="body plot">
    ${heading(content)}${chips(card.chips, context)}
    <figure>${drawing(drawn)}${compares ? html`<figcaption class="legend">${series.map((s, i) => html`<span><i class="key${i}"></i>${s}</span>`)}</figcaption>` : nothing}</figure>
    <details><summary>${w.figures}</summary><table>
      ${compares ? html`<thead><tr><td></td>${series.map((s) => html`<th scope="col" class="end">${s}</th>`)}</tr></thead>` : nothing}
      <tbody>${data.map((p) => html`<tr><th scope="row">${p.label}</th><td class="end">${drawn.say(p.value)}</td>${compares ? html`<td class="end">${drawn.say(p.before)}</td>` : nothing}</tr>`)}</tbody>
    </table></details>
    ${asOf(content, locale)}${files(content, locale)}${actions(content, context)}
  </section>`;
}

const figure = (v: number | null | undefined) => v ?? 0;
const top = (data: Point[]) => Math.max(1e-9, ...data.flatMap((p) => [figure(p.value), figure(p.before)]));

/** Bars lie down, so that their labels have room; what was before stands thin beneath what is. */
function bars({ data, say }: Drawn) {
  const most = top(data);
  const width = (v: number | null | undefined) => (100 * Math.max(0, figure(v))) / most;
  return html`<div class="rows" aria-hidden="true">${data.map(
    (p) => html`<span class="name">${p.label}</span><svg viewBox="0 0 100 12" preserveAspectRatio="none">
      <rect class="mark" y=${p.before === undefined ? 1 : 0} width=${width(p.value)} height=${p.before === undefined ? 10 : 7} rx=".5"/>${
        p.before === undefined
          ? nothing
          : svg`<rect class="was" y="8.5" width=${width(p.before)} height="3.5" rx=".5"/>`
      }</svg><b>${say(p.value)}</b>`,
  )}</div>`;
}

/** Each step with what is left of the one before. */
function funnel({ data, say, share }: Drawn) {
  const most = top(data);
  return html`<div class="rows funnel" aria-hidden="true">${data.map((p, i) => {
    const width = (100 * Math.max(0, figure(p.value))) / most;
    const before = i ? figure(data[i - 1]?.value) : 0;
    const kept = i && before && typeof p.value === 'number' ? share(p.value, before) : '';
    return html`<span class="name">${p.label}</span><svg viewBox="0 0 100 12" preserveAspectRatio="none"><rect class="mark" x=${(100 - width) / 2} width=${width} height="12" rx=".5"/></svg><b>${say(p.value)}<small>${kept}</small></b>`;
  })}</div>`;
}

const WIDTH = 640;
const HEIGHT = 200;
const LEFT = 78;
const FOOT = 24;
/** How broad a letter of a label is, and where there is little room and the labels are set larger. */
const LETTER = 6.8;
const NARROW_LETTER = 10.7;

/** A line over time with round marks at its side; labels below as far as they find room. */
function lines({ data, short }: Drawn) {
  const step = nice(top(data) / 3);
  const most = Math.ceil(top(data) / step) * step;
  const x = (i: number) => LEFT + 8 + (i * (WIDTH - LEFT - 24)) / Math.max(1, data.length - 1);
  const y = (v: number) => HEIGHT - FOOT - (Math.max(0, v) / most) * (HEIGHT - FOOT - 12);
  const path = (of: (p: Point) => number | null | undefined) => {
    let pen = 'M';
    return data
      .map((p, i) => {
        const value = of(p);
        if (value === null || value === undefined) {
          pen = 'M';
          return '';
        }
        const at = `${pen}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
        pen = 'L';
        return at;
      })
      .join('');
  };
  const marks = Array.from({ length: Math.round(most / step) + 1 }, (_, i) => i * step);
  const longest = Math.max(...data.map((p) => p.label.length));
  const gap = x(1) - x(0);
  // the first and the last label lie wholly to one side of their point
  const every = (letter: number) => Math.ceil((1.5 * longest * letter + letter) / gap);
  const wide = every(LETTER);
  const narrow = every(NARROW_LETTER);
  return html`<svg class="lines" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
    ${marks.map((m) => svg`<path class="axis" d="M${LEFT} ${y(m)}H${WIDTH}"/><text x=${LEFT - 8} y=${y(m) + 4} text-anchor="end">${short(m)}</text>`)}
    ${data.map((p, i) => (i % wide && i % narrow ? nothing : svg`<text class=${i % narrow ? 'wide' : i % wide ? 'narrow' : ''} x=${x(i)} y=${HEIGHT - 4} text-anchor=${i === 0 ? 'start' : i === data.length - 1 ? 'end' : 'middle'}>${p.label}</text>`))}
    <path class="stroke was" d=${path((p) => p.before)}/><path class="stroke" d=${path((p) => p.value)}/>
    ${data.map((p, i) => (typeof p.value !== 'number' ? nothing : svg`<circle class="mark" cx=${x(i)} cy=${y(figure(p.value))} r="3"/>`))}
  </svg>`;
}

/** 1, 2, 2.5 or 5 times a power of ten. */
function nice(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  return [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= value) ?? 10 * power;
}

const MOST_SLICES = 6;

/** Shares of a whole; what would be a sliver goes together. */
function donut({ data, say, share }: Drawn) {
  const parts = data
    .map((p) => ({ label: p.label, value: Math.max(0, figure(p.value)) }))
    .sort((a, b) => b.value - a.value);
  const rest = parts.slice(MOST_SLICES - 1);
  const slices =
    parts.length <= MOST_SLICES
      ? parts
      : [...parts.slice(0, MOST_SLICES - 1), { label: '…', value: rest.reduce((sum, p) => sum + p.value, 0) }];
  const sum = slices.reduce((all, p) => all + p.value, 0) || 1;
  let from = 0;
  return html`<div class="donut" aria-hidden="true"><svg viewBox="0 0 42 42">${slices.map((p, i) => {
    const arc = (100 * p.value) / sum;
    const ring = svg`<circle class="ring tone${i}" r="15.915" cx="21" cy="21" pathLength="100" stroke-dasharray="${Math.max(0, arc - 0.7)} 100" stroke-dashoffset=${-from}/>`;
    from += arc;
    return ring;
  })}</svg><ul>${slices.map((p, i) => html`<li><i class="tone${i}"></i>${p.label}<b>${say(p.value)}</b><small>${share(p.value, sum)}</small></li>`)}</ul></div>`;
}
