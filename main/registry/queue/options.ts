import type { ProcessingInput, ProcessingOutcome } from '../processing/index.ts';
import type { RehearsalFaults } from '../rehearsal.ts';
import type { Store } from '../storage/database/store.ts';
import type { Blobs } from '../storage/files/blobs.ts';

export type RunProcessing = (input: ProcessingInput, signal: AbortSignal) => Promise<ProcessingOutcome>;

export interface QueueOptions {
  readonly db: Store;
  readonly files: Blobs;
  readonly rehearsal: RehearsalFaults;
  readonly run: RunProcessing;
  readonly maxUnpackedBytes: number;
  /** The registry's own address, for the download link in a mail. */
  readonly baseUrl: () => string;
  /** What failed on the registry's own side. */
  readonly onError: (error: unknown) => void;
  /** Whether this process takes jobs; where it does not, others do. */
  readonly works: boolean;
  /** A version changed: what was remembered of its package is out of date. */
  readonly onJobFinished: (packageId: string) => void;
}
