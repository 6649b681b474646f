import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import { ArchiveError, messageOf } from './archiveError.ts';
import { faultOf } from './workerFault.ts';
import type { FileFacts, WorkerReply } from './workerProtocol.ts';

// A worker thread that hashes what has to be hashed in one go: the archive as it is written, or a file read in blocks.

/** A chunk of the archive; the answer says that its memory may be used again. The end asks for the digest. */
export type HashRequest =
  | { readonly kind: 'chunk'; readonly bytes: Uint8Array<SharedArrayBuffer> }
  | { readonly kind: 'digest' }
  | { readonly kind: 'file'; readonly file: FileFacts };

export interface HashResult {
  readonly sha256: string;
  readonly crc: number;
}

const archive = createHash('sha256');
const READ_BYTES = 1 << 20;

function answer(request: HashRequest): HashResult {
  switch (request.kind) {
    case 'chunk':
      archive.update(request.bytes);
      return { sha256: '', crc: 0 };
    case 'digest':
      return { sha256: archive.digest('hex'), crc: 0 };
    case 'file':
      return hashFile(request.file);
  }
}

function hashFile(file: FileFacts): HashResult {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
  let crc = 0;
  const fd = open(file);
  try {
    for (let position = 0; position < file.size; ) {
      const got = readSync(fd, buffer, 0, Math.min(READ_BYTES, file.size - position), position);
      if (got === 0) break;
      const piece = buffer.subarray(0, got);
      hash.update(piece);
      crc = crc32(piece, crc);
      position += got;
    }
  } finally {
    closeSync(fd);
  }
  return { sha256: hash.digest('hex'), crc };
}

function open(file: FileFacts): number {
  try {
    return openSync(file.path, 'r');
  } catch (error) {
    throw new ArchiveError('file-unreadable', `"${file.path}" cannot be read: ${messageOf(error)}`, file.path);
  }
}

parentPort?.on('message', (request: HashRequest) => {
  let reply: WorkerReply<HashResult>;
  try {
    reply = { result: answer(request) };
  } catch (error) {
    reply = { fault: faultOf(error) };
  }
  parentPort?.postMessage(reply);
});
