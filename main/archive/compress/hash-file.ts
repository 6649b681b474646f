import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { FileFacts, FileHash } from '../workers/worker-protocol.ts';
import { readFault } from './source-file.ts';

const READ_BYTES = 256 << 10;

/** Reads a file from start to end: the hash of a whole cannot be put together from its parts, as a CRC can. */
export function hashFile(file: FileFacts): FileHash {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafeSlow(Math.min(READ_BYTES, file.size));
  let crc = 0;
  try {
    const fd = openSync(file.path, 'r');
    try {
      for (let position = 0; position < file.size; ) {
        const got = readSync(fd, buffer, 0, Math.min(buffer.length, file.size - position), position);
        if (got === 0) break;
        const piece = buffer.subarray(0, got);
        hash.update(piece);
        crc = crc32(piece, crc);
        position += got;
      }
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    throw readFault(error, file);
  }
  return { sha256: hash.digest('hex'), crc };
}
