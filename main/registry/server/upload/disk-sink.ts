import { open } from 'node:fs/promises';
import { Writable } from 'node:stream';

/**
 * Bytes taken from the network while the disk is busy with those before them: two megabytes for one upload, and not
 * much more for a hundred at once, since each that comes gets its part of them.
 */
const BUFFERED = 2 * 1_048_576;
const LEAST_BUFFERED = 65_536;
let sinks = 0;
/** Smaller steps were slower: each is a commit of the file system's journal, for which the writing waits. */
const SYNC_EVERY = 64 * 1_048_576;
/** The most that may wait for the disk: a slow one slows the sender instead of the end of the upload. */
const UNSYNCED = 256 * 1_048_576;

/**
 * A file that reaches the disk while it is being written. Left to the end, the sync of a large upload would take as
 * long again as the upload itself.
 */
export async function openDiskSink(path: string): Promise<Writable> {
  const file = await open(path, 'w', 0o600);
  sinks += 1;
  let unsynced = 0;
  let syncing: Promise<unknown> | undefined;
  let failure: unknown;

  const syncAlong = (bytes: number): void => {
    unsynced += bytes;
    if (unsynced < SYNC_EVERY || syncing !== undefined) return;
    unsynced = 0;
    syncing = file
      .datasync()
      .catch((error) => {
        failure = error;
      })
      .finally(() => {
        syncing = undefined;
      });
  };

  const write = async (buffers: Buffer[]): Promise<void> => {
    if (failure !== undefined) throw failure;
    if (unsynced > UNSYNCED) await syncing;
    let left = buffers;
    while (left.length > 0) {
      const { bytesWritten } = await file.writev(left);
      syncAlong(bytesWritten);
      left = beyond(left, bytesWritten);
    }
    for (const buffer of buffers) letGo(buffer);
  };

  return new Writable({
    highWaterMark: Math.max(LEAST_BUFFERED, Math.floor(BUFFERED / sinks)),
    write: (chunk: Buffer, _, done) => void write([chunk]).then(() => done(), done),
    writev: (chunks, done) => void write(chunks.map(({ chunk }) => chunk as Buffer)).then(() => done(), done),
    final: (done) => {
      const finish = async () => {
        await syncing;
        if (failure !== undefined) throw failure;
        await file.sync();
      };
      finish().then(() => done(), done);
    },
    destroy: (error, done) => {
      const close = async () => {
        sinks -= 1;
        await syncing;
        await file.close();
      };
      close().then(() => done(error), done);
    },
  });
}

/**
 * Gives the memory of what is written back at once. Left to the collector, 60 MB of it waited at a hundred uploads. A
 * buffer that is part of a larger one is not ours alone.
 */
function letGo({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

/** What is left of the buffers after so many bytes: a write may take less than it was given. */
function beyond(buffers: Buffer[], bytes: number): Buffer[] {
  let skip = bytes;
  return buffers.flatMap((buffer) => {
    const taken = Math.min(skip, buffer.length);
    skip -= taken;
    return taken === buffer.length ? [] : [buffer.subarray(taken)];
  });
}
