import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseGuide, readGuide } from '../../../assets/read-guide.ts';
import { GUIDE_TERMS } from '../../../renderer/help/guide-terms.ts';

test('the guide in the app has every section of docs/guide.md, and what screens ask it about', () => {
  const { sections, terms } = readGuide(join(import.meta.dirname, '..', '..', '..'));
  expect(sections.length).toBeGreaterThan(10);
  for (const { title, blocks, words } of sections) {
    expect([title, blocks.length > 0, words.length > 20]).toEqual([title, true, true]);
  }
  expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length);
  for (const term of GUIDE_TERMS) expect([term, terms[term]?.length ?? 0]).toEqual([term, expect.any(Number)]);
  expect(GUIDE_TERMS.filter((term) => (terms[term]?.length ?? 0) === 0)).toEqual([]);
});

test('words, lists, tables and code become data; pictures and addresses stay out', () => {
  const { sections, terms } = parseGuide(`# Title

Before.

## One & two

A *word* in **bold** with \`code\` and [a link](else.md).

![A picture](a.webp)

- **Term.** What it <means> is.

| a | b |
|---|---|
| 1 | \`2\` |

\`\`\`
run it
\`\`\`
`);
  expect(sections).toEqual([
    {
      id: 'one-two',
      title: 'One & two',
      words: expect.stringContaining('What it <means> is.'),
      blocks: [
        {
          paragraph: [
            'A ',
            { em: ['word'] },
            ' in ',
            { strong: ['bold'] },
            ' with ',
            { code: 'code' },
            ' and ',
            'a link',
            '.',
          ],
        },
        { list: [[{ strong: ['Term.'] }, ' What it ', '<means>', ' is.']], ordered: false },
        { head: [['a'], ['b']], rows: [[['1'], [{ code: '2' }]]] },
        { code: 'run it' },
      ],
    },
  ]);
  expect(terms.Term).toEqual([' What it ', '<means>', ' is.']);
  expect(sections[0]?.words).not.toContain('else.md');
});
