import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { scanAddon } from '../../main/addon/index.ts';
import { type ArchivePlan, type BuildOptions, buildArchive, planArchive } from '../../main/archive/index.ts';
import { makeFolder } from '../make-folder.ts';

export const ID = 'author.thing';

/** A folder that is gone when the test has ended. */
export function temporaryFolder(): string {
  const folder = makeFolder('archive');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export type Tree = Readonly<Record<string, string | Uint8Array>>;

/** Long enough ago that a file can be told from one that changes while it is packed. */
const PAST = new Date('2024-05-06T07:08:09Z');

export function writeTree(root: string, tree: Tree, when = PAST): string {
  mkdirSync(root, { recursive: true });
  for (const [path, content] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    utimesSync(join(root, path), when, when);
  }
  return root;
}

export async function planFolder(root: string, packageId = ID): Promise<ArchivePlan> {
  const scan = await scanAddon(root);
  const outcome = planArchive({ root, entries: scan.entries, folders: scan.folders, packageId });
  if (!outcome.ok) throw new Error(`Refused: ${JSON.stringify(outcome.refusals)}`);
  return outcome.plan;
}

export async function pack(root: string, options: BuildOptions & { packageId?: string }) {
  const { packageId, ...rest } = options;
  return await buildArchive(await planFolder(root, packageId), rest);
}

export function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Bytes that look random to a compressor and are the same in every run. */
export function noise(length: number, seed = 1): Buffer {
  const words = new Int32Array(Math.ceil(length / 4));
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  for (let at = 0; at < words.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[at] = state;
  }
  return Buffer.from(words.buffer, 0, length);
}

/** Text that deflate halves or so, with words that differ from place to place. */
export function prose(length: number, seed = 1): Buffer {
  const bytes = noise(length, seed);
  for (const [at, byte] of bytes.entries()) bytes[at] = at % 7 === 6 ? 32 : 97 + (byte % 16);
  return bytes;
}

export function sizeOf(path: string): number {
  return statSync(path).size;
}
