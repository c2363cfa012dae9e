/** Fails when a file that visitors load has grown past its budget (bytes, brotli). */
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = join(dirname(fileURLToPath(import.meta.url)), 'dist');
const version = readdirSync(join(dist, 'widget')).find((name) => /^[0-9a-f]{12}$/.test(name));
const budgets = [
  [`widget/chat.js`, 2000],
  [`widget/${version}/panel.js`, 18000],
  [`widget/${version}/cards.js`, 10000],
  [`widget/${version}/live.js`, 2000],
  [`widget/${version}/staff.js`, 12000],
  [`widget/${version}/sales.js`, 8000],
];
let failed = 0;
for (const [file, limit] of budgets) {
  const size = statSync(join(dist, `${file}.br`)).size;
  if (size > limit) failed++;
  console.log(`${size > limit ? 'FAIL' : 'ok  '} ${file} ${size} of ${limit} bytes brotli`);
}
console.log(`sizes: ${budgets.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
