import { startHashWorker } from '../workers/start-worker.ts';
import { WorkerPool } from '../workers/worker-pool.ts';
import type { FileFacts, FileHash } from '../workers/worker-protocol.ts';

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
