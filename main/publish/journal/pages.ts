import { existsSync, readFileSync } from 'node:fs';
import { readWal } from './wal.ts';

// What can be read of a damaged SQLite file: every row on every page that still makes sense, whatever has become of the
// header, the indexes and the pages above. The format is described at sqlite.org/fileformat.html.

const DEFAULT_PAGE_BYTES = 4096;
const LEAF_OF_TABLE = 0x0d;
const MAGIC = 'SQLite format 3\0';
/** No row is this long; a length beyond it is damage. */
const LONGEST_ROW = 16 * 1024 * 1024;

/** The texts of all rows that can be found: of each row its columns that hold text. */
export function salvageTexts(databasePath: string): string[][] {
  const file = existsSync(databasePath) ? readFileSync(databasePath) : Buffer.alloc(0);
  const walPath = `${databasePath}-wal`;
  const wal = existsSync(walPath) ? readWal(readFileSync(walPath)) : undefined;
  const pageBytes = wal?.pageBytes ?? pageBytesOf(file);
  const found: string[][] = [];
  const newest = pagesOf(file, pageBytes);
  // Older states of a page count too: where the newest is damaged, they are all there is.
  for (const [number, page] of newest) collect(newest, number, page, found);
  for (const { number, page } of wal?.frames ?? []) {
    newest.set(number, page);
    collect(newest, number, page, found);
  }
  // Once more, now that every part of a long row is the newest.
  if (wal) for (const [number, page] of newest) collect(newest, number, page, found);
  return found;
}

function pageBytesOf(file: Buffer): number {
  if (file.length < 18 || file.toString('latin1', 0, 16) !== MAGIC) return DEFAULT_PAGE_BYTES;
  const told = file.readUInt16BE(16);
  const bytes = told === 1 ? 65_536 : told;
  return bytes >= 512 && (bytes & (bytes - 1)) === 0 ? bytes : DEFAULT_PAGE_BYTES;
}

function pagesOf(file: Buffer, pageBytes: number): Map<number, Buffer> {
  const pages = new Map<number, Buffer>();
  for (let number = 1; (number - 1) * pageBytes < file.length; number++) {
    const page = file.subarray((number - 1) * pageBytes, number * pageBytes);
    if (page.length === pageBytes) pages.set(number, page);
  }
  return pages;
}

function collect(pages: ReadonlyMap<number, Buffer>, number: number, page: Buffer, found: string[][]): void {
  const head = number === 1 ? 100 : 0;
  if (page[head] !== LEAF_OF_TABLE) return;
  const cells = Math.min(page.readUInt16BE(head + 3), Math.floor(page.length / 4));
  for (let index = 0; index < cells; index++) {
    const at = head + 8 + index * 2;
    if (at + 2 > page.length) break;
    const texts = readCell(pages, page, page.readUInt16BE(at));
    if (texts && texts.length > 0) found.push(texts);
  }
}

function readCell(pages: ReadonlyMap<number, Buffer>, page: Buffer, at: number): string[] | undefined {
  try {
    const length = readVarint(page, at);
    const row = readVarint(page, length.end);
    if (length.value > LONGEST_ROW) return undefined;
    const payload = readPayload(pages, page, row.end, length.value);
    return payload && textsOf(payload);
  } catch {
    // A place outside of the page: what points there is damaged.
    return undefined;
  }
}

/** The part on the page itself, then a chain of further pages. */
function readPayload(
  pages: ReadonlyMap<number, Buffer>,
  page: Buffer,
  from: number,
  length: number,
): Buffer | undefined {
  const usable = page.length;
  const most = usable - 35;
  if (length <= most) return from + length <= usable ? page.subarray(from, from + length) : undefined;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = least + ((length - least) % (usable - 4));
  const here = fitting <= most ? fitting : least;
  const parts = [page.subarray(from, from + here)];
  let next = page.readUInt32BE(from + here);
  for (let left = length - here; left > 0; left -= usable - 4) {
    const overflow = pages.get(next);
    if (!overflow) return undefined;
    parts.push(overflow.subarray(4, 4 + Math.min(left, usable - 4)));
    next = overflow.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

/** A record: its types first, then its values. */
function textsOf(payload: Buffer): string[] {
  const header = readVarint(payload, 0);
  const texts: string[] = [];
  let value = header.value;
  for (let at = header.end; at < header.value; ) {
    const type = readVarint(payload, at);
    at = type.end;
    const bytes = bytesOf(type.value);
    if (type.value >= 13 && type.value % 2 === 1) texts.push(payload.toString('utf8', value, value + bytes));
    value += bytes;
  }
  return texts;
}

const NUMBER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0] as const;

function bytesOf(type: number): number {
  return type >= 12 ? Math.floor((type - 12) / 2) : (NUMBER_BYTES[type] ?? 0);
}

function readVarint(bytes: Buffer, at: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let index = 0; index < 9; index++) {
    const byte = bytes.readUInt8(at + index);
    // Lengths of rows and kinds of values are small; what overflows a number is damage and fails later.
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: at + index + 1 };
  }
  return { value, end: at + 9 };
}
