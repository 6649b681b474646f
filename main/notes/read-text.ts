import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { NotesFault } from './notes-fault.ts';
import { decodeText, textEncodingOf } from './text-encoding.ts';

/** A change log of twenty years has a tenth of it. */
const MOST_BYTES = 1024 * 1024;
/** Markdown is read in time that grows with the square of these. */
const MOST_WORD = 2000;
const MOST_INDENT = 100;
const NESTED = /^(?:[ \t]*(?:>|[*+-][ \t]|\d{1,9}[.)][ \t])){40}/m;

/** The text of a file that the author wrote for people: UTF-8, or the bytes of the old Western character set. */
export async function readNotesText(path: string): Promise<string> {
  const name = basename(path);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new NotesFault('no_notes', `${name} is not there, or is not a file.`);
  if (found.size > MOST_BYTES) {
    const size = `${(found.size / 1_000_000).toFixed(1)} MB`;
    throw new NotesFault('bad_notes', `${name} has ${size}; of a text with notes at most 1 MB is read.`);
  }
  const bytes = await readFile(path);
  const encoding = textEncodingOf(bytes);
  if (encoding === undefined) throw new NotesFault('bad_notes', `${name} is not a text.`);
  if (encoding.startsWith('utf-16')) {
    throw new NotesFault('bad_notes', `${name} is in UTF-16, which updaters and GitHub do not show: save it as UTF-8.`);
  }
  const text = decodeText(bytes, encoding).replaceAll(/\r\n?/g, '\n');
  const fault = hardToRead(text);
  if (fault !== undefined) throw new NotesFault('bad_notes', `${name} ${fault}.`);
  return text;
}

/** Why a text is no Markdown that a person wrote, or undefined. */
export function hardToRead(text: string): string | undefined {
  if (new RegExp(String.raw`\S{${MOST_WORD}}`).test(text)) return `has a word of more than ${MOST_WORD} characters`;
  if (new RegExp(String.raw`^[ \t]{${MOST_INDENT}}`, 'm').test(text)) {
    return `has a line that begins with more than ${MOST_INDENT} spaces`;
  }
  return NESTED.test(text) ? 'has lists or quotes nested more than 40 deep' : undefined;
}
