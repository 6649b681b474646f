import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { BLOCK_BYTES, MEMORY_LEVEL, WINDOW_BYTES } from '../plan/layout.ts';
import type { BlockFacts, BlockRequest, FileFacts, PackRequest, PackResult } from '../workers/worker-protocol.ts';
import { chooseEffort } from './effort.ts';
import { hashFile } from './hash-file.ts';
import { RELEASED_BYTES, release } from './memory.ts';
import { changed, isSame, readFault } from './source-file.ts';

const TINY_BYTES = 8 << 10;

/** Reads and compresses blocks of files. */
export class BlockPacker {
  readonly #level: number;
  // The bytes before the block that deflate may look back on, the block, and one byte more to notice a file that grew.
  readonly #input = Buffer.allocUnsafeSlow(WINDOW_BYTES + BLOCK_BYTES + 1);

  constructor(level: number) {
    this.#level = level;
  }

  packAll({ blocks }: PackRequest): PackResult {
    const room = Buffer.allocUnsafeSlow(blocks.reduce((sum, block) => sum + block.length, 0));
    let used = 0;
    const facts = blocks.map((block) => {
      const packed = this.pack(block, room.subarray(used));
      used += packed.length;
      return packed;
    });
    return { blocks: facts, bytes: room.subarray(0, used) };
  }

  /** Writes the block into `target`, which has room for all its bytes: what does not get smaller is stored. */
  pack(request: BlockRequest, target: Uint8Array): BlockFacts {
    const { source } = request;
    if (source instanceof Uint8Array) return this.#compress(source, 0, true, target);
    const facts = this.#read(source, request, target);
    return request.withHash ? { ...facts, hash: facts.hash ?? hashFile(source) } : facts;
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
    const hash = isWhole ? { sha256: createHash('sha256').update(data).digest('hex'), crc } : undefined;
    const effort = chooseEffort(data, this.#level);
    const deflated = effort === 'store' ? undefined : deflate(input, before, isLast, effort);
    if (deflated === undefined || deflated.length >= data.length) {
      target.set(data);
      return { form: 'raw', crc, checksum: crc, length: data.length, hash };
    }
    target.set(deflated);
    const facts: BlockFacts = { form: 'deflated', crc, checksum: crc32(deflated), length: deflated.length, hash };
    release(deflated);
    return facts;
  }
}

function deflate(input: Uint8Array, before: number, isLast: boolean, level: number): Buffer<ArrayBuffer> {
  const data = input.subarray(before);
  return deflateRawSync(data, {
    level,
    memLevel: MEMORY_LEVEL,
    // A block that is not the last ends on a byte boundary with the stream open, so that the next one can be joined on.
    finishFlush: isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
    // One piece of output: nothing to grow and to join.
    chunkSize: outputRoom(data.length),
    ...(before > 0 ? { dictionary: input.subarray(0, before) } : {}),
  });
}

/** Enough for data that does not shrink; of a size that can be given back, unless it is tiny. */
function outputRoom(length: number): number {
  const room = length + (length >> 9) + 64;
  return length < TINY_BYTES ? Math.max(1024, room) : Math.max(RELEASED_BYTES, room);
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
