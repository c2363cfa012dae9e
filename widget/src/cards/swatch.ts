import { brightness } from '../colour.ts';
import { toHex } from './colours.ts';

/**
 * A cloth drawn as its weave: one tile, repeated. A tile is its size and a few strokes, light or dark on the ground
 * colour; the numbers are weaves as a loom draws them, not decoration.
 */
type Stroke = { d: string; light?: boolean | 'contrast'; width?: number; alpha?: number; fill?: boolean };
type Tile = { size: [number, number]; strokes: Stroke[] };

const weaves: Record<string, Tile> = {
  plain: {
    size: [4, 4],
    strokes: [
      { d: 'M0 1h2M2 3h2', light: true, alpha: 0.16 },
      { d: 'M1 2v2M3 0v2', alpha: 0.16 },
    ],
  },
  twill: {
    size: [4.5, 4.5],
    strokes: [
      { d: 'M-1 5.5L5.5-1M-1 1L1-1M3.5 5.5L5.500 3.5', width: 1.1, light: true, alpha: 0.13 },
      { d: 'M-1 3.2L3.2-1M1.300 5.500L5.500 1.300', width: 0.9, alpha: 0.17 },
    ],
  },
  herringbone: {
    size: [28, 7],
    strokes: [
      { d: 'M0 7L14-7M0 14L14 0M0 0L3-3M28 7L14-7M28 14L14 0', width: 2.2, light: true, alpha: 0.24 },
      { d: 'M0 10.5L14-3.5M28 10.5L14-3.5M0 3.5L7-3.5M28 3.5L21-3.5', width: 1.2, alpha: 0.22 },
    ],
  },
  flannel: {
    size: [37, 41],
    strokes: [
      {
        d: 'M3 4l6 1M15 9l5-2M27 3l4 2M8 17l4 2M21 20l7-1M33 14l3 2M2 28l5-2M14 31l6 2M26 29l5 1M9 38l5-1M30 37l4 1M20 2l2 1',
        light: true,
        width: 1.6,
        alpha: 0.1,
      },
      {
        d: 'M10 2l4 1M30 9l5 1M1 13l5 1M16 15l4 1M25 25l5-2M6 34l4 1M33 23l4 1M19 37l5-1M12 24l4 1M22 12l4 1',
        width: 1.8,
        alpha: 0.12,
      },
    ],
  },
  hopsack: {
    size: [8, 8],
    strokes: [
      { d: 'M0 1h4M0 3h4M4 5h4M4 7h4', width: 1.2, light: true, alpha: 0.2 },
      { d: 'M5 0v4M7 0v4M1 4v4M3 4v4', width: 1.2, alpha: 0.2 },
    ],
  },
  corduroy: {
    size: [7, 7],
    strokes: [
      { d: 'M2.2 0v7', width: 2.2, light: true, alpha: 0.2 },
      { d: 'M6 0v7', width: 2, alpha: 0.34 },
    ],
  },
  velvet: {
    size: [90, 60],
    strokes: [
      { d: 'M0 0h40L22 60H0z', light: true, alpha: 0.1, fill: true },
      { d: 'M58 0h32v60H44z', alpha: 0.16, fill: true },
      { d: 'M40 0L22 60', width: 9, light: true, alpha: 0.08 },
    ],
  },
  linen: {
    size: [31, 23],
    strokes: [
      { d: 'M0 3h31M0 9h14M18 9h13M0 15h31M0 20h22', light: true, width: 0.9, alpha: 0.2 },
      { d: 'M4 0v23M11 0v15M17 4v19M24 0v23M29 8v15', width: 0.8, alpha: 0.13 },
      { d: 'M6 9h7M20 15h8M2 20h5', light: true, width: 1.9, alpha: 0.22 },
    ],
  },
  seersucker: {
    size: [14, 12],
    strokes: [
      { d: 'M0 0h7v12H0z', light: true, alpha: 0.55, fill: true },
      { d: 'M1 2q3 2 5 0M1 6q3-2 5 0M1 10q3 2 5 0', width: 0.8, alpha: 0.12 },
      { d: 'M7 1h7M7 4h7M7 7h7M7 10h7', width: 0.7, light: true, alpha: 0.12 },
    ],
  },
};

/**
 * A check as it is woven: the same dark and light threads in warp and weft, bound as twill over two and under two.
 * What lies on top at each crossing is what one sees; that alone makes the teeth of a houndstooth.
 */
function woven(threads: number[], size: number, alpha: number): Tile {
  const dark = threads.flatMap((count, i) => Array<boolean>(count).fill(i % 2 === 0));
  const seen = (x: number, y: number) => ((x + y) % 4 < 2 ? dark[x] : dark[y]);
  const at = (threads: number) => +(threads * size).toFixed(2);
  let d = '';
  for (let y = 0; y < dark.length; y++) {
    for (let x = 0; x < dark.length; x++) {
      const from = x;
      while (x < dark.length && seen(x, y)) x++;
      if (x > from) d += `M${at(from)} ${at(y + 0.5)}h${at(x - from)}`;
    }
  }
  return { size: [at(dark.length), at(dark.length)], strokes: [{ d, width: size, alpha, light: 'contrast' }] };
}

const patterns: Record<string, Tile> = {
  pinstripe: { size: [18, 6], strokes: [{ d: 'M9 0v2.4M9 3.2v2.4', width: 1.1, light: true, alpha: 0.62 }] },
  chalkstripe: {
    size: [26, 7],
    strokes: [{ d: 'M12.4 0v3M13.4 2v4M12.8 5v2', width: 1.8, light: true, alpha: 0.42 }],
  },
  stripe: { size: [16, 8], strokes: [{ d: 'M0 0h7v8H0z', light: true, alpha: 0.3, fill: true }] },
  houndstooth: woven([4, 4], 2.1, 0.82),
  glencheck: woven([4, 4, 4, 4, 4, 4, 4, 4, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2], 1.05, 0.62),
  windowpane: {
    size: [44, 52],
    strokes: [{ d: 'M22 0v52M0 26h44', width: 1.3, light: true, alpha: 0.5 }],
  },
  check: {
    size: [32, 32],
    strokes: [
      { d: 'M0 0h14v32H0z', alpha: 0.2, fill: true },
      { d: 'M0 0h32v14H0z', alpha: 0.2, fill: true },
      { d: 'M22 0v32M0 22h32', width: 1.2, light: true, alpha: 0.4 },
    ],
  },
  birdseye: {
    size: [7, 7],
    strokes: [{ d: 'M1.5 1.5h1.4M5 5h1.4', width: 1.5, light: true, alpha: 0.5 }],
  },
  nailhead: {
    size: [5, 5],
    strokes: [{ d: 'M1 1h1.6M3.4 3.4h1.6', width: 1.6, light: true, alpha: 0.34 }],
  },
  donegal: {
    size: [47, 43],
    strokes: [
      { d: 'M5 7h2M22 4h2M38 12h2M12 22h2M30 27h2M44 34h2M8 38h2M25 40h2M18 14h2', width: 2, light: true, alpha: 0.6 },
      { d: 'M14 5h2M33 7h2M3 17h2M25 18h2M40 24h2M18 31h2M35 38h2M5 29h2', width: 2, alpha: 0.55 },
    ],
  },
};

/** What people and catalogues call them, in German, English and French. */
const names: [RegExp, string][] = [
  [/herring|fischgr|chevron/, 'herringbone'],
  [/hound|hahnentritt|pied.de/, 'houndstooth'],
  [/glen|prince|esterhazy/, 'glencheck'],
  [/window|überkaro|fenster|carreau/, 'windowpane'],
  [/chalk|kreide|craie/, 'chalkstripe'],
  [/pin.?stripe|nadel|tennis/, 'pinstripe'],
  [/seersucker/, 'seersucker'],
  [/strip|streif|raies|rayure/, 'stripe'],
  [/check|karo|tartan|plaid/, 'check'],
  [/bird|vogelauge|caviar/, 'birdseye'],
  [/nail|pick|sharkskin|pfeffer/, 'nailhead'],
  [/donegal|tweed|melang|melier|noppe|mottled/, 'donegal'],
  [/cord/, 'corduroy'],
  [/velvet|samt|velour/, 'velvet'],
  [/flan|tuch|loden|woollen|brushed|cashmere/, 'flannel'],
  [/linen|leinen|lin\b|slub/, 'linen'],
  [/hopsack|basket|panama|mesh|mock/, 'hopsack'],
  [/plain|leinwand|tropical|fresco|toile|poplin|taft|tuchbindung/, 'plain'],
  [/twill|köper|serge|gabardine|kammgarn|barathea|satin|atlas|cavalry|drill|denim|sergé/, 'twill'],
];

const find = <T>(list: [RegExp, T][], word: string) => list.find(([name]) => name.test(word))?.[1];

type Cloth = { weave?: unknown; colour?: unknown; pattern?: unknown };

let count = 0;

/** Draws the cloth with nothing but DOM calls; `label` is read to those who can't see it. */
export function swatch({ weave, colour, pattern }: Cloth, label: string): SVGElement {
  const ground = find(names, `${weave ?? ''}`.toLowerCase());
  const motif = find(names, `${pattern ?? ''}`.toLowerCase());
  const base = weaves[ground ?? ''] ?? weaves[motif ?? ''] ?? weaves.twill!;
  const over = patterns[motif ?? ''] ?? patterns[ground ?? ''] ?? (ground === motif ? undefined : weaves[motif ?? '']);
  const hex = toHex(colour);
  const shade = brightness(hex);
  const id = `cloth${count++}`;
  const area = { width: '100%', height: '100%' };
  const picture = make('svg', { class: 'swatch' });
  if (label)
    for (const [name, value] of Object.entries({ role: 'img', 'aria-label': label })) picture.setAttribute(name, value);
  else picture.setAttribute('aria-hidden', 'true');
  picture.append(make('rect', { ...area, fill: hex }));
  for (const [i, layer] of [base, over === base ? undefined : over].entries()) {
    if (layer) picture.append(tile(`${id}-${i}`, layer, shade), make('rect', { ...area, fill: `url(#${id}-${i})` }));
  }
  return picture;
}

function tile(id: string, { size, strokes }: Tile, shade: number): SVGElement {
  const pattern = make('pattern', { id, width: size[0], height: size[1], patternUnits: 'userSpaceOnUse' });
  for (const { d, light, width = 1, alpha = 1, fill } of strokes) {
    // On a pale ground a light thread is hardly seen: the cloth then lives by its dark one.
    const drowned = shade > 0.62 && alpha > 0.3 && !fill;
    const tone = (light === 'contrast' ? shade < 0.48 : light && !drowned) ? '#fff' : '#0b0d12';
    const paint: Record<string, string | number> = fill
      ? { fill: tone, 'fill-opacity': alpha }
      : { fill: 'none', stroke: tone, 'stroke-width': width, 'stroke-opacity': alpha };
    pattern.append(make('path', { d, ...paint }));
  }
  return pattern;
}

function make(tag: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, `${value}`);
  return element;
}
