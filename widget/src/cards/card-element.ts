import { LitElement } from 'lit';
import type { Card, CardAction, CardContent } from '../protocol.ts';
import { type Wording, wordingFor } from '../wording.ts';
import { appointment, order } from './booking.ts';
import { chart } from './chart.ts';
import type { CardChoice, CardContext } from './context.ts';
import { form } from './form.ts';
import { product } from './product.ts';
import { profile } from './profile.ts';
import { confirm, deal, lead, pipeline, quickReplies, sources, unknown } from './small.ts';
import { cardStyles } from './styles.ts';
import { table } from './table.ts';

const drawings: Record<string, (content: CardContent, context: CardContext) => unknown> = {
  product,
  table,
  chart,
  form,
  confirm,
  deal,
  lead,
  pipeline,
  profile,
  sources,
  appointment,
  order,
  quick_replies: quickReplies,
};

/**
 * `<henk-card>`: one card of the talk, for any page that has one. A choice of the person is announced as the event
 * `card-choice`; the card itself sends nothing.
 */
export class CardElement extends LitElement {
  static override styles = cardStyles;
  static override properties = { card: {}, locale: {}, answer: {}, asking: { state: true } };

  declare card: Card;
  declare locale: string;
  declare answer: string | undefined;
  declare asking: string | undefined;

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
      ask: (action: CardAction | undefined) => {
        this.asking = action?.id;
      },
      choose: (choice: CardChoice) => this.dispatchEvent(new CustomEvent('card-choice', { detail: choice })),
    };
  }
}
