import { afterEach, expect, test, vi } from 'vitest';
import { date, percent } from './format.ts';
import { moment } from './staff/parts.ts';

afterEach(() => vi.unstubAllEnvs());

test.each([
  ['2026-12-01', '1er déc. 2026'],
  ['2026-12-11', '11 déc. 2026'],
  ['2026-12-21', '21 déc. 2026'],
])('French writes the day %s as %s', (day, said) => {
  expect(date(day, 'fr')).toBe(said);
  expect(date(day, 'fr-CH')).toBe(said);
});

test('French counts the first of a month also where a time follows it', () => {
  vi.stubEnv('TZ', 'Europe/Paris');
  expect(moment('2026-12-01T08:12:00Z', 'fr')).toContain('1er déc. 2026');
});

test('other languages leave the first of a month as it is', () => {
  expect(date('2026-12-01', 'de')).toBe('01.12.2026');
  expect(date('2026-12-01', 'en')).toBe('Dec 1, 2026');
});

test.each(['America/Los_Angeles', 'UTC', 'Pacific/Auckland'])('a day is the same day in %s', (zone) => {
  vi.stubEnv('TZ', zone);
  expect(date('2026-12-01', 'de')).toBe('01.12.2026');
});

test('a moment is told in the time of its reader', () => {
  vi.stubEnv('TZ', 'America/Los_Angeles');
  expect(date('2026-12-01T03:00:00Z', 'de')).toBe('30.11.2026');
});

test('what is no date is said as it came', () => {
  expect(date('nach Absprache', 'de')).toBe('nach Absprache');
});

test.each([
  ['en', /^45%$/],
  ['de', /^45\u00a0%$/],
  ['fr', /^45[\u00a0\u202f]%$/],
])('a share is written as %s does', (locale, said) => {
  expect(percent(45, locale)).toMatch(said);
});
