const colours: [RegExp, string][] = [
  [/midnight|mitternacht|minuit/, '#141a2e'],
  [/navy|marine|dunkelblau/, '#1f2a44'],
  [/charcoal|anthra/, '#33363b'],
  [/light.?gr[ea]y|hellgrau|gris clair/, '#a9abab'],
  [/gr[ea]y|grau|gris/, '#6d7074'],
  [/tobacco|tabak|cognac/, '#7a5230'],
  [/camel|kamel|sand/, '#b08d57'],
  [/brown|braun|marron|brun/, '#4f3a2b'],
  [/bottle|flasche|tanne|forest/, '#1f3a30'],
  [/olive|oliv|loden|moss|moos/, '#54583a'],
  [/green|grün|vert/, '#33523f'],
  [/burgund|bordeaux|wein|oxblood/, '#53202b'],
  [/red|rot|rouge|rost|rust/, '#7d3327'],
  [/light.?blue|hellblau|himmel|sky|ciel/, '#8fa6bf'],
  [/blue|blau|bleu|royal/, '#2d4672'],
  [/ivory|elfenbein|ecru|cream|creme|crème|off.?white|natur/, '#e6dfce'],
  [/white|weiß|blanc/, '#f0efea'],
  [/beige|stone|stein/, '#c2b49a'],
  [/black|schwarz|noir/, '#1a1a1c'],
];

export function toHex(colour: unknown): string {
  const word = `${colour ?? ''}`.trim().toLowerCase();
  if (/^#[0-9a-f]{6}$/.test(word)) return word;
  if (/^#[0-9a-f]{3}$/.test(word)) return word.replace(/[0-9a-f]/g, '$&$&');
  return colours.find(([name]) => name.test(word))?.[1] ?? '#4a4f58';
}
