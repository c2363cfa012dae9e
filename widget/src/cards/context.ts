import type { CardAction, Option } from '../protocol.ts';
import type { Wording } from '../wording.ts';
import type { FoundLink } from './link.ts';

/** What a person did on a card. */
export type CardChoice =
  | { kind: 'action'; action: CardAction }
  | { kind: 'reply'; option: Option }
  | { kind: 'submit'; label: string; values: Record<string, unknown>; message: string }
  | { kind: 'answer'; label: string; payload: unknown; message?: string };

/** What a card's drawing may use besides its content. */
export type CardContext = {
  locale: string;
  w: Wording;
  /** What was chosen before; a card with an answer takes no other. */
  answer?: string;
  choose(choice: CardChoice): void;
  /** The action that waits for its second click, and how to set it. */
  asking?: string;
  ask(action: CardAction | undefined): void;
  /** What the card of a link has found, and how to have it look. */
  link?: FoundLink;
  fetchLink(): void;
};
