import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lexer, type Token, type Tokens } from 'marked';
import type { Block, GuidePages, GuideSection, Inline } from '../renderer/help/guide-pages.ts';

/** docs/guide.md as data for the page; `root` is the project. Pictures stay out: they are of the very screens the reader has. */
export function readGuide(root: string): GuidePages {
  return parseGuide(readFileSync(join(root, 'docs', 'guide.md'), 'utf8'));
}

/** Who reads the guide in the app has installed it. */
const NOT_IN_APP = 'Install';

export function parseGuide(markdown: string): GuidePages {
  const sections: { title: string; tokens: Token[] }[] = [];
  for (const token of lexer(markdown)) {
    if (token.type === 'heading' && token.depth === 2) sections.push({ title: token.text, tokens: [] });
    else sections.at(-1)?.tokens.push(token);
  }
  const terms: Record<string, readonly Inline[]> = {};
  for (const { tokens } of sections) {
    for (const token of tokens) if (token.type === 'list') collectTerms(token as Tokens.List, terms);
  }
  const inApp = sections.filter(({ title }) => title !== NOT_IN_APP);
  return { sections: inApp.map(({ title, tokens }) => sectionOf(title, tokens)), terms };
}

function sectionOf(title: string, tokens: readonly Token[]): GuideSection {
  const blocks = tokens.map(blockOf).filter((block) => block !== null);
  const id = title
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

function collectTerms({ items }: Tokens.List, terms: Record<string, readonly Inline[]>): void {
  for (const { tokens } of items) {
    const [first, ...rest] = inlineOf(tokens);
    if (typeof first !== 'object' || !('strong' in first)) continue;
    terms[first.strong.join('').replace(/\.$/, '')] = rest;
  }
}
