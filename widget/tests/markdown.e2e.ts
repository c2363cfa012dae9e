/** What an answer may be written with, and what never comes of it. */
import { expect, test } from 'vitest';
import { answers, open, server, talk, visit } from './stage.ts';

const attacks = [
  '<script>window.hit = 1</script>',
  '<img src=x onerror="window.hit = 1">',
  '<svg/onload=window.hit=1>',
  '<a href="javascript:window.hit=1">x</a>',
  '<iframe src="https://evil.example"></iframe>',
  '[x](javascript:window.hit=1)',
  '[x](JaVaScRiPt:window.hit=1)',
  '[x]( javascript:window.hit=1)',
  '[x](java\nscript:window.hit=1)',
  '[x](&#106;avascript:window.hit=1)',
  '[x](\u0001javascript:window.hit=1)',
  '[x](data:text/html,<script>window.hit=1</script>)',
  '[x](vbscript:msgbox)',
  '[x](//evil.example)',
  '[x](/\\evil.example)',
  '<javascript:window.hit=1>',
  '![x](https://evil.example/pixel.png)',
  '![x](javascript:window.hit=1)',
  '[![x](https://evil.example/p.png)](javascript:window.hit=1)',
  '`<img src=x onerror=window.hit=1>`',
  '```html\n<script>window.hit=1</script>\n```',
  '| a |\n|---|\n| <img src=x onerror=window.hit=1> |',
  '[x](https://ok.example "onmouseover=window.hit=1")',
  '**[x](javascript:window.hit=1)**',
];

test.each([1, 3, 1000])('20 attack texts do nothing, in pieces of %i characters', async (size) => {
  const page = await visit();
  await open(page);
  const found = await page.evaluate(
    ({ attacks, size }) => {
      type Written = HTMLElement & { content: { text: string; done: boolean } };
      return attacks.flatMap((text) => {
        const element = document.createElement('sales-chat-text') as Written;
        document.body.append(element);
        for (let end = size; end < text.length; end += size)
          element.content = { text: text.slice(0, end), done: false };
        element.content = { text, done: true };
        const links = [...element.querySelectorAll('a')]
          .map((a) => a.href)
          .filter((href) => !/^https:\/\/(ok|evil)\.example\//.test(href));
        const alive = element.querySelectorAll(
          'script, img, svg, iframe, style, object, [onerror], [onload], [style]',
        ).length;
        return links.length || alive ? [`${text}: ${links} ${alive}`] : [];
      });
    },
    { attacks, size },
  );
  expect(found).toEqual([]);
  expect(await page.evaluate(() => (window as unknown as { hit?: number }).hit)).toBeUndefined();
  expect(server.seen.some((s) => s.path.includes('pixel'))).toBe(false);
});

test.each([1, 4, 1000])('20 Markdown is rendered, in pieces of %i characters', async (size) => {
  const page = await visit();
  const text =
    '## Drei Tuche\n\nFür *Juni* **leicht**, ~~schwer~~ und `HK-139`.\nNeue Zeile.\n\n1. Leinen\n   - trocken\n   - hell\n2. Fresco\n\n> Zitat\n\n| Tuch | g/m² |\n|---|---|\n| Leinen | 290 |\n\n---\n\n[Pflege](https://ok.example/pflege), https://ok.example/x.\nsnake_case_bleibt 2 * 3 * 4\n\n```\n<b>\n```\n\nletzte **Worte**';
  server.answer = (run) => {
    for (let at = 0; at < text.length; at += size) run.text(text.slice(at, at + size));
    run.finish();
  };
  await talk(page);
  await expect.poll(() => answers(page).last().textContent()).toContain('letzte Worte');
  expect(
    await answers(page)
      .last()
      .evaluate((e) => e.innerHTML),
  ).toBe(
    '<h4>Drei Tuche</h4><p>Für <em>Juni</em> <strong>leicht</strong>, <s>schwer</s> und <code>HK-139</code>.<br>Neue Zeile.</p>' +
      '<ol><li>Leinen<ul><li>trocken</li><li>hell</li></ul></li><li>Fresco</li></ol><blockquote><p>Zitat</p></blockquote>' +
      '<table><tr><th>Tuch</th><th>g/m²</th></tr><tr><td>Leinen</td><td>290</td></tr></table><hr>' +
      '<p><a href="https://ok.example/pflege" rel="noopener noreferrer nofollow" target="_blank">Pflege</a>, <a href="https://ok.example/x" rel="noopener noreferrer nofollow" target="_blank">https://ok.example/x</a>.<br>snake_case_bleibt 2 * 3 * 4</p>' +
      '<pre><code>&lt;b&gt;</code></pre><p>letzte <strong>Worte</strong></p>',
  );
});

test('half-written emphasis and links never show their marks', async () => {
  const page = await visit();
  await open(page);
  const seen = await page.evaluate((text) => {
    const element = document.createElement('sales-chat-text') as HTMLElement & {
      content: { text: string; done: boolean };
    };
    const states: string[] = [];
    for (let end = 1; end <= text.length; end++) {
      element.content = { text: text.slice(0, end), done: end === text.length };
      states.push(element.textContent ?? '');
    }
    return states;
  }, 'Ein **leichtes Tuch** und [die Pflege](https://ok.example/pflege) dazu');
  expect(seen.filter((state) => /[*\][(]/.test(state))).toEqual([]);
  expect(seen.at(-1)).toBe('Ein leichtes Tuch und die Pflege dazu');
});
