/** What Maven runs: installs when the lockfile changed, builds when a source changed, and otherwise does nothing. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = dirname(fileURLToPath(import.meta.url));

function npm(...args) {
  const { status } = spawnSync('npm', args, { cwd: home, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status) process.exit(status);
}

function filesIn(folder) {
  return readdirSync(join(home, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function hash(files) {
  const all = createHash('sha256');
  for (const file of files) all.update(file.slice(home.length)).update(readFileSync(file));
  return all.digest('hex');
}

/** Runs the work unless the mark of the last time says that it was done for just this. */
function onlyIfChanged(mark, state, work) {
  const path = join(home, mark);
  if (existsSync(path) && readFileSync(path, 'utf8') === state) return;
  work();
  writeFileSync(path, state);
}

const top = ['package.json', 'package-lock.json', 'tsconfig.json', 'biome.json', 'build.mjs', 'sizes.mjs'];
onlyIfChanged('node_modules/.installed', hash([join(home, 'package-lock.json')]), () =>
  npm('ci', '--no-audit', '--no-fund'),
);
const sources = [...top.map((name) => join(home, name)), ...filesIn('src'), ...filesIn('pages')];
onlyIfChanged('dist/.built', hash(sources), () => {
  // Resources of an earlier version would be packed along.
  rmSync(join(home, 'target/classes/META-INF'), { recursive: true, force: true });
  npm('run', 'build');
});
