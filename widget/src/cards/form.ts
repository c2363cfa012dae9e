import { html, nothing } from 'lit';
import { text } from '../format.ts';
import type { CardContent, Schema } from '../protocol.ts';
import type { Wording } from '../wording.ts';
import type { CardContext } from './context.ts';
import { heading } from './parts.ts';

const autocomplete: Record<string, string> = {
  name: 'name',
  first_name: 'given-name',
  last_name: 'family-name',
  email: 'email',
  phone: 'tel',
  company: 'organization',
};

/**
 * A form from a JSON Schema; checks here are a courtesy, the server decides. Once sent its fields are hidden, with
 * what stands in them: when it did not arrive after all, it can be sent again as it was.
 */
export function form(content: CardContent, context: CardContext) {
  const schema = (content.schema ?? {}) as Schema;
  const fields = Object.entries(schema.properties ?? {});
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const values = check(event.target as HTMLFormElement, schema, context.w);
    if (!values) return;
    const label = context.w.done;
    const message = text(content.say) || inWords(values, schema);
    context.choose(
      content.interruptId
        ? { kind: 'answer', label, payload: values, message }
        : { kind: 'submit', label, values, message },
    );
  };
  return html`<form class="body" novalidate @submit=${submit}>
    ${heading(content)}
    ${
      context.answer
        ? html`<p class="answer" role="status">${context.answer}</p>`
        : content.text || schema.description
          ? html`<p>${text(content.text ?? schema.description)}</p>`
          : nothing
    }
    <div ?hidden=${context.answer}>
      ${fields.map(([name, field]) => entry(name, field, schema.required?.includes(name) ?? false, context.w))}
      <div class="actions"><button class="main">${text(content.submit) || context.w.send}</button></div>
    </div>
  </form>`;
}

function entry(name: string, field: Schema, required: boolean, w: Wording) {
  const error = `${name}-error`;
  const title = field.title ?? name;
  const mark = required || title.endsWith(')') ? nothing : html` <span class="optional">${w.optional}</span>`;
  if (field.type === 'boolean') {
    return html`<div class="field"><label class="tick"><input type="checkbox" name=${name} aria-describedby=${error} ?required=${required}
      .checked=${field.default === true}/><span>${field.description ?? title}</span></label><p class="error" id=${error}></p></div>`;
  }
  const choices = field.oneOf ?? field.enum?.map((value) => ({ const: value, title: value }));
  const hint = field.description ? html`<small id="${name}-hint">${field.description}</small>` : nothing;
  const described = field.description ? `${name}-hint ${error}` : error;
  return html`<div class="field"><label for=${name}>${title}${mark}</label>${
    choices
      ? html`<select id=${name} name=${name} aria-describedby=${described} ?required=${required}><option value=""></option>${choices.map(
          (c) => html`<option value=${c.const} ?selected=${c.const === field.default}>${c.title}</option>`,
        )}</select>`
      : (field.maxLength ?? 0) > 300
        ? html`<textarea id=${name} name=${name} rows="3" maxlength=${field.maxLength!} aria-describedby=${described} ?required=${required}></textarea>`
        : html`<input id=${name} name=${name} type=${kind(field)} autocomplete=${autocomplete[name] ?? 'on'} aria-describedby=${described} ?required=${required}
            min=${field.minimum ?? nothing} max=${field.maximum ?? nothing} step=${field.type === 'number' ? 'any' : nothing}
            minlength=${field.minLength ?? nothing} maxlength=${field.maxLength ?? nothing} pattern=${field.pattern ?? nothing}
            .value=${text(field.default)}/>`
  }${hint}<p class="error" id=${error}></p></div>`;
}

function kind({ type, format }: Schema): string {
  if (type === 'number' || type === 'integer') return 'number';
  return { email: 'email', date: 'date', tel: 'tel', phone: 'tel', uri: 'url' }[format ?? ''] ?? 'text';
}

/** The same as a person would have written it; a ticked box says its own sentence. */
function inWords(values: Record<string, unknown>, schema: Schema): string {
  return Object.entries(values)
    .flatMap(([name, value]) => {
      const { title = name, description, oneOf } = schema.properties?.[name] ?? {};
      if (typeof value === 'boolean') return value ? [description ?? title] : [];
      return [`${title}: ${oneOf?.find((o) => o.const === value)?.title ?? value}`];
    })
    .join('\n');
}

/** The values, or nothing when a field is wrong: then each says why and the first one has the focus. */
function check(element: HTMLFormElement, schema: Schema, w: Wording): Record<string, unknown> | undefined {
  const values: Record<string, unknown> = {};
  let first: HTMLInputElement | undefined;
  for (const input of element.querySelectorAll<HTMLInputElement>('[name]')) {
    const { type } = schema.properties?.[input.name] ?? {};
    const wrong = complaint(input, w);
    input.setAttribute('aria-invalid', String(!!wrong));
    element.querySelector(`#${CSS.escape(input.name)}-error`)!.textContent = wrong;
    if (wrong) first ??= input;
    else if (type === 'boolean') values[input.name] = input.checked;
    else if (input.value.trim())
      values[input.name] = /number|integer/.test(type ?? '') ? Number(input.value) : input.value.trim();
  }
  first?.focus();
  return first ? undefined : values;
}

function complaint(input: HTMLInputElement, w: Wording): string {
  const { validity } = input;
  if (input.type === 'checkbox') return validity.valid ? '' : w.agree;
  if (validity.valueMissing || (input.required && !input.value.trim())) return w.required;
  if (validity.valid) return '';
  return input.type === 'email' ? w.email : w.invalid;
}
