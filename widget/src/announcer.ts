/**
 * Speaks answers to screen readers by the sentence: a region that changed with every piece of text would be read as
 * stutter. Works on what is shown, not on its Markdown.
 */
export class Announcer {
  private readonly spoken = new Map<string, number>();

  constructor(private readonly say: (sentence: string) => void) {}

  progress(id: string, text: string, done: boolean): void {
    const from = this.spoken.get(id) ?? 0;
    const fresh = text.slice(from);
    const end = done ? fresh.length : lastSentenceEnd(fresh);
    const sentence = fresh.slice(0, end).trim();
    this.spoken.set(id, from + end);
    if (sentence) this.say(sentence);
  }

  /** What stood there before needs no reading out. */
  skip(id: string, text: string): void {
    this.spoken.set(id, text.length);
  }

  knows(id: string): boolean {
    return this.spoken.has(id);
  }
}

function lastSentenceEnd(text: string): number {
  let end = 0;
  // A full stop after a digit or a single letter is an ordinal or an abbreviation ("12. Juni", "z. B.").
  for (const match of text.matchAll(/(?<![\d\s.]|\b\p{L})[.!?…:]["»“”’)]*\s/gu)) end = match.index + match[0].length;
  return end;
}
