/** One frame of a server-sent event stream; `id` is present when the server named the frame. */
export type Frame = { id?: string; data: string };

/** Collects bytes in any split and hands out whole frames; knows nothing of what they mean. */
export class EventStreamParser {
  private readonly decoder = new TextDecoder();
  private rest = '';
  private id: string | undefined;
  private data: string[] = [];

  push(bytes: Uint8Array): Frame[] {
    this.rest += this.decoder.decode(bytes, { stream: true });
    // A trailing CR may be the first half of CRLF, so it waits for the next bytes.
    const lines = this.rest.split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    const frames: Frame[] = [];
    for (const line of lines) {
      if (line === '') {
        if (this.data.length) frames.push({ id: this.id, data: this.data.join('\n') });
        this.data = [];
        this.id = undefined;
        continue;
      }
      const colon = line.indexOf(':');
      if (colon === 0) continue;
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
      if (field === 'data') this.data.push(value);
      else if (field === 'id') this.id = value;
    }
    return frames;
  }
}

/**
 * Reads the frames of a response body. Ends when the body ends; throws when the connection breaks or when no byte,
 * not even the server's 15 s ping, came for `silence` milliseconds.
 */
export async function* readFrames(body: ReadableStream<Uint8Array>, silence = 45_000): AsyncGenerator<Frame> {
  const reader = body.getReader();
  const parser = new EventStreamParser();
  try {
    for (;;) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('silent')), silence);
      });
      const { done, value } = await Promise.race([reader.read(), late]).finally(() => clearTimeout(timer));
      if (done) return;
      yield* parser.push(value);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
