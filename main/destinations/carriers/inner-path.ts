import { createHash } from 'node:crypto';
import { fault } from '../../../preload/messages/index.ts';
import { CarrierError } from './carrier-error.ts';

/** Throws unless the path stays inside of the carrier's folder, whatever system reads it. Every carrier calls it on every path. */
export function checkInnerPath(path: string): void {
  if (!isInnerPath(path)) throw new CarrierError(fault('bad_name.outside', path), { path });
}

export function isInnerPath(path: string): boolean {
  const parts = path.split('/');
  const bad =
    path === '' ||
    path.includes('\\') ||
    hasControlCharacter(path) ||
    /^[A-Za-z]:/.test(path) ||
    parts.some((part) => part === '' || part === '.' || part === '..');
  return !bad;
}

/** Of the files a carrier writes before it renames them; `list` leaves them out. */
export const PART_SUFFIX = '.loadmaster-part';

/** The temporary name of a file: beside it, hidden, and the same for the same content, so that a half can be found again. */
export function partPath(path: string, crc32: number): string {
  return besidePath(path, crc32.toString(16).padStart(8, '0'));
}

/** Where a file steps aside to, on servers that rename over none. */
export function asidePath(path: string): string {
  return besidePath(path, 'old');
}

/** Disks hold names of 255 bytes, so a name that leaves no room for more is stood in for by its sum. */
const LONGEST_KEPT_BYTES = 200;

function besidePath(path: string, what: string): string {
  const slash = path.lastIndexOf('/') + 1;
  const name = path.slice(slash);
  const isLong = Buffer.byteLength(name) > LONGEST_KEPT_BYTES;
  const kept = isLong ? createHash('sha256').update(name).digest('hex') : name;
  return `${path.slice(0, slash)}.${kept}.${what}${PART_SUFFIX}`;
}

export function isPartPath(path: string): boolean {
  return path.endsWith(PART_SUFFIX);
}

/** Whether it is the half of a file. Its time is when it was last written; what stepped aside keeps that of the file. */
export function isHalf(path: string): boolean {
  return /(?:^|\/)\.[^/]+\.[0-9a-f]{8}\.loadmaster-part$/.test(path);
}

function hasControlCharacter(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}
