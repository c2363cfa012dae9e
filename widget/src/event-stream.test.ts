import { expect, test } from 'vitest';
import { EventStreamParser, type Frame, readFrames } from './event-stream.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function parse(text: string, size: number): Frame[] {
  const parser = new EventStreamParser();
  const all = bytes(text);
  const frames: Frame[] = [];
  for (let at = 0; at < all.length; at += size) frames.push(...parser.push(all.slice(at, at + size)));
  return frames;
}

const stream =
  ': ping\n\nid: r:1\ndata: {"delta":"Maß – 2.500 €"}\n\nevent: x\ndata: a\ndata: b\n\nid: r:2\ndata:ohne Leerzeichen\n\n';
const expected = [
  { id: 'r:1', data: '{"delta":"Maß – 2.500 €"}' },
  { id: undefined, data: 'a\nb' },
  { id: 'r:2', data: 'ohne Leerzeichen' },
];

test.each([1, 2, 3, 5, 7, 16, 1000])('reads the same frames from pieces of %i bytes', (size) => {
  expect(parse(stream, size)).toEqual(expected);
});

test.each([1, 2, 3, 1000])('takes CRLF and CR for line ends, split anywhere, in pieces of %i bytes', (size) => {
  expect(parse(stream.replaceAll('\n', '\r\n'), size)).toEqual(expected);
  expect(parse(`${stream.replaceAll('\n', '\r')}:\n`, size)).toEqual(expected);
});

test('keeps a frame back until it is whole', () => {
  const parser = new EventStreamParser();
  expect(parser.push(bytes('data: half\n'))).toEqual([]);
  expect(parser.push(bytes('\n'))).toEqual([{ id: undefined, data: 'half' }]);
});

test('gives up on a connection that has gone silent', async () => {
  const body = new ReadableStream<Uint8Array>({ start: (c) => c.enqueue(bytes('data: 1\n\n')) });
  const frames = readFrames(body, 5);
  expect((await frames.next()).value).toEqual({ id: undefined, data: '1' });
  await expect(frames.next()).rejects.toThrow('silent');
});

test('cancels the connection when its reader leaves', async () => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start: (c) => c.enqueue(bytes('data: 1\n\n')),
    cancel: () => {
      cancelled = true;
    },
  });
  for await (const frame of readFrames(body)) if (frame.data === '1') break;
  expect(cancelled).toBe(true);
});
