import { type FileHandle, open } from 'node:fs/promises';

import { Refusal } from '../outcome.ts';

/** The uploaded file, read by position. Every read is exact: a file that ends early is a broken archive. */
export interface ZipSource {
  readonly size: number;
  readonly read: (into: Buffer, length: number, position: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openZipSource(path: string): Promise<ZipSource> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    return {
      size,
      read: (into, length, position) => readFully(handle, into, length, position),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readFully(handle: FileHandle, into: Buffer, length: number, position: number): Promise<void> {
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(into, done, length - done, position + done);
    if (bytesRead === 0) throw new Refusal('aborted', 'the archive ends before its listing says it does');
    done += bytesRead;
  }
}
