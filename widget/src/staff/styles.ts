import { css } from 'lit';

/** Beside the cards' own sheet: figures in columns, one accent, and colour only where it says something. */
export const staffStyles = css`
  :host { --good: light-dark(#1f7a4d, #6fcf9b); --watch: light-dark(#9a6500, #f0b95a); --bad: light-dark(#b3261e, #ff8f85); container-type: inline-size; }
  .body { padding: 1.05em 1.2em 1.1em; }
  .unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .head { display: flex; flex-wrap: nowrap; align-items: flex-start; justify-content: space-between; gap: 1.2em; }
  .head h3 { overflow-wrap: anywhere; }
  .sub { color: var(--soft); font-size: .92em; margin-block-start: .1em; overflow-wrap: anywhere; }
  .worth { flex: none; text-align: end; font-variant-numeric: tabular-nums lining-nums; line-height: 1.3; color: var(--ink) !important; margin: 0 !important; }
  .worth b { display: block; font-weight: 600; font-size: 1.18em; letter-spacing: -.005em; }
  .worth b.open { font-weight: 400; font-size: 1em; color: var(--soft); }
  .worth small { color: var(--soft); font-size: .86em; }

  .track { list-style: none; display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; gap: 3px; padding: 0; margin-block-start: .95em; font-size: .8em; line-height: 1.3; color: var(--soft); }
  .track li { border-block-start: 4px solid var(--line-strong); padding-block-start: .4em; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; }
  .track li:first-child { border-start-start-radius: 4px; }
  .track li:last-child { border-start-end-radius: 4px; }
  .track .done, .track .here { border-color: var(--accent-ink); }
  .track .here { color: var(--ink); font-weight: 600; }
  @container (inline-size < 26em) { .track li:not(.here) span { display: none; } .track .here { white-space: nowrap; overflow: visible; } .track .here ~ li { overflow: visible; } }
  .won .track .done, .won .track .here { border-color: var(--good); }
  .lost .track .here { border-color: var(--bad); }

  .standing { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .1em 1.2em; margin-block-start: .8em; font-size: .9em; }
  .standing > p { margin: 0; }
  .standing .health { margin: 0; font-size: 1em; }
  .standing .health[open] { flex: 1 0 100%; order: 1; }
  .health summary { color: var(--ink); padding-block: .15em; min-block-size: 24px; }
  .light { display: inline-block; inline-size: .72em; block-size: .72em; margin-inline-end: .5em; border-radius: 50%; background: var(--line-strong); vertical-align: baseline; forced-color-adjust: none; }
  .light.green { background: var(--good); }
  .light.amber { background: var(--watch); border-radius: 2px; rotate: 45deg; scale: .86; }
  .light.red { background: none; border-radius: 0; border-block-end: .72em solid var(--bad); border-inline: .42em solid transparent; inline-size: 0; block-size: 0; }
  .reasons { list-style: none; padding: .1em 0 .3em; color: var(--soft); }
  .reasons li { display: flex; justify-content: space-between; gap: 1em; padding-block: .22em; border-block-start: 1px solid var(--line); }
  .reasons b { font-weight: 500; color: var(--ink); font-variant-numeric: tabular-nums lining-nums; }
  .due { color: var(--soft); font-variant-numeric: tabular-nums lining-nums; }
  .late { color: var(--bad) !important; }
  .next { margin-block-start: .6em; padding: .5em .75em; background: var(--tint); border-radius: 7px; font-size: .92em; color: var(--ink) !important; }
  .next span { color: var(--soft); margin-inline-end: .5em; }
  .next time { color: var(--soft); margin-inline-start: .5em; white-space: nowrap; }
  .next.none { color: var(--soft) !important; }
  .actions { align-items: center; }
  button.link { border: 0; padding: .2em .3em; min-block-size: 24px; font-size: 1em; text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .22em; color: inherit; background: none; }
  button.link:hover { text-decoration-thickness: 2px; background: none; }
  tbody button.link { margin-inline-start: -.3em; text-align: start; }

  .tags { display: flex; flex-wrap: wrap; gap: .4em; margin-block-start: .5em !important; font-size: .84em; }
  .stage.strong { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  .ring100 { position: relative; flex: none; inline-size: 4.4em; block-size: 4.4em; }
  .ring100 svg { inline-size: 100%; rotate: -90deg; }
  .ring100 circle { fill: none; stroke-width: 3.2; }
  .ring100 .rest { stroke: var(--line); }
  .ring100 .part { stroke: var(--accent-ink); stroke-linecap: round; }
  .ring100 b { position: absolute; inset: 0; display: grid; place-items: center; font-size: 1.35em; font-weight: 600; font-variant-numeric: tabular-nums lining-nums; }
  .criteria { margin-block-start: .9em; }
  .criteria caption { font: inherit; font-size: .92em; color: var(--soft); padding-block-end: .3em; }
  .criteria th { color: var(--ink); font-weight: 400; inline-size: 48%; }
  .criteria th small { display: block; }
  .criteria .missing th, .criteria .missing .end { color: var(--soft); }
  .criteria .missing small { color: var(--bad); }
  .share svg { display: block; inline-size: 100%; block-size: 6px; }
  .share .rest { fill: var(--line); }
  .quote { border-inline-start: 2px solid var(--line-strong); padding-inline-start: .8em; white-space: pre-line; overflow-wrap: anywhere; }
  .contact .head { justify-content: start; align-items: center; }
  .initials { flex: none; display: grid; place-items: center; inline-size: 2.9em; block-size: 2.9em; border-radius: 50%; background: var(--tint); color: var(--accent-ink); font-weight: 600; letter-spacing: .03em; }
  .reach { display: flex; flex-wrap: wrap; gap: .2em 1.2em; }

  .chips { list-style: none; display: flex; flex-wrap: wrap; gap: .35em; padding: 0; margin-block: 0 .8em; font-size: .84em; }
  h3 + .chips { margin-block-start: .55em; }
  .chips li { display: inline-flex; align-items: center; min-block-size: 28px; padding-inline: .7em; border-radius: 99px; background: var(--tint); color: var(--ink); }
  .chips li:has(.x) { padding-inline-end: 0; }
  .x { border: 0; inline-size: 28px; min-block-size: 28px; padding: 0; text-align: center; font-size: 1.15em; line-height: 1; color: var(--soft); border-radius: 50%; }
  .x:hover { color: var(--ink); }

  .grid { padding-inline: 0; }
  .grid > :not(.scroll) { margin-inline: 1.1rem; }
  .grid .scroll { padding-inline: 1.1rem; overscroll-behavior-inline: contain; scrollbar-width: thin; }
  .grid caption { padding-block-end: .5em; }
  .grid table { font-size: .92em; }
  .grid thead th { padding-block: 0; vertical-align: bottom; border-block-end-color: var(--line-strong); }
  .grid tbody tr { content-visibility: auto; contain-intrinsic-block-size: 2.3em; }
  .grid tbody th { font-weight: 400; color: var(--ink); min-inline-size: 9em; }
  .grid tbody tr:hover :is(td, th) { background: var(--tint); }
  .grid td { min-inline-size: 5.5em; }
  .grid td.end { min-inline-size: 0; white-space: nowrap; }
  .grid td, .grid th { padding-inline: 0 1.3em; }
  .sort { all: unset; box-sizing: border-box; display: inline-flex; gap: .3em; cursor: pointer; min-block-size: 32px; align-items: center; font-size: .92em; color: var(--soft); }
  .sort:hover, [aria-sort='ascending'] .sort, [aria-sort='descending'] .sort { color: var(--ink); }
  .sort:focus-visible { outline: 2px solid var(--accent-ink); outline-offset: 2px; }
  [aria-busy='true'] tbody { opacity: .55; }
  .foot { margin-block-start: .7em !important; font-size: .86em; color: var(--soft); font-variant-numeric: tabular-nums lining-nums; }

  .rows { display: grid; grid-template-columns: minmax(0, max-content) minmax(4em, 1fr) max-content; gap: .5em .9em; align-items: center; font-size: .92em; }
  .rows .name { max-inline-size: 13em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .rows svg { inline-size: 100%; block-size: 1.1em; }
  .rows b { font-weight: 600; text-align: end; font-variant-numeric: tabular-nums lining-nums; }
  .rows b small, .donut small { display: inline-block; min-inline-size: 3.4em; text-align: end; font-weight: 400; color: var(--soft); }
  .rows .was, .key1 { fill: color-mix(in oklab, var(--accent-ink) 34%, var(--card)); background: color-mix(in oklab, var(--accent-ink) 34%, var(--card)); }
  .lines text { font: 12px var(--sans, system-ui); fill: var(--soft); font-variant-numeric: tabular-nums lining-nums; }
  .lines .axis { stroke: var(--line); }
  .stroke.was { stroke: color-mix(in oklab, var(--accent-ink) 40%, var(--card)); stroke-dasharray: 4 4; }
  .lines .narrow { display: none; }
  @container (inline-size < 26em) { .lines text { font-size: 19px; } .lines .wide { display: none; } .lines .narrow { display: inline; } }
  .legend { display: flex; gap: 1.2em; margin-block-start: .6em; font-size: .86em; color: var(--soft); }
  .legend span { display: inline-flex; align-items: center; gap: .45em; }
  .legend i { inline-size: .8em; block-size: .8em; border-radius: 2px; }
  .key0 { background: var(--accent-ink); }
  .donut svg { inline-size: 9em; }
  .donut ul { min-inline-size: 13em; }
  .donut li { padding-block: .16em; }
  .donut b { font-weight: 600; }
  .tone5 { --tone: color-mix(in oklab, var(--soft) 40%, var(--card)); }

  .kpi { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.2em, 1fr)); gap: 1em 1.4em; margin-block-start: .8em; font-size: 1em; }
  .kpi div { display: block; border: 0; padding: 0; }
  .kpi dt { font-size: .86em; }
  .kpi dd { text-align: start; margin-block-start: .1em; line-height: 1.35; }
  .kpi b { display: block; font-weight: 600; font-size: 1.42em; letter-spacing: -.012em; white-space: nowrap; }
  .kpi small { display: block; font-size: .82em; }
  .meanings { display: block; font-size: .86em; }
  .meanings dt { font-weight: 500; margin-block-start: .55em; }
  .meanings dd { margin: 0; text-align: start; color: var(--soft); }
  .delta { display: inline-flex; align-items: baseline; gap: .35em; font-size: .86em; color: var(--soft); }
  .delta > [aria-hidden] { font-size: .72em; }
  .delta.good { color: var(--good); }
  .delta.bad { color: var(--bad); }

  .timeline { list-style: none; padding: 0; margin-block-start: .8em; font-size: .92em; }
  .timeline li { position: relative; display: grid; grid-template-columns: 9.5em 1fr; gap: 0 1em; padding: .15em 0 .9em 1.2em; }
  .timeline li::before { content: ''; position: absolute; inset-inline-start: 0; inset-block-start: .62em; inline-size: .5em; block-size: .5em; border-radius: 50%; background: var(--accent-ink); }
  .timeline li:not(:last-child)::after { content: ''; position: absolute; inset-inline-start: calc(.25em - .5px); inset-block: 1.4em -.4em; inline-size: 1px; background: var(--line-strong); }
  .timeline time { color: var(--soft); font-variant-numeric: tabular-nums lining-nums; }
  .timeline b { font-weight: 500; }
  .timeline small { display: block; }
  .timeline p { color: var(--soft); white-space: pre-line; overflow-wrap: anywhere; }
  @container (inline-size < 30em) { .timeline li { grid-template-columns: 1fr; } }

  .diff th { color: var(--soft); font-weight: 400; inline-size: 30%; }
  .diff table { margin-block-start: .6em; }
  .was { color: var(--soft); }
  .diff td.was { text-decoration: line-through; text-decoration-color: var(--line-strong); overflow-wrap: anywhere; }
  .diff td.is { font-weight: 500; overflow-wrap: anywhere; }
  .diff i { color: var(--soft); }
  .confirm { border-color: var(--accent-ink); border-inline-start-width: 3px; }
  .confirm s { color: var(--soft); }
  .confirm .until { margin-inline-start: auto; color: var(--soft); font-variant-numeric: tabular-nums lining-nums; }
  .confirm form:not([hidden]) { margin-block-start: .7em; display: grid; gap: .1em; }
  dd { overflow-wrap: anywhere; }
  .files { display: flex; gap: 1.2em; list-style: none; padding: 0; margin: .5em 0 0; font-size: .88em; }
  .import progress { inline-size: 100%; accent-color: var(--accent-ink); }
  .import .mapping { margin-block-start: .8em; }
  .import summary { cursor: pointer; }
  .import label { display: block; margin-block: .6em; }
  .import th small { display: block; font-weight: 400; color: var(--soft); overflow-wrap: anywhere; }
  .import tr.unsure th { border-inline-start: 3px solid var(--bad); padding-inline-start: .6em; }
  .import select { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line-strong); border-radius: .4em; padding: .25em .5em; max-inline-size: 14em; }
  @media (forced-colors: active) { .light, .ring100 .part, .rows .mark, .donut .ring { forced-color-adjust: none; } }
`;
