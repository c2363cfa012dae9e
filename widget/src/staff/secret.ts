import { html, LitElement, nothing } from 'lit';
import type { CardContext } from '../cards/context.ts';
import { heading } from '../cards/parts.ts';
import { text } from '../format.ts';
import type { CardContent, Schema } from '../protocol.ts';
import { request } from './server.ts';

/** A form whose fields pass no conversation: what is typed goes to the server alone. */
export function secretForm(content: CardContent, context: CardContext) {
  return html`<henk-secret .content=${content} .context=${context}></henk-secret>`;
}

export class SecretElement extends LitElement {
  static override properties = { content: {}, context: {}, told: { state: true }, busy: { state: true } };

  declare content: CardContent & { post?: string; done?: string; schema?: Schema; submit?: string };
  declare context: CardContext;
  declare told: { done: boolean; text: string } | undefined;
  declare busy: boolean;

  /** The card's own root, so that it looks like every other card. */
  protected override createRenderRoot() {
    return this;
  }

  override render() {
    const { content, told } = this;
    if (told?.done)
      return html`<div class="body">${heading(content)}<p class="answer" role="status">${told.text}</p></div>`;
    const fields = Object.entries(content.schema?.properties ?? {});
    return html`<form class="body" @submit=${this.send}>
      ${heading(content)}
      ${content.text ? html`<p>${text(content.text)}</p>` : nothing}
      ${fields.map(
        ([name, field]) => html`<div class="field"><label for=${name}>${field.title ?? name}</label>
          <input id=${name} name=${name} type=${field.format === 'password' ? 'password' : 'text'} autocomplete="off"
            maxlength=${field.maxLength ?? nothing} ?required=${content.schema?.required?.includes(name)}/></div>`,
      )}
      <p class="error" role="alert">${told?.text ?? ''}</p>
      <div class="actions"><button class="main" ?disabled=${this.busy}>${text(content.submit)}</button></div>
    </form>`;
  }

  private readonly send = async (event: SubmitEvent) => {
    event.preventDefault();
    const values = Object.fromEntries(
      [...new FormData(event.target as HTMLFormElement)].filter(([, value]) => String(value).trim()),
    );
    this.busy = true;
    const { content, context } = this;
    const path = text(content.post);
    try {
      // Only to the own server, with the signed-in person's cookie.
      await request('POST', path.startsWith('/api/') ? path : '/', context.locale, values);
      this.told = { done: true, text: text(content.done) };
    } catch (cause) {
      this.told = { done: false, text: (cause as Error).message };
    }
    this.busy = false;
  };
}
