/** Starts the application once for all tests with it; the others never meet it. */
import type { TestProject } from 'vitest/node';
import { Henk } from './henk.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    henk: string;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const henk = await Henk.start();
  provide('henk', henk.url);
  return () => henk.stop();
}
