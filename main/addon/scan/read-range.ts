import { close, open, read } from 'node:fs';

/** Some bytes of a file, fewer where it ends. Callbacks, because tens of thousands of small reads are what a first check is made of. */
export function readRange(file: string, from: number, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    open(file, 'r', (openError, handle) => {
      if (openError) {
        reject(openError);
        return;
      }
      const buffer = Buffer.allocUnsafe(length);
      const finish = (error: Error | null, filled: number) => {
        close(handle, () => (error ? reject(error) : resolve(buffer.subarray(0, filled))));
      };
      const next = (filled: number) => {
        if (filled === length) {
          finish(null, filled);
          return;
        }
        read(handle, buffer, filled, length - filled, from + filled, (error, count) => {
          if (error || count === 0) finish(error, filled);
          else next(filled + count);
        });
      };
      next(0);
    });
  });
}
