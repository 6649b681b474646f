import { crc32, deflateRawSync } from 'node:zlib';

import type { ProcessingFailure } from '../../../main/registry/processing/index.ts';
import { type CraftedEntry, craftZip } from './craft-zip.ts';

/** An archive out of the ordinary and what must become of it. */
export interface HostileZip {
  readonly name: string;
  readonly build: () => Buffer;
  readonly status: ProcessingFailure | 'processed';
  /** What the reason, or for an accepted archive a note, must say. */
  readonly says?: RegExp;
  /** What `unzip` does with it depends on its build or on the disk, or takes too long to try each time. */
  readonly oldServerUnclear?: true;
}

export const ID = 'example.package1';
export const good: CraftedEntry = { name: `${ID}/f.txt`, content: 'something to install' };

export function aborted(name: string, says: RegExp, build: () => Buffer): HostileZip {
  return {
    name,
    build,
    status: 'aborted',
    says,
  };
}

export function accepted(name: string, build: () => Buffer, says?: RegExp): HostileZip {
  return {
    name,
    build,
    status: 'processed',
    ...(says && { says }),
  };
}

/** A sound entry and one more that is not. */
export function beside(name: string | Buffer, rest: Partial<CraftedEntry> = {}): Buffer {
  return craftZip([good, { name, content: 'x', ...rest }]);
}

/** The second entry has this in its headers. */
export function withEntry(rest: Partial<CraftedEntry>): Buffer {
  return beside(`${ID}/x`, rest);
}

/** An entry that is deflated already, so that many entries can share the work and the memory. */
export function deflated(name: string, content: Buffer): CraftedEntry {
  return { name, ...deflatedContent(content) };
}

export function deflatedContent(content: Buffer): Omit<CraftedEntry, 'name'> {
  return {
    raw: deflateRawSync(content),
    method: 8,
    lies: { crc: crc32(content), uncompressedSize: content.length },
  };
}

export function many(count: number): CraftedEntry[] {
  return Array.from({ length: count }, (_, index) => ({ name: `${ID}/${index}` }));
}
