import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Every violation of WCAG 2.2 A and AA that axe finds, as a sentence. */
export async function violations(page: Page, options: Record<string, unknown> = {}): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(
    async (all) => {
      type Found = { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] };
      const run = (window as unknown as { axe: { run(o: unknown): Promise<Found> } }).axe.run;
      const found = await run(all);
      return found.violations.flatMap((v) =>
        v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary}`),
      );
    },
    { runOnly: { type: 'tag', values: tags }, ...options },
  );
}
