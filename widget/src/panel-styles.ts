import { css } from 'lit';

export const panelStyles = css`
  :host {
    --accent: var(--sales-chat-accent, var(--theme-accent, #1c2a3f));
    --on-accent: var(--sales-chat-on-accent, var(--theme-on-accent, #fff));
    --accent-deep: color-mix(in oklab, var(--accent), #000 22%);
    --accent-ink: light-dark(var(--accent), color-mix(in oklab, var(--accent), #fff 68%));
    --paper: var(--sales-chat-paper, light-dark(#fff, #14171c));
    --card: light-dark(#fff, #1a1e24);
    --ink: var(--sales-chat-ink, light-dark(#1b212a, #ebebe8));
    --soft: light-dark(#59616c, #a7adb6);
    --line: light-dark(#e4e5e3, #2c323b);
    --line-strong: light-dark(#c3c7ca, #4a525d);
    --tint: light-dark(#f2f2ef, #232932);
    --danger: light-dark(#a3231b, #ff9d93);
    --radius: var(--sales-chat-radius, 10px);
    --heading: var(--sales-chat-heading, 500 1em/1.3 var(--heading-family));
    --heading-family: var(--sales-chat-heading-font, var(--sales-chat-font, ui-sans-serif, system-ui, sans-serif));
    display: block;
  }
  * { box-sizing: border-box; margin: 0; }
  button { all: unset; box-sizing: border-box; cursor: pointer; display: inline-flex; align-items: center; justify-content: center; }
  [hidden] { display: none !important; }
  :focus-visible { outline: 2px solid var(--accent-ink); outline-offset: 2px; }
  .icon { inline-size: 1.25em; block-size: 1.25em; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }

  .panel { position: fixed; z-index: 1; inset-block-end: 1.25rem; inset-inline-end: 1.25rem; inline-size: min(27em, calc(100vw - 2.5rem)); block-size: min(45em, calc(100dvh - 2.5rem)); display: flex; flex-direction: column; overflow: hidden; background: var(--paper) padding-box; color: var(--ink); border: 1px solid light-dark(#10182814, #ffffff24); border-radius: calc(var(--radius) * 1.6); box-shadow: 0 2px 4px rgb(10 14 22 / .06), 0 28px 70px -18px rgb(10 14 22 / .38); transform-origin: bottom right; transition: opacity .22s ease-out, translate .28s cubic-bezier(.2, .8, .2, 1), display .28s allow-discrete; }
  :host([data-side='start']) .panel { inset-inline: 1.25rem auto; }
  .panel:not(.open) { display: none; opacity: 0; translate: 0 14px; }
  @starting-style { .panel.open { opacity: 0; translate: 0 18px; } }

  .top { position: relative; flex: none; display: flex; align-items: center; gap: .3em; padding: 1.05em .8em 1.15em 1.3em; background: var(--accent); color: var(--on-accent); border-block-end: 1px solid light-dark(transparent, #ffffff1f); }
  .top::before { content: ''; position: absolute; inset: 0; background: repeating-linear-gradient(117deg, #ffffff0b 0 1px, #0000 1px 4px), repeating-linear-gradient(117deg, #0000 0 2px, #0000001c 2px 3px, #0000 3px 4px); pointer-events: none; }
  .top::after { content: ''; position: absolute; inset-inline: 0; inset-block-end: 5px; block-size: 1px; background: repeating-linear-gradient(90deg, currentColor 0 7px, #0000 7px 13px); opacity: var(--sales-chat-stitch, .38); }
  .who { position: relative; flex: 1; min-inline-size: 0; }
  h2 { font: 500 1.3em/1.2 var(--heading-family); letter-spacing: .035em; }
  .who p { font-size: .84em; line-height: 1.35; opacity: .86; margin-block-start: .1em; text-wrap: pretty; }
  .top button { position: relative; flex: none; inline-size: 40px; block-size: 40px; border-radius: 50%; transition: background-color .15s; }
  .top button:hover { background: #ffffff24; }
  .top :focus-visible { outline-color: currentColor; outline-offset: -2px; }
  .sure { position: relative; display: flex; align-items: center; gap: .2em; font-size: .84em; }
  .top .sure button { inline-size: auto; padding-inline: .8em; border: 1px solid #ffffff66; block-size: 36px; margin-inline-start: .2em; }

  .middle { position: relative; flex: 1; min-block-size: 0; display: flex; flex-direction: column; }
  .log { flex: 1; overflow-y: auto; overscroll-behavior: contain; padding: 1.5em 1.3em 1.1em; display: flex; flex-direction: column; gap: .95em; scrollbar-width: thin; scrollbar-color: var(--line-strong) transparent; }
  .log:focus-visible { outline-offset: -3px; }
  .log > * { flex: none; }
  .hello { padding-block-end: .4em; }
  .hello .greeting { font: 400 1.52em/1.26 var(--heading-family); text-wrap: pretty; }
  .hello .note { margin-block-start: .75em; }
  .note { font-size: .86em; line-height: 1.5; color: var(--soft); }
  .link { color: var(--accent-ink); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .22em; min-block-size: 1.7em; }
  .link:hover { text-decoration-thickness: 2px; }

  .entry { animation: settle .32s cubic-bezier(.2, .8, .2, 1); }
  @keyframes settle { from { opacity: 0; transform: translateY(7px); } }
  .mine { align-self: end; max-inline-size: 86%; display: flex; flex-direction: column; align-items: end; gap: .25em; }
  .bubble { background: var(--tint); border-radius: calc(var(--radius) * 1.5); border-end-end-radius: 3px; padding: .6em 1em .65em; white-space: pre-wrap; overflow-wrap: anywhere; }
  .waits .bubble { background: none; outline: 1px dashed var(--line-strong); outline-offset: -1px; }
  .theirs { overflow-wrap: anywhere; line-height: 1.58; }
  .name { font-size: .86em; color: var(--soft); margin-block-end: .2em; }
  sales-chat-text { display: block; }
  sales-chat-text > * + * { margin-block-start: .65em; }
  h4, h5 { font: 500 1.1em/1.35 var(--heading-family); }
  ul, ol { padding-inline-start: 1.25em; }
  li + li { margin-block-start: .25em; }
  li::marker { color: var(--soft); }
  a { color: var(--accent-ink); text-underline-offset: .2em; }
  code, pre { font: .9em/1.5 ui-monospace, monospace; }
  pre { overflow-x: auto; padding: .7em .9em; background: var(--tint); border-radius: var(--radius); }
  blockquote { border-inline-start: 2px solid var(--line-strong); padding-inline-start: .9em; color: var(--soft); }
  hr { border: 0; border-block-start: 1px solid var(--line); }
  sales-chat-text table { border-collapse: collapse; font-size: .92em; display: block; overflow-x: auto; }
  sales-chat-text td { padding: .35em .9em .35em 0; border-block-end: 1px solid var(--line); }
  .after { display: flex; align-items: center; gap: .15em; margin-block: -.5em -.4em; margin-inline-start: -.55em; color: var(--soft); min-block-size: 36px; }
  .after button { inline-size: 36px; block-size: 36px; border-radius: 50%; font-size: .82em; transition: background-color .15s, color .15s; }
  .after button:hover { background: var(--tint); color: var(--ink); }
  .after [aria-pressed='true'] { color: var(--accent-ink); }
  .after [aria-pressed='true'] path { fill: color-mix(in oklab, currentColor 22%, transparent); }
  .cut { font-size: .84em; color: var(--soft); }
  .rail { display: grid; grid-auto-flow: column; grid-auto-columns: min(17.2em, 84%); gap: .8em; overflow-x: auto; scroll-snap-type: x proximity; margin-inline: -1.3em; padding: .15em 1.3em .7em; scroll-padding-inline: 1.3em; scrollbar-width: thin; scrollbar-color: var(--line-strong) transparent; }
  .rail > * { scroll-snap-align: start; }
  .rail > :only-child { grid-column: 1; inline-size: calc((100cqi - 2.6em)); max-inline-size: 21em; }

  .busy { display: flex; align-items: center; gap: .7em; color: var(--soft); font-size: .88em; min-block-size: 1.6em; }
  .busy svg { flex: none; inline-size: 3.4em; block-size: 1em; overflow: visible; }
  .busy path { fill: none; stroke: var(--accent-ink); stroke-width: 1.6; stroke-linecap: round; }
  .thread { stroke-dasharray: 5 4; }
  .cover { stroke: var(--paper) !important; stroke-width: 5 !important; stroke-linecap: butt !important; stroke-dasharray: 60; animation: sew 1.5s cubic-bezier(.45, 0, .4, 1) infinite; }
  .needle { animation: pull 1.5s cubic-bezier(.45, 0, .4, 1) infinite; }
  @keyframes sew { from { stroke-dashoffset: 0; } 70%, to { stroke-dashoffset: -54; } }
  @keyframes pull { from { transform: translateX(0); opacity: 1; } 70% { transform: translateX(46px); opacity: 1; } 85%, to { transform: translateX(46px); opacity: 0; } }
  .wrong { border: 1px solid var(--danger); border-radius: var(--radius); padding: .75em 1em .8em; font-size: .94em; }
  .wrong p { color: var(--danger); }
  .wrong button { margin-block-start: .5em; }
  .pill { border: 1px solid var(--line-strong); border-radius: 99px; padding: .38em .95em; min-block-size: 36px; font-size: .92em; line-height: 1.35; color: var(--accent-ink); background: var(--paper); transition: border-color .15s, background-color .15s; }
  .pill:hover { border-color: var(--accent-ink); background: var(--tint); }
  .pill.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  .pill.main:hover { background: var(--accent-deep); }
  .ideas { display: flex; flex-wrap: wrap; gap: .5em; }
  .hello .ideas { margin-block-start: 1.25em; }
  .newer { position: absolute; inset-block-end: .7em; inset-inline: 0; margin-inline: auto; inline-size: fit-content; gap: .4em; box-shadow: 0 6px 18px -6px rgb(10 14 22 / .4); }
  .state { flex: none; padding: .45em 1.3em; font-size: .86em; background: var(--tint); color: var(--ink); text-align: center; }

  form.write { flex: none; display: flex; align-items: end; gap: .35em; margin: 0 .8em max(.8em, env(safe-area-inset-bottom)); padding: .3em .3em .3em 1em; border: 1px solid var(--line-strong); border-radius: calc(var(--radius) * 2.2); background: var(--card); transition: border-color .15s; }
  form.write:focus-within { border-color: var(--accent-ink); box-shadow: 0 0 0 1px var(--accent-ink); }
  textarea { all: unset; flex: 1; min-inline-size: 0; max-block-size: 7.5em; overflow-y: auto; padding-block: .5em; line-height: 1.45; white-space: pre-wrap; overflow-wrap: anywhere; field-sizing: content; cursor: text; }
  textarea:focus-visible { outline: 0; }
  textarea::placeholder { color: var(--soft); opacity: 1; }
  .go { flex: none; inline-size: 2.6em; block-size: 2.6em; min-inline-size: 36px; min-block-size: 36px; border-radius: 50%; background: var(--accent); color: var(--on-accent); border: 1px solid light-dark(transparent, #ffffff33); transition: background-color .15s, opacity .15s; }
  .go:hover { background: var(--accent-deep); }
  .go[aria-disabled='true'] { background: var(--tint); color: var(--soft); cursor: default; }
  .ask-first { flex: 1; overflow-y: auto; padding: 1.8em 1.3em 1.3em; display: flex; flex-direction: column; gap: 1em; }
  .ask-first h3 { font: 400 1.52em/1.26 var(--heading-family); }
  .ask-first .ideas { margin-block-start: auto; }
  .ask-first p { line-height: 1.55; }
  .unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

  @media (max-width: 30em) {
    .panel { inset: var(--view-top, 0) 0 auto !important; inline-size: 100%; block-size: var(--view-height, 100dvh); border: 0; border-radius: 0; }
  }
  @media (max-height: 26em) { .top { padding-block: .35em .6em; } .who p { display: none; } .log { padding-block-start: .8em; } }
  @media (prefers-reduced-motion: reduce) { *, *::before { transition: none !important; animation: none !important; } .cover, .needle { display: none; } }
  @media (forced-colors: active) { .panel, .bubble, .go, .top button, .pill { border: 1px solid; } .busy path { stroke: CanvasText; } .top { border-block-end: 1px solid; } }
  @media print {
    .panel { position: static; display: flex; inline-size: 100%; block-size: auto; box-shadow: none; border: 0; overflow: visible; color: #000; background: #fff; }
    .middle, .log { display: block; overflow: visible; }
    .log > * { margin-block-end: 1em; }
    .rail { display: grid; grid-auto-flow: row; grid-template-columns: 1fr 1fr; overflow: visible; margin: 0; }
    .top { background: none; color: #000; }
    .top button, form.write, .ideas, .newer, .after, .state { display: none; }
    .panel:not(.open) { display: none; }
  }
`;
