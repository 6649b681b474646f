import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lexer, type Token, type Tokens } from 'marked';
import { expect, test } from 'vitest';
import { guideFile, parseGuide, readGuides } from '../../../assets/read-guide.ts';
import { LANGUAGES } from '../../../preload/contract/languages.ts';
import { loadPageWords } from '../../../preload/messages/page.ts';
import { GUIDE_TERMS } from '../../../renderer/help/guide-terms.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const translated = LANGUAGES.filter((language) => guideFile(root, language) !== guideFile(root, 'en'));

test.each(LANGUAGES)('the guide in the app has every section, and what screens ask it about: %s', (language) => {
  const { sections, terms } = readGuides(root)[language];
  expect(sections.length).toBeGreaterThan(10);
  for (const { title, blocks, words } of sections) {
    expect([title, blocks.length > 0, words.length > 20]).toEqual([title, true, true]);
  }
  expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length);
  expect(GUIDE_TERMS.filter((term) => (terms[term]?.length ?? 0) === 0)).toEqual([]);
});

test.each(translated)(
  'the guide in %s is the English one section by section: lists, tables, pictures, code',
  (language) => {
    const shape = (of: typeof language | 'en') => lexer(readFileSync(guideFile(root, of), 'utf8')).map(shapeOf);
    expect(shape(language)).toEqual(shape('en'));
    expect(readGuides(root)[language].sections.map(({ id }) => id)).toEqual(
      readGuides(root).en.sections.map(({ id }) => id),
    );
  },
);

test('a translation that lacks a line, a picture or a row is found', () => {
  const shape = (markdown: string) => lexer(markdown).map(shapeOf);
  const whole = '## A\n\n- **One.** x\n- two\n\n![p](p.webp)\n\n| a |\n|---|\n| 1 |\n';
  expect(shape(whole.replace('two', 'zwei').replace('One', 'Eins'))).toEqual(shape(whole));
  for (const part of ['\n- two', '![p](p.webp)', '| 1 |\n', '## A', '**']) {
    expect(shape(whole.replaceAll(part, ''))).not.toEqual(shape(whole));
  }
});

test('terms of a translation are found by their English names', () => {
  const original = '## Words\n\n- **Token.** Proof.\n- plain\n- **Storage.** Room.\n';
  const { sections, terms } = parseGuide('## Wörter\n\n- **Marke.** Beweis.\n- so\n- **Speicher.** Platz.\n', original);
  expect(terms).toEqual({ Token: [' Beweis.'], Storage: [' Platz.'] });
  expect(sections.map(({ id, title }) => [id, title])).toEqual([['words', 'Wörter']]);
});

test.each(['en', ...translated] as const)(
  'what the guide prints slanted stands on a screen in these words: %s',
  async (language) => {
    const said = new Set(sentencesOf(await loadPageWords(language)));
    const slanted = readFileSync(guideFile(root, language), 'utf8').matchAll(/(?<![*\w])\*([^*\n]+)\*(?![*\w])/g);
    const unsaid = [...slanted]
      .flatMap(([, words = '']) => words.replace(/\d+/, '#').split(', '))
      .filter((words) => !said.has(words));
    expect(unsaid.filter((words) => !FOLDERS_OF_X_PLANE.has(words))).toEqual([]);
  },
);

const FOLDERS_OF_X_PLANE: ReadonlySet<string> = new Set(['Custom Scenery', 'Aircraft', 'Resources/plugins']);

/** A catalogue's sentences; of one with parameters what stands before its colon or bracket, each number as #. */
function sentencesOf(section: object): readonly string[] {
  return Object.values(section).flatMap((value: unknown) => {
    if (typeof value === 'string') return [value];
    if (typeof value === 'object' && value !== null) return sentencesOf(value);
    const made = String(value).replaceAll(/\$\{\w+\}/g, '#');
    return [/[`'](?<said>[^`':(]+)/.exec(made)?.groups?.said?.replace(/ #?$/, '').trim() ?? ''];
  });
}

/** What a translation must have too, whatever its words: the kind of each block, its rows, its pictures and its code. */
function shapeOf(token: Token): unknown {
  const inner = (tokens: readonly Token[] | undefined) =>
    (tokens ?? []).map(({ type }) => type).filter((type) => type === 'strong');
  switch (token.type) {
    case 'heading':
      return ['heading', token.depth];
    case 'code':
      return ['code', token.text];
    case 'list':
      return [
        'list',
        token.ordered,
        (token as Tokens.List).items.map(({ tokens }) =>
          tokens.map((part) => [part.type, inner('tokens' in part ? part.tokens : [])]),
        ),
      ];
    case 'table':
      return ['table', (token as Tokens.Table).rows.map((row) => row.map(({ text }) => text === ''))];
    case 'paragraph':
      return [
        'paragraph',
        (token as Tokens.Paragraph).tokens
          .filter(({ type }) => type === 'image')
          .map((image) => (image as Tokens.Image).href),
      ];
    default:
      return token.type;
  }
}
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
