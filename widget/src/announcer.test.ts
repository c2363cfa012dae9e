import { expect, test } from 'vitest';
import { Announcer } from './announcer.ts';

function speak(text: string, size: number): string[] {
  const said: string[] = [];
  const announcer = new Announcer((sentence) => said.push(sentence));
  for (let end = size; end < text.length; end += size) announcer.progress('m', text.slice(0, end), false);
  announcer.progress('m', text, true);
  return said;
}

test('speaks whole sentences, each once, however small the pieces', () => {
  expect(speak('Gern. Für den Sommer rate ich zu Leinen! Und Sie?', 3)).toEqual([
    'Gern.',
    'Für den Sommer rate ich zu Leinen!',
    'Und Sie?',
  ]);
});

test('does not take the point of a date or an abbreviation for an end', () => {
  expect(speak('Am 12. Juni, z. B. mittags. Danach nicht.', 4)).toEqual([
    'Am 12. Juni, z. B. mittags.',
    'Danach nicht.',
  ]);
});

test('is silent about what stood there before', () => {
  const said: string[] = [];
  const announcer = new Announcer((sentence) => said.push(sentence));
  announcer.skip('m', 'Alt.');
  announcer.progress('m', 'Alt.', true);
  expect(said).toEqual([]);
});
