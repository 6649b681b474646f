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

export const aborted = (name: string, says: RegExp, build: () => Buffer): HostileZip => ({
  name,
  build,
  status: 'aborted',
  says,
});

export const accepted = (name: string, build: () => Buffer, says?: RegExp): HostileZip => ({
  name,
  build,
  status: 'processed',
  ...(says && { says }),
});

/** A sound entry and one more that is not. */
export const beside = (name: string | Buffer, rest: Partial<CraftedEntry> = {}): Buffer =>
  craftZip([good, { name, content: 'x', ...rest }]);

/** The second entry has this in its headers. */
export const withEntry = (rest: Partial<CraftedEntry>): Buffer => beside(`${ID}/x`, rest);

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

export const many = (count: number): CraftedEntry[] =>
  Array.from({ length: count }, (_, index) => ({ name: `${ID}/${index}` }));
