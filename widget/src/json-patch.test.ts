import { expect, test } from 'vitest';
import { applyPatch } from './json-patch.ts';

const deal = { stage: 'new', amount: 100, fields: [{ label: 'a' }, { label: 'b' }] };

test('changes what the patch names and leaves the original alone', () => {
  const changed = applyPatch(deal, [
    { op: 'replace', path: '/stage', value: 'won' },
    { op: 'add', path: '/fields/1', value: { label: 'between' } },
    { op: 'add', path: '/fields/-', value: { label: 'last' } },
    { op: 'remove', path: '/amount' },
  ]);
  expect(changed).toEqual({
    stage: 'won',
    fields: [{ label: 'a' }, { label: 'between' }, { label: 'b' }, { label: 'last' }],
  });
  expect(deal.stage).toBe('new');
});

test('moves, copies and reads escaped names', () => {
  expect(
    applyPatch({ 'a/b': 1, 'c~d': 2 } as object, [
      { op: 'move', from: '/a~1b', path: '/x' },
      { op: 'copy', from: '/c~0d', path: '/y' },
    ]),
  ).toEqual({ 'c~d': 2, x: 1, y: 2 });
});

test('replaces the whole document', () => {
  expect(applyPatch<unknown>(deal, [{ op: 'replace', path: '', value: { v: 2 } }])).toEqual({ v: 2 });
});

test.each(['/nothing/here', '/fields/9/label', '/__proto__/polluted', '/constructor/prototype/x'])(
  'refuses the path %s',
  (path) => {
    expect(() => applyPatch(deal, [{ op: 'add', path, value: 1 }])).toThrow();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  },
);
