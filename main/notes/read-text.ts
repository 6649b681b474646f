import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fault } from '../../preload/messages/index.ts';
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
  if (!found?.isFile()) throw new NotesFault(fault('no_notes.text', name));
  if (found.size > MOST_BYTES) {
    const size = `${(found.size / 1_000_000).toFixed(1)} MB`;
    throw new NotesFault(fault('bad_notes.large', name, size));
  }
  const bytes = await readFile(path);
  const encoding = textEncodingOf(bytes);
  if (encoding === undefined) throw new NotesFault(fault('bad_notes.noText', name));
  if (encoding.startsWith('utf-16')) {
    throw new NotesFault(fault('bad_notes.utf16', name));
  }
  const text = decodeText(bytes, encoding).replaceAll(/\r\n?/g, '\n');
  const hard = hardToRead(text, name);
  if (hard !== undefined) throw new NotesFault(hard);
  return text;
}

/** Why a text is no Markdown that a person wrote, or undefined. */
export function hardToRead(text: string, name = 'it'): NotesFault['error'] | undefined {
  if (new RegExp(String.raw`\S{${MOST_WORD}}`).test(text)) return fault('bad_notes.word', name, MOST_WORD);
  if (new RegExp(String.raw`^[ \t]{${MOST_INDENT}}`, 'm').test(text)) {
    return fault('bad_notes.indent', name, MOST_INDENT);
  }
  return NESTED.test(text) ? fault('bad_notes.nested', name) : undefined;
}
