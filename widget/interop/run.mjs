// Starts the servers once, runs every test against them and says last how many passed.
import { readdirSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { start } from './servers.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(here)
  .filter((name) => name.endsWith('.test.mjs'))
  .map((name) => here + name);

const servers = await start();
process.env.HENK_URL = servers.url;

let passed = 0;
let failed = 0;
const stream = run({ files, concurrency: 1, timeout: 120_000 });
const counts = (event) => event.details.type !== 'suite' && !event.name.endsWith('.mjs');
stream.on('test:pass', (event) => (passed += counts(event) ? 1 : 0));
stream.on('test:fail', (event) => (failed += event.details.type === 'suite' ? 0 : 1));
stream.compose(spec).pipe(process.stdout);
await new Promise((done) => stream.on('end', done));
await servers.stop();
if (passed === 0) failed = Math.max(1, failed);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`, () => process.exit(failed === 0 ? 0 : 1));
