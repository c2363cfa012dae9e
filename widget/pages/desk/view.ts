/** What the desk looks like; draws the state and passes on what is done. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Desk, Opened, Said } from './desk.ts';
import type { Waiting } from './server.ts';
import { fill, language, words } from './wording.ts';

const w = words;

export function page(desk: Desk) {
  const { state } = desk;
  if (!state.known) return nothing;
  if (!state.me) return html`${bar(desk)}${signIn(desk)}`;
  return html`${bar(desk)}
    <main class=${state.opened ? 'opened' : ''}>
      ${queue(desk)}
      ${state.opened ? talk(desk, state.opened) : html`<section class="talk"><p class="empty">${state.waiting.length ? w.choose : ''}</p></section>`}
    </main>`;
}

function bar(desk: Desk) {
  const { me, online } = desk.state;
  return html`<div>
    <header class="bar">
      <h1 class="of">${w.title}</h1>
      <a class="mark" href="/">HENK <small>${w.title}</small></a>
      ${me ? html`<button type="button" class="plain" @click=${() => desk.signOut()}>${me.username} · ${w.signOut}</button>` : nothing}
    </header>
    ${online ? nothing : html`<p class="lost" role="status">${w.offline}</p>`}
  </div>`;
}

function signIn(desk: Desk) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const { email, password } = Object.fromEntries(new FormData(event.target as HTMLFormElement)) as Record<
      string,
      string
    >;
    void desk.signIn(email ?? '', password ?? '');
  };
  return html`<main class="sign">
    <h2>${w.signIn}</h2>
    <form @submit=${submit}>
      <label>${w.email}<input type="email" name="email" autocomplete="username" required></label>
      <label>${w.password}<input type="password" name="password" autocomplete="current-password" required></label>
      ${desk.state.refused ? html`<p class="wrong" role="alert">${desk.state.refused}</p>` : nothing}
      <button class="button" type="submit">${w.signIn}</button>
    </form>
  </main>`;
}

function queue(desk: Desk) {
  const { waiting, more, problem } = desk.state;
  const wanted = waiting.filter((one) => one.status === 'waiting').length;
  return html`<section class="queue" aria-labelledby="waiting" @keydown=${arrows}>
    <header><h2 id="waiting">${w.waiting}</h2><span>${wanted}${more ? '+' : ''}</span></header>
    ${problem ? html`<p class="wrong" role="alert">${problem}</p>` : nothing}
    ${waiting.length ? html`<ul>${waiting.map((one) => row(desk, one))}</ul>` : html`<p class="empty">${w.nobody}</p>`}
    ${more ? html`<p class="empty">${more === 1 ? w.oneMore : fill(w.more, new Intl.NumberFormat(language).format(more))}</p>` : nothing}
  </section>`;
}

function row(desk: Desk, one: Waiting) {
  const mine = one.held_by !== undefined && one.held_by === desk.state.me?.id;
  const opened = desk.state.opened?.conversation === one.conversation;
  const last = one.lines.findLast((line) => line.role === 'user');
  const where = mine ? w.yours : one.status === 'held' ? fill(w.heldBy, one.held_name ?? '') : '';
  return html`<li class=${mine ? 'mine' : ''}><button type="button" aria-current=${opened ? 'true' : nothing}
      @click=${() => desk.open(one.conversation)}>
      <span class="first"><b>${w.cause[one.cause] ?? one.cause}</b><time datetime=${one.waiting_since}>${fill(w.since, ago(one.waiting_since))}</time></span>
      <span class="words">${last?.text ?? one.reason}</span>
      ${where ? html`<small>${where}</small>` : nothing}
    </button></li>`;
}

/** Up and down go from one conversation to the next. */
function arrows(event: KeyboardEvent) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('li button')];
  const next = buttons[buttons.indexOf(document.activeElement as HTMLElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function talk(desk: Desk, opened: Opened) {
  const mine = desk.isMine(opened);
  const listed = desk.state.waiting.find((one) => one.conversation === opened.conversation);
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    if (opened.note === undefined) desk.close();
    else desk.keep(opened);
  };
  return html`<section class="talk" aria-labelledby="talk" @keydown=${leave}>
    <header>
      <button type="button" class="back" @click=${() => desk.close()}>${w.back}</button>
      <div><h2 id="talk">${listed ? (w.cause[listed.cause] ?? '') : w.visitor}</h2>
        <p class="note">${listed?.reason ?? ''}</p>
        ${listed?.notes.map((note) => html`<p class="note">${note.name}: ${note.text}</p>`)}</div>
      ${
        mine
          ? html`<button type="button" class="button" @click=${() => desk.handBack(opened)}>${w.handBack}</button>`
          : opened.handoff.status === 'held'
            ? html`<p class="note">${fill(w.heldBy, opened.handoff.name ?? '')}</p>`
            : opened.handoff.status === 'waiting'
              ? html`<button type="button" class="button main" @click=${() => desk.take(opened)}>${w.take}</button>`
              : nothing
      }
    </header>
    <div role="log" aria-label=${w.log} tabindex="0">
      ${opened.said.filter((s) => s.text).map((said) => message(desk, opened, said))}
      <div aria-live="off">${opened.typing ? html`<p class="typing">${w.types}</p>` : nothing}</div>
      ${opened.problem ? html`<p class="wrong" role="alert">${opened.problem}</p>` : nothing}
    </div>
    ${opened.note !== undefined ? handBack(desk, opened) : mine ? writing(desk, opened) : nothing}
  </section>`;
}

function message(desk: Desk, opened: Opened, said: Said) {
  const who = said.role === 'user' ? w.visitor : said.role === 'staff' ? (said.name ?? '') : w.assistant;
  return html`<div class="said ${said.role} ${said.waits ? 'waits' : ''}">
    <small>${who} · ${new Date(said.at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })}</small>
    <p>${said.text}</p>
    ${said.failed ? html`<button type="button" class="wrong" @click=${() => desk.send(opened, said)}>${w.failed}</button>` : nothing}
  </div>`;
}

function writing(desk: Desk, opened: Opened) {
  const submit = (event: Event) => {
    event.preventDefault();
    void desk.send(opened);
  };
  const typed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    submit(event);
  };
  return html`<form @submit=${submit}>
    <textarea rows="1" maxlength="4000" aria-label=${w.message} placeholder=${w.message} .value=${live(opened.draft)}
      @input=${(e: InputEvent) => desk.write(opened, (e.target as HTMLTextAreaElement).value)} @keydown=${typed}></textarea>
    <button class="button main">${w.send}</button>
  </form>`;
}

function handBack(desk: Desk, opened: Opened) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const { note } = Object.fromEntries(new FormData(event.target as HTMLFormElement)) as { note?: string };
    void desk.handBack(opened, note ?? '');
  };
  return html`<form class="hand" @submit=${submit}>
    <label for="note">${w.note}</label>
    <textarea id="note" name="note" rows="2" maxlength="2000"></textarea>
    <button class="button main">${w.confirm}</button>
    <button type="button" class="button" @click=${() => desk.keep(opened)}>${w.cancel}</button>
  </form>`;
}

function ago(since: string): string {
  const minutes = Math.max(0, Math.round((Date.now() - Date.parse(since)) / 60_000));
  const [value, unit] = minutes < 90 ? [minutes, 'minute'] : [Math.round(minutes / 60), 'hour'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}
