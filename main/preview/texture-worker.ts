import { readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { decodeTexture } from './dds/decode-level.ts';
import { DDS_HEADER_BYTES, parseDdsHeader } from './dds/header.ts';
import type { TextureAnswer, TextureTask } from './read-texture.ts';

// A worker thread that reads one texture, see readTexture.

const { handle, size }: TextureTask = workerData;
const header = parseDdsHeader(read(0, Math.min(size, DDS_HEADER_BYTES)));
const answer: TextureAnswer = typeof header === 'string' ? header : decodeTexture(header, size, read);
parentPort?.postMessage(answer);

function read(from: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(handle, bytes, filled, length - filled, from + filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}
