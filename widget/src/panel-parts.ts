/** What the panel works out before it draws. */
import type { CardEntry, Entry, TextEntry } from './conversation.ts';
import { type Card, toOptions } from './protocol.ts';
import type { Wording } from './wording.ts';

/** One line of the log: a text, a card, or products side by side. */
export type Item = { id: string; entry?: TextEntry; card?: CardEntry; rail?: CardEntry[] };

/** Products that come together stand side by side. */
export function grouped(entries: readonly Entry[]): Item[] {
  const items: Item[] = [];
  for (const e of entries) {
    const before = items.at(-1);
    if (e.kind === 'text') items.push({ id: e.id, entry: e });
    else if (e.card.type !== 'product') items.push({ id: e.id, card: e });
    else if (before?.rail) before.rail.push(e);
    else items.push({ id: `rail-${e.id}`, rail: [e] });
  }
  return items;
}

export function labelled(card: Card, said: string): string {
  return toOptions(card.content.options).find((o) => o.value === said || o.label === said)?.label ?? '';
}

/** What the assistant is about, in the reader's words; a label of the server's own is shown as it is. */
export function doing(name: string, working: string | undefined, w: Wording): string {
  if (working && !working.includes('_')) return `${working} …`;
  const tool = working ?? '';
  const what = /search_(fabric|product|catalog)/.test(tool)
    ? w.looking
    : /knowledge/.test(tool)
      ? w.reading
      : /lead|remember/.test(tool)
        ? w.noting
        : /person/.test(tool)
          ? w.calling
          : w.typing;
  return `${name} ${what} …`;
}

/** Waits, but goes on at once when the network comes back; without network it waits for that alone. */
export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = navigator.onLine ? setTimeout(resolve, ms) : undefined;
    addEventListener(
      'online',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
