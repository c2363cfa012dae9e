import { LitElement } from 'lit';
import type { Card, CardAction, CardContent } from '../protocol.ts';
import { type Wording, wordingFor } from '../wording.ts';
import { appointment, order } from './booking.ts';
import { chart } from './chart.ts';
import type { CardChoice, CardContext } from './context.ts';
import { form } from './form.ts';
import { type FoundLink, fetchLink, link } from './link.ts';
import { product } from './product.ts';
import { profile } from './profile.ts';
import { confirm, deal, download, lead, pipeline, quickReplies, sources, unknown } from './small.ts';
import { cardStyles } from './styles.ts';
import { table } from './table.ts';

/** How each type is drawn; a page that has more cards adds its own. */
export const drawings: Record<string, (content: CardContent, context: CardContext) => unknown> = {
  product,
  table,
  chart,
  form,
  confirm,
  deal,
  download,
  lead,
  pipeline,
  link,
  profile,
  sources,
  appointment,
  order,
  quick_replies: quickReplies,
};

const question = '.ask + .actions :last-child, .from input, .from > .main + button';

/**
 * `<henk-card>`: one card of the talk, for any page that has one. A choice of the person is announced as the event
 * `card-choice`; the card itself sends nothing, but for the one of a link, whose secret passes no history.
 */
export class CardElement extends LitElement {
  static override styles = cardStyles;
  static override properties = { card: {}, locale: {}, answer: {}, asking: { state: true }, link: { state: true } };

  declare card: Card;
  declare locale: string;
  declare answer: string | undefined;
  declare asking: string | undefined;
  declare link: FoundLink | undefined;

  override render() {
    const { type, content } = this.card;
    this.setAttribute('type', type);
    return (drawings[type] ?? unknown)(content, this.context(wordingFor(this.locale)));
  }

  private context(w: Wording): CardContext {
    return {
      locale: this.locale,
      w,
      answer: this.answer,
      asking: this.asking,
      ask: (action: CardAction | undefined) => this.ask(action?.id),
      link: this.link,
      fetchLink: () => this.find(),
      choose: (choice: CardChoice) => {
        this.asking = undefined;
        this.dispatchEvent(new CustomEvent('card-choice', { detail: choice }));
      },
    };
  }

  /** The focus goes along to the question, where nothing is done by pressing once more, and back to what had asked. */
  private ask(id: string | undefined): void {
    const from = id ? question : `[data-ask="${CSS.escape(this.asking ?? '')}"]`;
    this.asking = id;
    this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(from)?.focus());
  }

  private async find(): Promise<void> {
    this.link = { qr: [], busy: true };
    this.link = await fetchLink(this).catch(() => ({ qr: [], failed: true }));
  }
}
