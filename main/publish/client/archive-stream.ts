import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import type { FileIdentity } from '../journal/index.ts';

// The archive that was checked is the archive that is sent. The last bytes are held back until that is proved, so that a
// changed archive never arrives whole.

/** Chunks of this size double the throughput over node's default. */
const CHUNK_BYTES = 1024 * 1024;

export interface ArchiveToSend {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  /** The file when its hash was known to be right; as long as it is the same, its bytes need not be hashed again. */
  readonly identity: FileIdentity | undefined;
}

export type ArchiveFaultReason = 'gone' | 'changed' | 'unreadable';

export class ArchiveFault extends Error {
  readonly reason: ArchiveFaultReason;

  constructor(reason: ArchiveFaultReason, cause?: unknown) {
    super(`The archive is ${reason}.`, { cause });
    this.name = 'ArchiveFault';
    this.reason = reason;
  }
}

export interface OpenArchive {
  /**
   * The bytes, in buffers that are used again once `sent` says that they have left: a large upload would otherwise leave
   * them lying about faster than they are collected.
   */
  chunks(sent: () => number): AsyncIterable<Buffer>;
  /** The file as it is now; proved to have the right hash once `chunks` has ended. */
  readonly identity: FileIdentity;
  close(): Promise<void>;
}

export async function openArchive(archive: ArchiveToSend): Promise<OpenArchive> {
  const handle = await openOrFault(archive.path);
  try {
    const identity = await identify(handle);
    if (Number(identity.size) !== archive.size) throw new ArchiveFault('changed');
    const known = archive.identity !== undefined && sameFile(identity, archive.identity);
    return {
      chunks: (sent) => provenChunks(handle, archive, identity, known, new Buffers(sent)),
      identity,
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

export async function identifyFile(path: string): Promise<FileIdentity> {
  const handle = await openOrFault(path);
  try {
    return await identify(handle);
  } finally {
    await handle.close();
  }
}

async function* provenChunks(
  handle: FileHandle,
  archive: ArchiveToSend,
  before: FileIdentity,
  known: boolean,
  buffers: Buffers,
): AsyncGenerator<Buffer> {
  const hash = known ? undefined : createHash('sha256');
  let held: Buffer | undefined;
  for (let position = 0; position < archive.size; ) {
    const length = Math.min(CHUNK_BYTES, archive.size - position);
    const chunk = await readChunk(handle, position, buffers.take(position + length).subarray(0, length));
    position += chunk.length;
    hash?.update(chunk);
    if (held) yield held;
    held = chunk;
  }
  const after = await identify(handle);
  if (!sameContent(before, after)) throw new ArchiveFault('changed');
  if (hash) {
    if (hash.digest('hex') !== archive.sha256) throw new ArchiveFault('changed');
  } else if (!sameFile(before, after)) {
    // A link more or less, as the next build makes one, is no change of the bytes; but only they can tell.
    if ((await hashOf(handle, archive.size)) !== archive.sha256) throw new ArchiveFault('changed');
  }
  if (held) yield held;
}

async function hashOf(handle: FileHandle, size: number): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, size));
  for (let position = 0; position < size; ) {
    const chunk = await readChunk(handle, position, buffer);
    hash.update(chunk);
    position += chunk.length;
  }
  return hash.digest('hex');
}

async function readChunk(handle: FileHandle, position: number, buffer: Buffer): Promise<Buffer> {
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, position).catch((cause: unknown) => {
    throw new ArchiveFault('unreadable', cause);
  });
  if (bytesRead === 0) throw new ArchiveFault('changed');
  return buffer.subarray(0, bytesRead);
}

/** A few buffers in turn. One is taken again only when every byte it held has been handed to the system. */
class Buffers {
  readonly #sent: () => number;
  readonly #used: { readonly buffer: Buffer; end: number }[] = [];

  constructor(sent: () => number) {
    this.#sent = sent;
  }

  /** `end`: where in the archive the bytes end that it is for. */
  take(end: number): Buffer {
    const sent = this.#sent();
    const free = this.#used.find((one) => one.end <= sent) ?? this.#add();
    free.end = end;
    return free.buffer;
  }

  #add(): { readonly buffer: Buffer; end: number } {
    const fresh = { buffer: Buffer.allocUnsafeSlow(CHUNK_BYTES), end: 0 };
    this.#used.push(fresh);
    return fresh;
  }
}

async function identify(handle: FileHandle): Promise<FileIdentity> {
  const info = await handle.stat({ bigint: true }).catch((cause: unknown) => {
    throw new ArchiveFault('unreadable', cause);
  });
  const { dev, ino, size, mtimeNs, ctimeNs } = info;
  return {
    dev: String(dev),
    ino: String(ino),
    size: String(size),
    mtimeNs: String(mtimeNs),
    ctimeNs: String(ctimeNs),
  };
}

export function sameFile(a: FileIdentity, b: FileIdentity): boolean {
  return sameContent(a, b) && a.ctimeNs === b.ctimeNs;
}

/** Less than `sameFile`: its names and rights may have changed. */
function sameContent(a: FileIdentity, b: FileIdentity): boolean {
  return a.dev === b.dev && a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs;
}

async function openOrFault(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw new ArchiveFault(missing ? 'gone' : 'unreadable', cause);
  }
}
