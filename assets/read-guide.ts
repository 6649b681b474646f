import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lexer, type Token, type Tokens } from 'marked';
import { LANGUAGES, type Language } from '../preload/contract/languages.ts';
import type { Block, GuideOfLanguages, GuidePages, GuideSection, Inline } from '../renderer/help/guide-pages.ts';

/** The guide of each language as data for the page; `root` is the project. Pictures stay out: they are of the very screens the reader has. */
export function readGuides(root: string): GuideOfLanguages {
  const original = readFileSync(guideFile(root, 'en'), 'utf8');
  const pages = LANGUAGES.map((language) => [
    language,
    parseGuide(readFileSync(guideFile(root, language), 'utf8'), original),
  ]);
  return Object.fromEntries(pages);
}

/** The guide in a language, which lies beside docs/guide.md, or that one as long as nobody has translated it. */
export function guideFile(root: string, language: Language): string {
  const translation = join(root, 'docs', `guide.${language}.md`);
  return existsSync(translation) ? translation : join(root, 'docs', 'guide.md');
}

/** Who reads the guide in the app has installed it. */
const NOT_IN_APP = 'Install';

interface Section {
  readonly title: string;
  readonly tokens: readonly Token[];
}

/**
 * A guide as data. A translation has the sections and the terms of the English one in the same order (a test holds it to that), and
 * is asked for them by their English names.
 */
export function parseGuide(markdown: string, original = markdown): GuidePages {
  const names = sectionsOf(original);
  const sections = sectionsOf(markdown).map((section, at) => ({ ...section, name: names[at]?.title ?? section.title }));
  const termNames = termsOf(names).map(([name]) => name);
  const terms = termsOf(sections).map(([term, words], at) => [termNames[at] ?? term, words] as const);
  const inApp = sections.filter(({ name }) => name !== NOT_IN_APP);
  return { sections: inApp.map(pageOf), terms: Object.fromEntries(terms) };
}

function sectionsOf(markdown: string): readonly Section[] {
  const sections: { title: string; tokens: Token[] }[] = [];
  for (const token of lexer(markdown)) {
    if (token.type === 'heading' && token.depth === 2) sections.push({ title: token.text, tokens: [] });
    else sections.at(-1)?.tokens.push(token);
  }
  return sections;
}

function pageOf({ name, title, tokens }: Section & { readonly name: string }): GuideSection {
  const blocks = tokens.map(blockOf).filter((block) => block !== null);
  const id = name
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return {
    id,
    title,
    blocks,
    words: tokens
      .map(({ raw }) => raw)
      .join(' ')
      .replaceAll(/[*`|#]|\]\([^)]*\)|!\[[^\]]*/g, ''),
  };
}

function blockOf(token: Token): Block | null {
  switch (token.type) {
    case 'paragraph': {
      const paragraph = inlineOf(token.tokens ?? []);
      return paragraph.some((part) => part !== '') ? { paragraph } : null;
    }
    case 'code':
      return { code: String(token.text) };
    case 'list': {
      const { items, ordered } = token as Tokens.List;
      return { list: items.map(({ tokens }) => inlineOf(tokens)), ordered };
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      const cells = (row: readonly Tokens.TableCell[]) => row.map(({ tokens }) => inlineOf(tokens));
      return { head: cells(header), rows: rows.map(cells) };
    }
    default:
      return null;
  }
}

function inlineOf(tokens: readonly Token[]): Inline[] {
  return tokens.flatMap((token): Inline[] => {
    switch (token.type) {
      case 'strong':
        return [{ strong: inlineOf(token.tokens ?? []) }];
      case 'em':
        return [{ em: inlineOf(token.tokens ?? []) }];
      case 'codespan':
        return [{ code: unescaped(token.text) }];
      case 'image':
        return [];
      // The page opens nothing outside: a link is read as its words.
      default:
        return 'tokens' in token && token.tokens ? inlineOf(token.tokens) : [unescaped(String(token.raw))];
    }
  });
}

function unescaped(text: string): string {
  return text
    .replaceAll('\n', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** What lists say about a term, by the bold words that they begin with. */
function termsOf(sections: readonly Section[]): readonly (readonly [string, readonly Inline[]])[] {
  const items = sections
    .flatMap(({ tokens }) => tokens.filter(({ type }) => type === 'list') as Tokens.List[])
    .flatMap((list) => list.items);
  return items.flatMap(({ tokens }) => {
    const [first, ...rest] = inlineOf(tokens);
    if (typeof first !== 'object' || !('strong' in first)) return [];
    return [[first.strong.join('').replace(/\.$/, ''), rest] as const];
  });
}
