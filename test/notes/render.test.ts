import { expect, test } from 'vitest';
import { renderNotes, renderNotesInThread } from '../../main/notes/index.ts';

const NOTES = `# What *is* new

- **Faster** by 10 %
- Two
  1. inner
- [x] done

> quoted

See [the page](https://example.org/a?b=1&c=2) and \`code <b>\`.

| a | b |
|---|---|
| 1 | 22 |

\`\`\`sh
run [this]
\`\`\`
`;

test('notes as BBCode', () => {
  expect(renderNotes(NOTES, 'bbcode')).toBe(
    [
      '[b]What [i]is[/i] new[/b]',
      '[list]\n[*][b]Faster[/b] by 10 %\n[*]Two\n[list=1]\n[*]inner\n[/list]\n[*]☑ done\n[/list]',
      '[quote]\nquoted\n[/quote]',
      'See [url=https://example.org/a?b=1&c=2]the page[/url] and code <b>.',
      '[code]\na  b\n1  22\n[/code]',
      '[code]\nrun (this)\n[/code]',
    ].join('\n\n'),
  );
});

test('notes as HTML', () => {
  expect(renderNotes(NOTES, 'html')).toBe(
    [
      '<h3>What <em>is</em> new</h3>',
      '<ul>\n<li><strong>Faster</strong> by 10 %</li>\n<li>Two\n<ol>\n<li>inner</li>\n</ol></li>\n<li>☑ done</li>\n</ul>',
      '<blockquote>\n<p>quoted</p>\n</blockquote>',
      '<p>See <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener">the page</a> and <code>code &lt;b&gt;</code>.</p>',
      '<pre><code>a  b\n1  22</code></pre>',
      '<pre><code>run [this]</code></pre>',
    ].join('\n\n'),
  );
});

test('notes as Markdown mean the same when they are read again', () => {
  const again = renderNotes(NOTES, 'markdown');
  expect(renderNotes(again, 'html')).toBe(renderNotes(NOTES, 'html'));
});

const HOSTILE: readonly string[] = [
  '<script>alert(1)</script>',
  'a <img src=x onerror=alert(1)> b',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt&colon;alert(1))',
  '[x](data:text/html;base64,AAAA)',
  '![x](https://example.org/p.png "a\\" onload=alert(1)")',
  '![a"onerror="b](https://example.org/"onerror="x)',
  '[x](https://example.org/]evil[url=javascript:x])',
  '<https://example.org/"><script>',
  '[url=javascript:alert(1)]x[/url] [img]https://example.org/p.png[/img]',
  '`[img]https://example.org/p.png[/img]`',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<!-- a --><b>x',
  '[r]\n\n[r]: javascript:alert(1)',
  '|<b>|\n|-|\n|<script>|',
  '```\n</code><script>\n```',
];

test.each(HOSTILE)('nothing of %s runs or loads', (notes) => {
  const html = renderNotes(notes, 'html');
  const tags = [...html.matchAll(/<\/?([a-z0-9]+)((?:\s+[a-z]+="[^"<>]*")*)\s*>/g)];
  // Every < of the text begins one of our own tags.
  expect(html.match(/</g)?.length ?? 0).toBe(tags.length);
  for (const [, name, attributes] of tags) {
    expect(['h3', 'p', 'a', 'ul', 'ol', 'li', 'code', 'pre', 'em', 'strong', 'br', 'hr', 'blockquote']).toContain(name);
    if (attributes) expect(attributes).toMatch(/^ href="(https?:|mailto:)[^"]*" rel="nofollow noopener"$/);
  }
  const bbcode = renderNotes(notes, 'bbcode');
  const own = /\[(?:\*|\/?(?:b|i|s|list|quote|code)|url=https?:[^[\]"]*|\/url)\]/g;
  expect(bbcode.replaceAll(own, '')).not.toMatch(/[[\]]/);
  expect(renderNotes(renderNotes(notes, 'markdown'), 'html')).not.toMatch(/<(?:script|img)|href="javascript/i);
});

test('a text that takes too long as Markdown is written as it is', () => {
  expect(renderNotes(`${'a'.repeat(60_000)}@ <b>`, 'html')).toMatch(/^<p>a+@ &lt;b&gt;<\/p>$/);
  expect(renderNotes('> '.repeat(5000), 'html')).toMatch(/^<p>&gt; /);
});

test('in a thread of its own it writes the same, and a text that takes too long is given up', async () => {
  const long = `${NOTES}\n`.repeat(40);
  expect(await renderNotesInThread(long, 'html', 120_000)).toBe(renderNotes(long, 'html'));
  expect(await renderNotesInThread(NOTES, 'bbcode', 0)).toBe(renderNotes(NOTES, 'bbcode'));
  expect(await renderNotesInThread(`${'_a'.repeat(120)} `.repeat(1000), 'html', 0)).toBeUndefined();
});

test('what only begins like a list stays a line, and a list begins where it did', () => {
  const notes = '\\- no item\n\n1986\\. A year\n\n\\+ neither\n\n3. three\n4. four\n\n- 1986\\. inside\n';
  const markdown = renderNotes(notes, 'markdown');
  expect(markdown).toBe('\\- no item\n\n1986\\. A year\n\n\\+ neither\n\n3. three\n4. four\n\n- 1986\\. inside');
  const html = renderNotes(notes, 'html');
  expect(html).toContain('<p>- no item</p>');
  expect(html).toContain('<ol start="3">');
  // What is written is read as the same again.
  expect(renderNotes(markdown, 'html')).toBe(html);
  expect(renderNotes(markdown, 'bbcode')).toContain('[list=1]\n[*]three');
});
