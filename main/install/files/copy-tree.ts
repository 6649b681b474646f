import { copyFile, link, lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inWords, type Message, message } from '../../../preload/messages/index.ts';

export type CopyMode = 'link' | 'copy';

export interface CopyOptions {
  /** A link costs no space. Nothing here writes into a file in place, so what it links to is safe. */
  readonly mode: CopyMode;
  readonly mostFiles: number;
  /** Into folders that are there, in the place of files that are there, as unzipping does. */
  readonly over?: boolean;
  readonly signal?: AbortSignal | undefined;
}

export class CopyRefused extends Error {
  readonly said: Message;
  constructor(said: Message) {
    super(inWords(said));
    this.said = said;
  }
}

/** Copies a file or folder to where nothing is yet, unless it may go over what is. Symbolic links are refused, not followed. */
export async function copyTree(from: string, to: string, options: CopyOptions): Promise<void> {
  const counter = { left: options.mostFiles };
  await copyOne(from, to, options, counter);
}

async function copyOne(from: string, to: string, options: CopyOptions, counter: { left: number }): Promise<void> {
  options.signal?.throwIfAborted();
  counter.left -= 1;
  if (counter.left < 0) throw new CopyRefused(message('script-run.tooManyFiles', options.mostFiles));
  const found = await lstat(from);
  if (found.isDirectory()) {
    await mkdir(to, { recursive: options.over === true });
    for (const name of await readdir(from)) await copyOne(join(from, name), join(to, name), options, counter);
  } else if (found.isFile()) {
    if (options.over === true) await rm(to, { force: true });
    await placeFile(from, to, options.mode);
  } else {
    throw new CopyRefused(message('script-run.noOrdinaryFile', from));
  }
}

/** Puts a file where none is; across disks a link becomes a copy. */
export async function placeFile(from: string, to: string, mode: CopyMode): Promise<void> {
  if (mode === 'link') {
    try {
      return await link(from, to);
    } catch (cause) {
      if (isCode(cause, 'EEXIST') || isCode(cause, 'ENOENT')) throw cause;
    }
  }
  // Exclusive: it never writes through what somebody else put there meanwhile.
  await copyFile(from, to, 1);
}

export async function removeTree(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}

export function isCode(cause: unknown, code: string): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === code;
}
