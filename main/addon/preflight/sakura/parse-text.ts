import { message } from '../../../../preload/messages/index.ts';
import type { Cursor } from './cursor.ts';

/** A text in quotes, which may hold `\"` and the escapes of Java. */
export function takeText(cursor: Cursor): string {
  const { line } = cursor;
  cursor.take();
  let raw = '';
  while (!cursor.atEnd) {
    const character = cursor.take();
    if (character === '"' && !raw.endsWith('\\')) return unescaped(raw);
    raw = character === '"' ? `${raw.slice(0, -1)}"` : raw + character;
  }
  throw Object.assign(cursor.fault(message('sakura.quoteNotClosed')), { line });
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '\\': '\\', "'": "'" };

function unescaped(raw: string): string {
  return raw.replace(/\\(?:u+([0-9a-fA-F]{4})|([0-7]{1,3})|(.))/g, (all, hex, octal, letter) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    return ESCAPES[letter] ?? all.slice(1);
  });
}
