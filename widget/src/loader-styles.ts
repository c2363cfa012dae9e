export const loaderStyles = `
:host{all:initial;position:fixed;z-index:2147483647;inset-block-end:max(1.25rem,env(safe-area-inset-bottom));inset-inline-end:1.25rem;color-scheme:light dark;font:400 max(15px,1rem)/1.4 var(--sales-chat-font,ui-sans-serif,system-ui,sans-serif)}
:host([data-theme]){color-scheme:light}
:host([data-theme=dark]){color-scheme:dark}
:host([data-side]){inset-inline:1.25rem auto}
[hidden],:host([hidden]){display:none!important}
button{all:unset;cursor:pointer}
.l{position:relative;display:flex;align-items:center;gap:.65em;block-size:3.5em;padding-inline:1.15em 1.4em;border-radius:99px;background:var(--sales-chat-accent,var(--theme-accent,#1c2a3f));color:var(--sales-chat-on-accent,var(--theme-on-accent,#fff));box-shadow:0 0 0 1px #fff3,0 10px 30px -8px #0007;transition:.2s}
.l::after{content:'';position:absolute;inset:4px;border:1px dashed;border-radius:99px;opacity:var(--sales-chat-stitch,.38)}
.l:hover{translate:0 -2px}
:focus-visible{outline:3px solid light-dark(#1c2a3f,#fff);outline-offset:3px}
.l::before{content:'';inline-size:1.25em;block-size:1em;border:1.5px solid;border-radius:.3em .3em .3em 0;background:linear-gradient(currentColor 0 0)50%/50% 1.5px no-repeat}
.n{position:absolute;inset-block-start:-.35em;inset-inline-end:0;padding-inline:.5em;border-radius:99px;background:#b3261e;color:#fff;font-size:.8em}
@media(max-width:30em){.l{padding:0 1.03em}.l>span:not(.n){position:absolute;clip-path:inset(50%)}}
@media(prefers-reduced-motion){*{transition:none!important}}
@media(forced-colors:active){.l{border:1px solid}}
@media print{:host{position:static;display:block}.l{display:none}}
`;
