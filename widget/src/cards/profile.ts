import { html, nothing } from 'lit';
import { date, text } from '../format.ts';
import type { CardAction, CardContent } from '../protocol.ts';
import type { CardContext } from './context.ts';
import { actions, heading, list } from './parts.ts';

type Deed = { label: string; say?: string; confirm?: string };
type Fact = { key: string; label: string; value: string; source?: string; date?: string; change?: Deed; forget?: Deed };
type Group = { title: string; facts: Fact[] };

/** What is known of the person: each fact with its source, to be put right or forgotten on the spot. */
export function profile(content: CardContent, context: CardContext) {
  return html`<div class="body profile">${heading(content)}${list<Group>(content.groups).map(
    (group) =>
      html`<section><h4>${group.title}</h4><dl>${list<Fact>(group.facts).map((f) =>
        fact(f, context, text(content.cancel) || context.w.no),
      )}</dl></section>`,
  )}${actions(content, context)}</div>`;
}

function fact(f: Fact, context: CardContext, cancel: string) {
  const from = [f.source, f.date && date(f.date, context.locale)].filter(Boolean).join(', ');
  const asked = context.answer ? nothing : question(f, context, cancel);
  return html`<div class="fact"><dt>${f.label}</dt><dd>${text(f.value)}</dd><dd class="from">${
    asked === nothing ? html`<small>${from}</small>${context.answer ? nothing : links(f, context)}` : asked
  }</dd></div>`;
}

function links(f: Fact, context: CardContext) {
  const link = (what: string, deed: Deed | undefined) =>
    deed
      ? html`<button class="link" aria-label="${f.label}: ${deed.label}" data-ask=${what + f.key} @click=${() =>
          context.ask({ id: what + f.key, label: '' } as CardAction)}>${deed.label}</button>`
      : nothing;
  return html`${link('change:', f.change)}${link('forget:', f.forget)}`;
}

/** The field or the question in the place of the fact whose button was pressed. */
function question(f: Fact, context: CardContext, cancel: string) {
  const no = html`<button type="button" @click=${() => context.ask(undefined)}>${cancel}</button>`;
  if (context.asking === `change:${f.key}` && f.change) {
    const save = (event: SubmitEvent) => {
      event.preventDefault();
      const value = new FormData(event.target as HTMLFormElement).get('value')!.toString().trim();
      const said = `${f.label}: ${value}`;
      if (!value || value === f.value) context.ask(undefined);
      else context.choose({ kind: 'submit', label: said, message: said, values: { fact: f.key, value } });
    };
    return html`<form @submit=${save}><input name="value" maxlength="300" aria-label=${f.label} .value=${f.value}/>
      <button class="main">${f.change.label}</button>${no}</form>`;
  }
  if (context.asking !== `forget:${f.key}` || !f.forget) return nothing;
  const { label, say, confirm } = f.forget;
  return html`<span>${confirm}</span><button class="main" @click=${() =>
    context.choose({ kind: 'submit', label, message: say ?? label, values: { fact: f.key } })}>${label}</button>${no}`;
}
