import { MarkdownWriter } from './markdown.ts';

/** `<sales-chat-text>`: the words of one answer, written as they come; never draws again what stands already. */
export class MessageElement extends HTMLElement {
  private shown = '';
  private ended = false;
  private writer: MarkdownWriter | undefined;

  /** Text so far and whether it is whole. Text that does not continue what is shown starts afresh. */
  set content({ text, done }: { text: string; done: boolean }) {
    const continues = this.ended ? text === this.shown : text.startsWith(this.shown);
    if (!this.writer || !continues) this.begin();
    if (this.ended) return;
    const piece = text.slice(this.shown.length);
    if (piece) this.writer!.write(piece);
    this.shown = text;
    if (done) {
      this.writer!.end();
      this.ended = true;
    }
  }

  private begin(): void {
    this.replaceChildren();
    this.writer = new MarkdownWriter(this);
    this.shown = '';
    this.ended = false;
  }
}
