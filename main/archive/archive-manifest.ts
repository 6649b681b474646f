import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Method } from './container/container-writer.ts';
import { FORMAT } from './plan/layout.ts';
import type { BlockForm } from './workers/worker-protocol.ts';

// The file beside an archive that tells what is in it and where: the proof of its contents and the key to reusing them.

/** A block of a file as it lies in the archive. */
export interface ManifestBlock {
  readonly form: BlockForm;
  readonly length: number;
  /** CRC-32 of these bytes, and of the bytes of the file they stand for. */
  readonly checksum: number;
  readonly crc: number;
}

export interface ManifestEntry {
  readonly name: string;
  readonly size: number;
  readonly crc32: string;
  readonly sha256: string;
  readonly method: Method;
  /** Where its bytes begin in the archive. */
  readonly offset: number;
  /** Of the file it was made from (JSON has no integers of 64 bits); a text has none. */
  readonly mtimeNs?: string;
  readonly ino?: string;
  readonly blocks: readonly ManifestBlock[];
}

export interface ArchiveManifest {
  readonly format: string;
  /** Another compressor gives other bytes for the same file. */
  readonly compressor: string;
  readonly level: number;
  readonly packageId: string;
  readonly startedNs: string;
  readonly archive: { readonly size: number; readonly sha256: string };
  readonly entries: readonly ManifestEntry[];
}

/** Which entries of a plan the previous archive has, by their number in the plan. */
export interface CachedEntries {
  has(entry: number): boolean;
  get(entry: number): ManifestEntry | undefined;
}

export const COMPRESSOR = `zlib ${process.versions.zlib}`;

export function manifestPath(archive: string): string {
  return `${archive}.manifest.json`;
}

/** Behind it comes a digest of everything that follows: a manifest that was touched is not believed. */
export const OPENING = '{"digest":"';
export const DIGEST_LENGTH = 64;

/** The manifest beside an archive; undefined when it is missing, damaged or of another version. */
export async function readManifest(archive: string): Promise<ArchiveManifest | undefined> {
  const text = await readFile(manifestPath(archive), 'utf8').catch(() => undefined);
  if (text === undefined || !text.startsWith(OPENING)) return undefined;
  const bodyStart = OPENING.length + DIGEST_LENGTH;
  if (text.slice(OPENING.length, bodyStart) !== sha256(text.slice(bodyStart))) return undefined;
  // The digest proves that this is what a build wrote, so its shape needs no looking at, only its version.
  return ofThisFormat<ArchiveManifest>(JSON.parse(text));
}

export function ofThisFormat<M extends { readonly format: string }>(manifest: M): M | undefined {
  return manifest.format === FORMAT ? manifest : undefined;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
