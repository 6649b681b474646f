import { closeSync, constants, open, read } from 'node:fs';

// Many small files are read into the same few pieces of memory: new memory for each would be a third of the time that reading them takes,
// and lie about until it is collected.

/** Of one piece; what is read is smaller. */
export const LENT_BYTES = 1024 * 1024;
/** As many as files are ever on their way at the same time; more are given up after use. */
const MOST_FREE = 16;
const free: Buffer[] = [];

/** Hands memory to `use` until its promise has settled. After a fault somebody may still be reading in it: then it is not lent again. */
export async function withLentBuffer<T>(use: (buffer: Buffer) => Promise<T>): Promise<T> {
  const buffer = free.pop() ?? Buffer.allocUnsafeSlow(LENT_BYTES);
  const result = await use(buffer);
  if (free.length < MOST_FREE) free.push(buffer);
  return result;
}

/** A pipe in the place of a file must not wait for somebody to write. Windows has no such flag. */
const READ_ONLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** How many bytes there were, at most as many as there is room for. */
export function readInto(buffer: Buffer, path: string, offset: number, length: number): Promise<number> {
  return new Promise((resolve, reject) => {
    open(path, READ_ONLY, (refused, file) => {
      if (refused) return reject(refused);
      read(file, buffer, 0, length, offset, (cause, count) => {
        // Closing what was only read waits for nothing, and another thread for it would be a third of what a small file takes.
        closeSync(file);
        if (cause) reject(cause);
        else resolve(count);
      });
    });
  });
}
