import type { Wording } from './wording/de.ts';

export type { Wording };

const known: Record<string, Wording> = {};
const files = ['de', 'en', 'fr'];

/** The language of ours that serves a locale such as `de-AT`; English where there is none. */
const language = (locale: string) => (files.includes(locale.slice(0, 2)) ? locale.slice(0, 2) : 'en');

/** Each language is a small file of its own beside the panel; resolves when its words are here. */
export async function loadWording(locale: string): Promise<Wording> {
  const name = language(locale);
  known[name] ??= ((await import(/* @vite-ignore */ `./${name}.js`)) as { wording: Wording }).wording;
  return known[name];
}

/** The words for a locale, or those that are here while they are being loaded. */
export function wordingFor(locale: string): Wording {
  return known[language(locale)] ?? Object.values(known)[0]!;
}

export const fill = (template: string, value: string) => template.replace('{0}', value);
