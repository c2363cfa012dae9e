/** `proactive.js`: the bubble that speaks first; fetched only by pages that use it. Never takes the focus. */
import type { Proactive } from './shell.ts';

const styles = `
.p{position:absolute;inset-block-end:4.4em;inset-inline-end:0;display:flex;align-items:start;inline-size:max-content;max-inline-size:min(20em,calc(100vw - 2.5rem));background:light-dark(#fff,#22272f);color:light-dark(#1c222b,#ececea);border:1px solid light-dark(#e2e3e1,#363c46);border-radius:14px;border-end-end-radius:3px;box-shadow:0 12px 36px -12px #0005;animation:rise .4s cubic-bezier(.2,.8,.2,1)}
:host([data-side=start]) .p{inset-inline:0 auto}
.p>:first-child{padding:.85em 0 .85em 1.1em}
.p>:last-child{padding:.85em;min-inline-size:36px;box-sizing:border-box;text-align:center}
@keyframes rise{from{opacity:0;transform:translateY(8px)}}
@media(prefers-reduced-motion:reduce){.p{animation:none}}
@media(forced-colors:active){.p{border:1px solid}}
@media print{.p{display:none}}
`;

const close: Record<string, string> = { de: 'Schließen', en: 'Close', fr: 'Fermer' };

/** Shows the bubble and returns how to take it away. */
export function greet(root: ShadowRoot, { text }: Proactive, locale: string, accept: () => void): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets.push(sheet);
  const bubble = document.createElement('div');
  bubble.className = 'p';
  const say = document.createElement('button');
  say.textContent = text;
  say.onclick = accept;
  const away = document.createElement('button');
  away.textContent = '×';
  away.setAttribute('aria-label', close[locale.slice(0, 2)] ?? close.en!);
  const remove = () => {
    bubble.remove();
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
  };
  away.onclick = remove;
  bubble.append(say, away);
  // The region must stand before its words come, or screen readers miss them.
  const region = document.createElement('div');
  region.setAttribute('role', 'status');
  root.append(region);
  region.append(bubble);
  return () => {
    remove();
    region.remove();
  };
}
