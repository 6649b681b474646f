import { createHash } from 'node:crypto';
import { type BigIntStats, closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { ArchiveError, codeOf, messageOf } from './archiveError.ts';
import { BLOCK_BYTES, WINDOW_BYTES } from './layout.ts';
import { worthDeflating } from './sampling.ts';
import type { BlockFacts, BlockRequest, CachedBlock, FileFacts } from './workerProtocol.ts';

/** The most a block can take in the archive: what does not get smaller is stored. */
export function roomFor({ length, cached }: BlockRequest): number {
  return Math.max(length, cached?.length ?? 0);
}

/** Reads and compresses blocks, or fetches them from the previous archive, which stays open for all of them. */
export class BlockPacker {
  readonly #level: number;
  readonly #previous: number | undefined;
  // The bytes before the block that deflate may look back on, the block, and one byte more to notice a file that grew.
  readonly #input = Buffer.allocUnsafeSlow(WINDOW_BYTES + BLOCK_BYTES + 1);

  constructor(level: number, previous: string | undefined) {
    this.#level = level;
    this.#previous = previous === undefined ? undefined : openIfThere(previous);
  }

  /** Writes the block into `target` (of `roomFor` bytes) in the form it takes in the archive. */
  pack(request: BlockRequest, target: Uint8Array): BlockFacts {
    const { source, cached } = request;
    if (source instanceof Uint8Array) return this.#compress(source, 0, true, target);
    const reused = cached === undefined ? undefined : this.#reuse(source, cached, target);
    return reused ?? this.#read(source, request, target);
  }

  /** The block as it lies in the previous archive, if the file is what it was and the bytes are undamaged. */
  #reuse(file: FileFacts, cached: CachedBlock, target: Uint8Array): BlockFacts | undefined {
    if (this.#previous === undefined) return undefined;
    const bytes = target.subarray(0, cached.length);
    if (readFully(this.#previous, bytes, cached.offset) < cached.length) return undefined;
    if (crc32(bytes) !== cached.checksum) return undefined;
    const now = statSync(file.path, { bigint: true, throwIfNoEntry: false });
    if (now === undefined) throw missing(file);
    if (!isSame(now, file)) throw changed(file);
    const { form, crc, checksum, length } = cached;
    return { form, crc, checksum, length, reused: true, sha256: undefined };
  }

  #read(file: FileFacts, { offset, length }: BlockRequest, target: Uint8Array): BlockFacts {
    const before = Math.min(offset, WINDOW_BYTES);
    const wanted = before + length;
    const isLast = offset + length === file.size;
    const buffer = this.#input.subarray(0, isLast ? wanted + 1 : wanted);
    try {
      const fd = openSync(file.path, 'r');
      try {
        const got = readFully(fd, buffer, offset - before);
        // After reading: what changed until then shows in the times, what changes later is not in what was read.
        if (got !== wanted || !isSame(fstatSync(fd, { bigint: true }), file)) throw changed(file);
      } finally {
        closeSync(fd);
      }
    } catch (error) {
      throw readFault(error, file);
    }
    return this.#compress(buffer.subarray(0, wanted), before, isLast, target);
  }

  #compress(input: Uint8Array, before: number, isLast: boolean, target: Uint8Array): BlockFacts {
    const data = input.subarray(before);
    const crc = crc32(data);
    const isWhole = before === 0 && isLast;
    const sha256 = isWhole ? createHash('sha256').update(data).digest('hex') : undefined;
    const deflated = worthDeflating(data) ? this.#deflate(input, before, isLast) : undefined;
    if (deflated === undefined || deflated.length >= data.length) {
      target.set(data);
      return { form: 'raw', crc, checksum: crc, length: data.length, reused: false, sha256 };
    }
    target.set(deflated);
    return { form: 'deflated', crc, checksum: crc32(deflated), length: deflated.length, reused: false, sha256 };
  }

  #deflate(input: Uint8Array, before: number, isLast: boolean): Buffer {
    const data = input.subarray(before);
    return deflateRawSync(data, {
      level: this.#level,
      // A block that is not the last ends on a byte boundary with the stream open, so that the next one can be joined on.
      finishFlush: isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
      // One piece of output: nothing to grow and to join.
      chunkSize: Math.max(1024, data.length + (data.length >> 9) + 64),
      ...(before > 0 ? { dictionary: input.subarray(0, before) } : {}),
    });
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined;
  }
}

function readFully(fd: number, buffer: Uint8Array, position: number): number {
  let done = 0;
  while (done < buffer.length) {
    const got = readSync(fd, buffer, done, buffer.length - done, position + done);
    if (got === 0) break;
    done += got;
  }
  return done;
}

function isSame(stats: BigIntStats, file: FileFacts): boolean {
  return stats.size === BigInt(file.size) && stats.mtimeNs === file.mtimeNs && stats.ino === file.ino && stats.isFile();
}

function changed(file: FileFacts): ArchiveError {
  return new ArchiveError('file-changed', `"${file.path}" changed while it was packed. Pack again.`, file.path);
}

function missing(file: FileFacts): ArchiveError {
  return new ArchiveError('file-missing', `"${file.path}" is gone since the folder was read. Pack again.`, file.path);
}

function readFault(error: unknown, file: FileFacts): ArchiveError {
  if (error instanceof ArchiveError) return error;
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return missing(file);
  return new ArchiveError('file-unreadable', `"${file.path}" cannot be read: ${messageOf(error)}`, file.path);
}
