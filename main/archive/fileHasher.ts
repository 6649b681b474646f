import { ArchiveError } from './archiveError.ts';
import type { HashRequest, HashResult } from './hashWorker.ts';
import { startHashWorker } from './startWorker.ts';
import { WorkerPool } from './workerPool.ts';
import type { FileFacts } from './workerProtocol.ts';

/**
 * SHA-256 of files that are compressed in blocks: it cannot be put together from the parts, so a worker of its own reads
 * such a file from start to end, most of it from the system's memory, where the other readers left it.
 */
export class FileHasher {
  readonly #pool = new WorkerPool<HashRequest, HashResult>(1, startHashWorker);

  start(file: FileFacts): (crc: number) => Promise<string> {
    const result = this.#pool.run({ kind: 'file', file });
    return async (crc) => {
      const hashed = await result;
      if (hashed.crc === crc) return hashed.sha256;
      throw new ArchiveError('file-changed', `"${file.path}" changed while it was packed. Pack again.`, file.path);
    };
  }

  async close(reason?: unknown): Promise<void> {
    await this.#pool.close(reason);
  }
}
