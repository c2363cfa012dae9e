/**
 * Markdown into DOM nodes while it arrives. Knows what a chat answer uses: paragraphs, headings, lists, quotes, code,
 * tables, emphasis, links. Never parses HTML, never loads anything, and sets no attribute but a link's and a list's
 * `start`, so there is nothing to sanitise afterwards.
 */
export class MarkdownWriter {
  /** What is not followed by an empty line yet and may still change its meaning. */
  private tail = '';
  private open: Node[] = [];

  constructor(private readonly into: Element) {}

  write(piece: string): void {
    this.tail += piece.replaceAll('\r', '');
    const end = settled(this.tail);
    if (end) {
      this.show(blocks(this.tail.slice(0, end)));
      this.open = [];
      this.tail = this.tail.slice(end);
    }
    this.show(blocks(closed(this.tail)));
  }

  /** Shows what stands, exactly as it was written: nothing more will come. */
  end(): void {
    this.show(blocks(this.tail));
  }

  private show(nodes: Node[]): void {
    for (const node of this.open) node.parentNode?.removeChild(node);
    this.into.append(...nodes);
    this.open = nodes;
  }
}

const fence = /^\s*(```|~~~)/;
const item = /^(\s*)([-*+]|(\d{1,9})[.)])\s+/;
const rule = /^\s*([-*_])(\s*\1){2,}\s*$/;
const divider = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/** Up to where the text is final: behind the last empty line that is not inside a fence. */
function settled(text: string): number {
  let end = 0;
  let at = 0;
  let fenced = false;
  for (const line of text.split('\n')) {
    if (fence.test(line)) fenced = !fenced;
    at += line.length + 1;
    if (!fenced && !line.trim() && at <= text.length) end = at;
  }
  return end;
}

/** Half-written emphasis and links look finished while they are being written. */
function closed(text: string): string {
  const half = text.replace(/!?\[([^\]\n]*)(\](\([^)\s]*)?)?$/, '$1').replace(/[*_`~]+$/, '');
  return (half.match(/\*\*/g)?.length ?? 0) % 2 ? `${half.trimEnd()}**` : half;
}

function blocks(text: string): Node[] {
  const lines = text.split('\n');
  const nodes: Node[] = [];
  while (lines.length) {
    const line = lines[0]!;
    if (!line.trim()) lines.shift();
    else nodes.push(block(line, lines));
  }
  return nodes;
}

/** Takes the lines of one block off the front. */
function block(line: string, lines: string[]): Node {
  const heading = /^\s*(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line);
  if (heading) {
    lines.shift();
    // Headings of a message must not break the outline of the host's page.
    return make(heading[1]!.length < 4 ? 'h4' : 'h5', inline(heading[2]!));
  }
  if (fence.test(line)) return code(lines);
  if (rule.test(line)) {
    lines.shift();
    return make('hr');
  }
  if (/^\s*>/.test(line))
    return make(
      'blockquote',
      blocks(
        take(lines, (l) => /^\s*>/.test(l))
          .map((l) => l.replace(/^\s*> ?/, ''))
          .join('\n'),
      ),
    );
  if (item.test(line)) return listed(lines);
  if (line.includes('|') && divider.test(lines[1] ?? '')) return table(take(lines, (l) => l.includes('|')));
  const text = take(
    lines,
    (l, i) => !!l.trim() && (i === 0 || !(fence.test(l) || item.test(l) || /^\s*(#{1,6}\s|>)/.test(l))),
  );
  return make('p', inline(text.join('\n').trim()));
}

function code(lines: string[]): Node {
  lines.shift();
  const body = take(lines, (l) => !fence.test(l));
  lines.shift();
  return make('pre', [make('code', [document.createTextNode(body.join('\n'))])]);
}

function listed(lines: string[]): Node {
  const first = item.exec(lines[0]!)!;
  const indent = first[1]!.length;
  const own = (l: string) => (item.exec(l)?.[1]?.length ?? 99) <= indent + 1;
  const ordered = first[3] !== undefined;
  const list = make(ordered ? 'ol' : 'ul');
  if (ordered && first[3] !== '1') list.setAttribute('start', first[3]!);
  while (lines.length && lines[0]!.trim() && own(lines[0]!) && (item.exec(lines[0]!)![3] !== undefined) === ordered) {
    const head = lines.shift()!.replace(item, '');
    const more = take(lines, (l) => !!l.trim() && !own(l) && /^\s/.test(l)).map((l) => l.replace(/^\s{1,4}/, ''));
    list.append(make('li', [...inline(head), ...blocks(more.join('\n'))]));
  }
  return list;
}

function table(lines: string[]): Node {
  const row = (line: string, tag: string) =>
    make(
      'tr',
      line
        .replace(/^\s*\||\|\s*$/g, '')
        .split('|')
        .map((cell) => make(tag, inline(cell.trim()))),
    );
  return make(
    'table',
    lines.filter((_, i) => i !== 1).map((line, i) => row(line, i ? 'td' : 'th')),
  );
}

function take(lines: string[], fits: (line: string, index: number) => boolean): string[] {
  let count = 0;
  while (count < lines.length && fits(lines[count]!, count)) count++;
  return lines.splice(0, Math.max(0, count));
}

const marks =
  /\\([!-/:-@[-`{-~])|(`+)([^`]+?)\2|!?\[([^\]\n]*)\]\(\s*<?([^\s)>]*)>?[^)\n]*\)|(\*\*|__|~~)(?=\S)([\s\S]*?\S)\6|(?<![\w*])([*_])(?=\S)([\s\S]*?[^\s*])\8(?!\w)|(https?:\/\/[^\s<>()[\]]*[^\s<>()[\].,;:!?'"»“])|\n/;

function inline(text: string): Node[] {
  const nodes: Node[] = [];
  let rest = text;
  for (;;) {
    const m = marks.exec(rest);
    if (!m) break;
    if (m.index) nodes.push(document.createTextNode(rest.slice(0, m.index)));
    nodes.push(marked(m));
    rest = rest.slice(m.index + m[0].length);
  }
  if (rest) nodes.push(document.createTextNode(rest));
  return nodes;
}

function marked([, escaped, , verbatim, label, target, strong, bold, , slanted, url]: RegExpExecArray): Node {
  if (escaped) return document.createTextNode(escaped);
  if (verbatim !== undefined) return make('code', [document.createTextNode(verbatim.trim())]);
  // An image would tell its host who reads this, so it is a link to it.
  if (label !== undefined) return link(target ?? '', inline(label || target || ''));
  if (strong) return make(strong === '~~' ? 's' : 'strong', inline(bold!));
  if (slanted) return make('em', inline(slanted));
  return url ? link(url, [document.createTextNode(url)]) : make('br');
}

/** Only these lead out of a message; any other address stays text. */
const safe = /^(?:https?:\/\/|mailto:|tel:|\/(?![/\\])|#)/i;

function link(url: string, label: Node[]): Node {
  if (!safe.test(url)) return make('span', label);
  const a = make('a', label);
  a.setAttribute('href', url);
  a.setAttribute('rel', 'noopener noreferrer nofollow');
  if (!/^[/#]/.test(url)) a.setAttribute('target', '_blank');
  return a;
}

function make(tag: string, children: Node[] = []): HTMLElement {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
}
