import { css } from 'lit';

/** Colours and faces come from the panel as custom properties, so a card looks at home wherever it stands. */
export const cardStyles = css`
  :host { display: block; color: var(--ink); font-size: .9375em; line-height: 1.45; }
  * { box-sizing: border-box; margin: 0; }
  .body { border: 1px solid var(--line); border-radius: var(--radius); background: var(--card); padding: .9em 1em 1em; }
  .product { border: 1px solid var(--line); border-radius: var(--radius); background: var(--card); overflow: hidden; height: 100%; display: flex; flex-direction: column; }
  .product .body { border: 0; border-radius: 0; flex: 1; display: flex; flex-direction: column; padding-top: .7em; }
  .cloth { block-size: 7.4em; filter: drop-shadow(0 1px 1px rgb(0 0 0 / .28)); }
  .swatch { display: block; inline-size: 100%; block-size: 100%; --teeth: conic-gradient(from -45deg at bottom, #0000, #000 1deg 89deg, #0000 90deg) 50% / .7em 100%; -webkit-mask: var(--teeth); mask: var(--teeth); }
  header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 .8em; }
  h3, caption { font: var(--heading); font-size: 1.12em; line-height: 1.3; text-align: start; text-wrap: balance; }
  .price { font-variant-numeric: tabular-nums lining-nums; white-space: nowrap; }
  .price small { color: var(--soft); }
  .reason, .body > p { margin-block-start: .35em; color: var(--soft); }
  .reason { color: var(--ink); }
  dl { margin-block-start: .7em; font-size: .9em; }
  dl div { display: flex; justify-content: space-between; gap: 1em; padding-block: .28em; border-block-start: 1px solid var(--line); }
  dt { color: var(--soft); }
  dd { text-align: end; font-variant-numeric: tabular-nums lining-nums; overflow-wrap: anywhere; }
  .note { font-size: .86em; color: var(--soft); }
  .stage { border: 1px solid var(--line); border-radius: 99px; padding: .1em .6em; color: var(--ink); }
  .when { font-weight: 600; color: var(--ink) !important; font-variant-numeric: tabular-nums lining-nums; }
  .steps { list-style: none; display: flex; flex-wrap: wrap; gap: .3em .5em; padding: 0; margin-block-start: .6em; font-size: .86em; color: var(--soft); }
  .steps li { border-block-start: 3px solid var(--line); padding-block-start: .25em; flex: 1 1 auto; }
  .steps .done { border-color: var(--accent-ink); }
  .steps .here { border-color: var(--accent-ink); color: var(--ink); font-weight: 600; }
  .actions { display: flex; flex-wrap: wrap; gap: .5em; margin-block-start: auto; padding-block-start: .8em; }
  button { font: inherit; color: var(--accent-ink); background: none; border: 1px solid var(--line-strong); border-radius: 99px; padding: .38em .95em; min-block-size: 36px; cursor: pointer; transition: border-color .15s, background-color .15s; text-align: start; }
  button:hover:not(:disabled) { border-color: var(--accent-ink); background: var(--tint); }
  button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  button.main:hover { background: var(--accent-deep); }
  button:disabled { color: var(--soft); cursor: default; border-style: dashed; }
  button[aria-pressed] { color: var(--ink); border-style: solid; border-color: var(--ink); }
  :focus-visible { outline: 2px solid var(--accent-ink); outline-offset: 2px; }
  .replies { display: flex; flex-wrap: wrap; gap: .5em; }
  .answer { margin-block-start: .7em; color: var(--ink) !important; }
  .answer::before { content: '✓\\2002'; color: var(--accent-ink); }
  .ask { color: var(--ink) !important; }
  .field { margin-block-start: .75em; }
  label { display: block; font-size: .92em; color: var(--soft); }
  .optional { font-size: .9em; }
  input:not([type='checkbox']), select, textarea { font: inherit; color: var(--ink); background: var(--paper); inline-size: 100%; margin-block-start: .2em; border: 1px solid var(--line-strong); border-radius: calc(var(--radius) / 2); padding: .45em .65em; min-block-size: 40px; }
  .tick { display: grid; grid-template-columns: auto 1fr; gap: .65em; color: var(--ink); line-height: 1.4; }
  .tick input { inline-size: 1.2em; block-size: 1.2em; margin-block-start: .1em; accent-color: var(--accent-ink); }
  [aria-invalid='true'] { border-color: var(--danger) !important; }
  .error { font-size: .86em; color: var(--danger); }
  .error:not(:empty) { margin-block-start: .2em; }
  small { color: var(--soft); }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; inline-size: 100%; font-size: .9em; font-variant-numeric: tabular-nums lining-nums; }
  caption { padding-block-end: .4em; font-size: 1.24em; }
  th { font-weight: 500; color: var(--soft); text-align: start; }
  th, td { padding: .38em .9em .38em 0; border-block-end: 1px solid var(--line); }
  th:last-child, td:last-child { padding-inline-end: 0; }
  .end { text-align: end; white-space: nowrap; }
  tfoot td { font-weight: 600; border-block-end: 0; }
  figure { margin-block-start: .7em; }
  .bars { display: grid; grid-template-columns: auto 1fr auto; gap: .45em .7em; align-items: center; font-size: .9em; }
  .bars svg { inline-size: 100%; block-size: 1em; }
  .bars b, .donut b, .ends b { font-weight: 600; font-variant-numeric: tabular-nums lining-nums; }
  .mark { fill: var(--accent-ink); }
  .lines { display: block; inline-size: 100%; }
  .axis { stroke: var(--line-strong); }
  .stroke { fill: none; stroke: var(--accent-ink); stroke-width: 2; stroke-linejoin: round; }
  .ends { display: flex; justify-content: space-between; font-size: .86em; }
  .donut { display: flex; flex-wrap: wrap; gap: 1.2em; align-items: center; }
  .donut svg { inline-size: 7em; transform: rotate(-90deg); }
  .donut ul { list-style: none; padding: 0; flex: 1; font-size: .9em; }
  .donut li { display: flex; gap: .5em; align-items: center; }
  .donut li b { margin-inline-start: auto; }
  .donut i { inline-size: .7em; block-size: .7em; border-radius: 50%; background: var(--tone); }
  .ring { fill: none; stroke: var(--tone); stroke-width: 6; }
  .tone0 { --tone: var(--accent-ink); }
  .tone1 { --tone: color-mix(in oklab, var(--accent-ink) 72%, var(--card)); }
  .tone2 { --tone: color-mix(in oklab, var(--accent-ink) 50%, var(--card)); }
  .tone3 { --tone: color-mix(in oklab, var(--accent-ink) 33%, var(--card)); }
  .tone4 { --tone: color-mix(in oklab, var(--accent-ink) 20%, var(--card)); }
  details { margin-block-start: .7em; font-size: .9em; }
  details dl { font-size: 1em; margin-block-start: .3em; }
  dl + details { margin-block-start: .35em; }
  summary { color: var(--soft); cursor: pointer; }
  h4 { font: inherit; font-size: .86em; color: var(--soft); margin-block-start: 1em; }
  .profile dl { margin-block-start: .2em; font-size: .94em; }
  .fact { flex-wrap: wrap; gap: 0 1em; padding-block: .45em .3em; }
  .fact dt { flex: 1; }
  .from { flex: 1 0 100%; text-align: start; }
  .from, .from form { display: flex; flex-wrap: wrap; gap: .4em .8em; align-items: center; justify-content: flex-end; }
  .from form { flex: 1; }
  .from small, .from span { margin-inline-end: auto; font-size: .88em; }
  .from input { flex: 1 1 7em; margin: 0 !important; inline-size: auto !important; }
  .link { border: 0; padding: .2em 0; min-block-size: 28px; font-size: .88em; text-decoration: underline; text-underline-offset: .2em; }
  .qr { display: block; inline-size: min(100%, 13em); margin: .8em auto .4em; border-radius: 6px; forced-color-adjust: none; }
  .elsewhere .note { margin-block-start: .6em; }
  .url { font-size: .82em; overflow-wrap: anywhere; }
  .sources { display: flex; flex-wrap: wrap; gap: 0 .6em; font-size: .84em; color: var(--soft); }
  .sources ul { list-style: none; padding: 0; display: contents; }
  .sources li:not(:last-child)::after { content: '\\2002·'; }
  a { color: inherit; text-underline-offset: .2em; }
  .fallback { white-space: pre-line; }
  :host([type='notice']) { color: var(--soft); font-size: .86em; }
  @media (forced-colors: active) { .mark { fill: CanvasText; } .stroke, .ring { stroke: CanvasText; } .swatch { forced-color-adjust: none; } }
  @media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
  @media print { .actions, details { display: none; } .body, .product { break-inside: avoid; } }
`;
