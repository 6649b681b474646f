import { Lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import type { TextForm } from '../../preload/contract.ts';
import { NOTES_FORMATS, type NotesFormat } from './notes-formats.ts';
import { hardToRead } from './read-text.ts';

/**
 * Notes in Markdown as a forum takes them. HTML of the author's is shown as text, a picture becomes a link to it, and addresses are
 * http, https and mailto only: whoever reads the notes loads nothing and runs nothing.
 */
export function renderNotes(markdown: string, form: TextForm): string {
  const format = NOTES_FORMATS[form];
  const text = markdown.replaceAll(/\r\n?/g, '\n');
  // What takes too long to read as Markdown is still the author's text.
  if (hardToRead(text) !== undefined) return format.paragraph(format.plain(text.trim()));
  return new Renderer(format).blocks(new Lexer({ gfm: true }).lex(text));
}

/** An address that may stand in a link, or undefined. */
export function safeAddress(href: string): string | undefined {
  const url = URL.parse(href);
  if (url === null || !['http:', 'https:', 'mailto:'].includes(url.protocol)) return undefined;
  return url.href.replaceAll(/[[\]<>"'`\s\\]/g, encodeURIComponent);
}

class Renderer {
  readonly #format: NotesFormat;

  constructor(format: NotesFormat) {
    this.#format = format;
  }

  blocks(tokens: readonly Token[]): string {
    const written = (tokens as readonly MarkedToken[]).map((token) => this.#block(token));
    return written.filter((text) => text !== '').join('\n\n');
  }

  #block(token: MarkedToken): string {
    const format = this.#format;
    switch (token.type) {
      case 'heading':
        return format.heading(this.#inline(token.tokens));
      case 'paragraph':
        return format.paragraph(this.#inline(token.tokens));
      case 'list':
        return this.#list(token);
      case 'blockquote':
        return format.quote(this.blocks(token.tokens));
      case 'code':
        return format.codeBlock(token.text);
      case 'table':
        return format.codeBlock(tableLines(token));
      case 'hr':
        return format.rule;
      case 'space':
      case 'def':
        return '';
      case 'text':
        return token.tokens ? this.#inline(token.tokens) : format.plain(unescaped(token.text));
      case 'html':
        return isComment(token.raw) ? '' : format.paragraph(format.plain(token.raw.trim()));
      default:
        return format.paragraph(format.plain(token.raw.trim()));
    }
  }

  #list({ items, ordered, start }: Tokens.List): string {
    const written = items.map(({ tokens, task, checked }) => {
      const inner = (tokens as readonly MarkedToken[]).filter(({ type }) => type !== 'checkbox');
      const mark = task ? this.#format.plain(checked === true ? '\u2611 ' : '\u2610 ') : '';
      return mark + inner.map((token) => this.#itemPart(token)).join('\n');
    });
    return this.#format.list(written, ordered ? Number(start) : undefined);
  }

  /** Loose lists have paragraphs in them, which forums show with holes. */
  #itemPart(token: MarkedToken): string {
    const isText = token.type === 'paragraph' || (token.type === 'text' && token.tokens !== undefined);
    return isText ? this.#format.line(this.#inline(token.tokens)) : this.#block(token);
  }

  #inline(tokens: readonly Token[] | undefined): string {
    return ((tokens ?? []) as readonly MarkedToken[]).map((token) => this.#part(token)).join('');
  }

  #part(token: MarkedToken): string {
    const format = this.#format;
    switch (token.type) {
      case 'strong':
        return format.strong(this.#inline(token.tokens));
      case 'em':
        return format.emphasis(this.#inline(token.tokens));
      case 'del':
        return format.struck(this.#inline(token.tokens));
      case 'codespan':
        return format.code(token.text);
      case 'br':
        return format.lineBreak;
      case 'link':
        return this.#link(this.#inline(token.tokens), token.href);
      case 'image':
        return this.#link(format.plain(token.text || 'picture'), token.href);
      case 'escape':
        return format.plain(token.text);
      case 'text':
        return token.tokens ? this.#inline(token.tokens) : format.plain(unescaped(token.text));
      case 'html':
        if (/^<br\s*\/?>$/i.test(token.raw)) return format.lineBreak;
        return isComment(token.raw) ? '' : format.plain(token.raw);
      default:
        return format.plain(token.raw);
    }
  }

  #link(label: string, href: string): string {
    const url = safeAddress(href);
    return url === undefined ? label : this.#format.link(label, url);
  }
}

function tableLines({ header, rows }: Tokens.Table): string {
  const all = [header, ...rows].map((cells) => cells.map(({ text }) => text));
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function isComment(html: string): boolean {
  return /^\s*<!--[\s\S]*-->\s*$/.test(html);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

/** The few entities that people write; every form escapes again what has a meaning in it. */
function unescaped(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|apos|nbsp);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
