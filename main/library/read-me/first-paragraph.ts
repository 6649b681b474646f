import { DESCRIPTION_LENGTH } from '../../../protocol/index.ts';

/** Sections that tell of anything but what the add-on is. */
const OTHER_SECTION =
  /\b(?:install\w*|requirements?|compatib\w*|change ?log|changes|history|licen[cs]e|copyright|credits?|thanks|support|contact|donat\w*|known (?:issues|bugs|limitations)|todo|contents|usage|updates?|faq|build\w*|disclaimer)\b/i;
/** What paragraphs begin with that do not describe. */
const OTHER_WORDS =
  /^(?:©|\(c\)|copyright|licen[cs]ed?\b|this (?:file|readme|document|archive)|thank|welcome|install|unzip|extract|copy |place |put |download|requires?\b|by\b|author\b|version\b|v?\d+\.\d|changes?\b|note\b|warning\b|please\b|all rights|hi\b|hello\b|table of contents)/i;
const LEAST_WORDS = 6;
/** A description is read in lists. */
const MOST_LETTERS = 500;

/** The first paragraph of a read-me that says what the add-on is, as plain text; undefined where none does. */
export function firstParagraph(readMe: string): string | undefined {
  let isOther = false;
  for (const block of blocksOf(readMe)) {
    if (block.isHeading) isOther = OTHER_SECTION.test(block.text);
    else if (!isOther && describes(block.text)) return cutAtSentence(block.text);
  }
  return undefined;
}

interface Block {
  readonly text: string;
  readonly isHeading: boolean;
}

function blocksOf(readMe: string): Block[] {
  const plain = readMe
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^---\n[\s\S]{0,4000}?\n---\n/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/^(?:```|~~~)[\s\S]*?^(?:```|~~~)\s*$/gm, '\n');
  return plain.split(/\n[ \t]*\n/).flatMap(blockOf);
}

function blockOf(block: string): Block[] {
  const lines = block.split('\n').map((line) => line.trim());
  const blocks: Block[] = [];
  let words: string[] = [];
  const end = (isHeading: boolean) => {
    const text = plainText(words.join(' '));
    if (text !== '') blocks.push({ text, isHeading });
    words = [];
  };
  for (const line of lines) {
    const isRule = /^(?:[=\-_*~#]\s?){3,}$/.test(line);
    const hash = /^#{1,6}\s+(.*?)\s*#*$/.exec(line);
    // A line that is drawn under is a heading.
    if (isRule) end(true);
    else if (hash) {
      end(false);
      words = [hash[1] ?? ''];
      end(true);
    } else if (/^(?:[*+\-•|>]|\d+[.)])(?:\s|$)|^\|/.test(line)) end(false);
    else words.push(line);
  }
  end(lines.length === 1 && isHeadingLine(lines[0] ?? ''));
  return blocks;
}

/** In plain texts headings are short lines in capitals, or with a colon at the end. */
function isHeadingLine(line: string): boolean {
  return line.length < 60 && (/:$/.test(line) || (/\p{Lu}{3}/u.test(line) && line === line.toUpperCase()));
}

function plainText(text: string): string {
  return text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^<>]{1,300}>/g, '')
    .replace(/(\*\*|__|\*|`)(?=\S)(.*?\S)\1/g, '$2')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

function describes(text: string): boolean {
  const words = text.split(' ').filter((word) => /\p{L}{2}/u.test(word));
  const isSentence = /[.!?…]["”’)]?$|[.!?] /u.test(text);
  const isLink = /^(?:https?:|www\.)\S*$/i.test(text);
  return (
    words.length >= LEAST_WORDS &&
    text.length >= DESCRIPTION_LENGTH.min &&
    isSentence &&
    !isLink &&
    !OTHER_WORDS.test(text) &&
    text !== text.toUpperCase()
  );
}

function cutAtSentence(text: string): string {
  if (text.length <= MOST_LETTERS) return text;
  const cut = text.slice(0, MOST_LETTERS);
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('! '), cut.lastIndexOf('? '));
  return end > DESCRIPTION_LENGTH.min ? cut.slice(0, end + 1) : `${cut.slice(0, cut.lastIndexOf(' '))} …`;
}
