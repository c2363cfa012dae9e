/**
 * Builds everything that is served into `dist/`: the loader at its lasting address, the panel under a name that
 * changes with its content, the pages; and beside each text file its `.br` and `.gz`.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';

const home = dirname(fileURLToPath(import.meta.url));
const dist = join(home, 'dist');
rmSync(dist, { recursive: true, force: true });

/** Takes out what only the reader of the source needs: indentation inside templates and style sheets. */
const tight = {
  name: 'tight-templates',
  enforce: 'pre',
  transform(code, id) {
    if (!id.startsWith(join(home, 'src')) && !id.startsWith(join(home, 'pages/sales'))) return null;
    if (/styles\.ts$/.test(id))
      return code
        .replace(/\s*\n\s*/g, '\n')
        .replace(/\s*([{};])\s+(?=[^$])/g, '$1')
        .replace(/;\}/g, '}')
        .replace(/([:,>]) (?=\S)/g, '$1')
        .replace(/ > ?/g, '>');
    return code.replace(/>\s*\n\s*(?=<|\$\{)/g, '>').replace(/\}\s*\n\s*(?=<)/g, '}');
  },
};

/** Where Lit says how sheets come to an element, we do, in a tenth of the words. */
const styleSheets = {
  name: 'style-sheets',
  enforce: 'pre',
  resolveId: (id) => (id === './css-tag.js' ? join(home, 'src/style-sheets.ts') : null),
};

async function bundle(entry, format, define = {}, ...plugins) {
  const result = await build({
    root: home,
    configFile: false,
    logLevel: 'warn',
    plugins: [tight, styleSheets, ...plugins],
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    build: {
      write: false,
      target: 'es2023',
      minify: 'oxc',
      modulePreload: false,
      lib: { entry: join(home, entry), formats: [format], name: 'henk', fileName: 'out' },
      // Said again here because Vite's library mode alone keeps the white space of ES modules.
      rolldownOptions: { output: { minify: true, comments: { legal: false } } },
    },
  });
  const [{ output }] = [result].flat();
  return output[0].code;
}

function write(path, content) {
  const file = join(dist, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

const fingerprint = (content) => createHash('sha256').update(content).digest('hex').slice(0, 12);

const panel = await bundle('src/define.ts', 'es');
/** What one file lends the others is there once: Lit and the words from the panel, what cards are drawn with from theirs. */
const lent = (file, ...endings) => ({
  name: `from-${file}`,
  enforce: 'pre',
  resolveId: (id) => (endings.some((ending) => id.endsWith(ending)) ? { id: `./${file}`, external: true } : null),
});
const isLit = {
  name: 'lit',
  enforce: 'pre',
  resolveId: (id) => (id === 'lit' ? { id: './panel.js', external: true } : null),
};
const fromPanel = [isLit, lent('panel.js', '/wording.ts', '/chat-panel.ts')];
const fromCards = lent('cards.js', '/cards/define.ts', '/cards/parts.ts', '/format.ts');
const fromStaff = lent('staff.js', '/staff/define.ts');
const parts = { 'panel.js': panel, 'cards.js': await bundle('src/cards/define.ts', 'es', {}, ...fromPanel) };
parts['live.js'] = await bundle('src/live.ts', 'es', {}, ...fromPanel);
parts['staff.js'] = await bundle('src/staff/define.ts', 'es', {}, ...fromPanel, fromCards);
parts['sales.js'] = await bundle('pages/sales/sales.ts', 'es', {}, ...fromPanel, fromCards, fromStaff);
for (const name of ['proactive', 'elsewhere']) parts[`${name}.js`] = await bundle(`src/${name}.ts`, 'es');
for (const language of ['de', 'en', 'fr']) parts[`${language}.js`] = await bundle(`src/wording/${language}.ts`, 'es');
const version = fingerprint(Object.values(parts).join());
for (const [name, code] of Object.entries(parts)) write(`widget/${version}/${name}`, code);

const loaderFor = (files) => bundle('src/loader.ts', 'iife', { __FILES__: JSON.stringify(files) });
write('widget/chat.js', await loaderFor(`${version}/`));
// For hosts that pin what they load: the same loader at an address that never changes its content.
const pinned = await loaderFor('');
write(`widget/${version}/chat.js`, pinned);

await pages();
compress(dist);
const sri = (content) => `sha384-${createHash('sha384').update(content).digest('base64')}`;
write(
  'widget/manifest.json',
  JSON.stringify({ version, integrity: { 'chat.js': sri(pinned), 'panel.js': sri(panel) } }, null, 2),
);

/** The pages' own styles, script and fonts lie under `/shop/<hash>/`; the HTML names them by it. */
async function pages() {
  const scripts = [['desk', await bundle('pages/desk/desk.ts', 'iife')]];
  for (const name of ['shop', 'outbox']) scripts.push([name, await bundle(`pages/${name}.ts`, 'iife')]);
  const styles = ['fonts', 'page', 'atelier', 'works', 'outbox', 'desk', 'sales'].map((name) => [
    name,
    readFileSync(join(home, `pages/${name}.css`), 'utf8'),
  ]);
  const icon = readFileSync(join(home, 'pages/icon.svg'), 'utf8');
  const dialog = readFileSync(join(home, 'pages/sign-in.html'), 'utf8').trim();
  const hash = fingerprint(icon + [...scripts, ...styles].map(([, text]) => text).join());
  for (const [name, code] of scripts) write(`shop/${hash}/${name}.js`, code);
  write(`shop/${hash}/icon.svg`, icon);
  for (const [name, css] of styles) write(`shop/${hash}/${name}.css`, css);
  for (const [family, file] of [
    ['source-serif-4', 'source-serif-4-latin-opsz-normal'],
    ['source-serif-4', 'source-serif-4-latin-opsz-italic'],
    ['hanken-grotesk', 'hanken-grotesk-latin-wght-normal'],
  ]) {
    mkdirSync(join(dist, `shop/${hash}`), { recursive: true });
    copyFileSync(
      join(home, `node_modules/@fontsource-variable/${family}/files/${file}.woff2`),
      join(dist, `shop/${hash}/${file}.woff2`),
    );
  }
  for (const [from, to] of [
    ['index.html', 'index.html'],
    ['works.html', 'works/index.html'],
    ['outbox.html', 'outbox/index.html'],
    ['desk.html', 'desk/index.html'],
    ['sales.html', 'sales/index.html'],
  ]) {
    const html = readFileSync(join(home, 'pages', from), 'utf8').replace('{sign-in}', dialog);
    write(to, html.replaceAll('{shop}', `/shop/${hash}`).replaceAll('{widget}', `/widget/${version}`));
  }
}

function compress(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) compress(path);
    else if (/\.(js|css|html|svg)$/.test(entry.name)) {
      const content = readFileSync(path);
      writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
      writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
    }
  }
}

console.log(`built ${relative(home, dist)}/ (panel ${version})`);
