import { startHashWorker } from './startWorker.ts';
import { WorkerPool } from './workerPool.ts';
import type { FileFacts, FileHash } from './workerProtocol.ts';

/** Hashes files too large for a packing worker to stop for: a thread of its own reads them beside the others. */
export class FileHasher {
  readonly #pool = new WorkerPool<FileFacts, FileHash>(1, startHashWorker);

  hash(file: FileFacts): Promise<FileHash> {
    return this.#pool.run(file);
  }

  async close(reason?: unknown): Promise<void> {
    await this.#pool.close(reason);
  }
}
