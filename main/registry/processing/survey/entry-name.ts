import { isAscii, isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';

import { MAX_DEPTH, MAX_PATH_BYTES } from '../../../../protocol/index.ts';
import { onlyHere } from '../outcome.ts';
import type { CentralRecord } from '../zip/central-directory.ts';
import { EXTRA_UNICODE_PATH, extraField, FLAG_UTF8 } from '../zip/zip-format.ts';

/** The longest name of one file or folder that the disks of all systems take. */
export const MAX_PART_BYTES = 255;

/** A name as it will stand in the package: UTF-8, '/' between parts, none of them empty or '.', no trailing '/'. */
export interface EntryName {
  readonly bytes: Buffer;
  readonly isFolder: boolean;
  /** The bytes in the archive are not these: the local header cannot be used for the name. */
  readonly rewritten: boolean;
  /** The name was in the old DOS character set. */
  readonly legacy: boolean;
}

const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/** The name of an entry, or why nobody may unpack an entry of that name. */
export function readEntryName(record: CentralRecord): EntryName | { readonly fault: string } {
  const decoded = decodeName(record);
  if ('fault' in decoded) return decoded;
  const { bytes } = decoded;
  const isFolder = bytes[bytes.length - 1] === SLASH;
  const fault = nameFault(bytes);
  if (fault) return { fault };
  const tidy = tidyParts(bytes);
  if (tidy.length > MAX_PATH_BYTES) {
    return { fault: onlyHere(`a path is longer than ${MAX_PATH_BYTES} bytes: ${showName(bytes)}`) };
  }
  if (longestPart(tidy) > MAX_PART_BYTES) {
    return {
      fault: `a name is longer than ${MAX_PART_BYTES} bytes, which no disk takes: ${showName(bytes)}`,
    };
  }
  if (depthOf(tidy) > MAX_DEPTH) {
    return { fault: onlyHere(`a path is more than ${MAX_DEPTH} folders deep: ${showName(bytes)}`) };
  }
  const rewritten = decoded.legacy || decoded.replaced || tidy.length !== bytes.length - (isFolder ? 1 : 0);
  return { bytes: tidy, isFolder, rewritten, legacy: decoded.legacy };
}

interface Decoded {
  readonly bytes: Buffer;
  readonly legacy: boolean;
  readonly replaced: boolean;
}

function decodeName({ name, flags, extra }: CentralRecord): Decoded | { readonly fault: string } {
  const unicode = unicodePath(name, extra);
  if (unicode === 'stale') {
    return { fault: onlyHere(`the Unicode form of a name belongs to another name: ${showName(name)}`) };
  }
  if (unicode) {
    // Beside a name that every program reads the same, it can only say something else.
    if ((flags & FLAG_UTF8 || isAscii(name)) && !unicode.equals(name)) {
      return { fault: onlyHere(`an entry has two names: ${showName(name)} and ${showName(unicode)}`) };
    }
    if (!isUtf8(unicode)) return { fault: onlyHere(`a name is not valid UTF-8: ${showName(unicode)}`) };
    return { bytes: unicode, legacy: false, replaced: !unicode.equals(name) };
  }
  if (isUtf8(name)) return { bytes: name, legacy: false, replaced: false };
  if (flags & FLAG_UTF8) return { fault: onlyHere(`a name is not the UTF-8 it says it is: ${showName(name)}`) };
  return { bytes: Buffer.from(decodeCp437(name)), legacy: true, replaced: true };
}

/** Info-ZIP's extra field: the UTF-8 form of a name, valid while its checksum fits the name in the header. */
function unicodePath(name: Buffer, extra: Buffer): Buffer | 'stale' | undefined {
  const field = extraField(extra, EXTRA_UNICODE_PATH);
  if (!field) return undefined;
  if (field.length < 5 || field[0] !== 1 || field.readUInt32LE(1) !== crc32(name)) return 'stale';
  return field.subarray(5);
}

function nameFault(bytes: Buffer): string | undefined {
  const named = (reason: string) => `${reason}: ${showName(bytes)}`;
  if (bytes.length === 0) return 'an entry has no name';
  if (bytes.includes(0)) return onlyHere(named('a name contains a NUL character'));
  if (bytes.includes(BACKSLASH)) return named('a name contains a back-slash; folders are separated by "/"');
  if (bytes[0] === SLASH) return named('a path is absolute');
  if (bytes[1] === COLON && isLetter(bytes[0] ?? 0)) return onlyHere(named('a path starts with a drive letter'));
  if (hasParentPart(bytes)) return onlyHere(named('a path leads out of the archive'));
  return undefined;
}

/** Whether one of the parts is '..'. Bytes, because this runs for each of up to a million names. */
function hasParentPart(bytes: Buffer): boolean {
  let at = bytes.indexOf('..');
  while (at >= 0) {
    const before = bytes[at - 1];
    const after = bytes[at + 2];
    if ((at === 0 || before === SLASH) && (after === undefined || after === SLASH)) return true;
    at = bytes.indexOf('..', at + 1);
  }
  return false;
}

function isLetter(byte: number) {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

/** Drops '.', empty parts and the trailing '/', as unpacking does. Nearly always there is nothing but the last to drop. */
function tidyParts(bytes: Buffer): Buffer {
  const trimmed = bytes[bytes.length - 1] === SLASH ? bytes.subarray(0, -1) : bytes;
  if (!/(^|\/)\.?(\/|$)/.test(trimmed.toString('latin1'))) return trimmed;
  const parts = trimmed.toString().split('/');
  return Buffer.from(parts.filter((part) => part !== '' && part !== '.').join('/'));
}

function longestPart(bytes: Buffer): number {
  if (bytes.length <= MAX_PART_BYTES) return bytes.length;
  let longest = 0;
  let start = 0;
  for (let at = 0; at <= bytes.length; at += 1) {
    if (at < bytes.length && bytes[at] !== SLASH) continue;
    longest = Math.max(longest, at - start);
    start = at + 1;
  }
  return longest;
}

function depthOf(bytes: Buffer): number {
  let depth = 1;
  for (const byte of bytes) if (byte === SLASH) depth += 1;
  return depth;
}

/** A name in a reason: quoted, control characters escaped, not longer than a line. */
export function showName(bytes: Buffer): string {
  const text = JSON.stringify(bytes.toString());
  return text.length > 100 ? `${text.slice(0, 96)}…"` : text;
}

const CP437_HIGH =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

function decodeCp437(bytes: Buffer): string {
  let text = '';
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : CP437_HIGH.charAt(byte - 0x80);
  return text;
}
