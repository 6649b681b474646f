import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessingInput, ProcessingOutcome } from '../processing/index.ts';
import type { RehearsalFaults } from '../rehearsal.ts';
import type { Database } from '../storage/database.ts';
import type { FileStore } from '../storage/files.ts';
import { findPackage, type Package } from '../storage/packages.ts';
import { countAttempt, type Job, nextJob, uncountAttempt } from '../storage/uploads.ts';
import { findVersion, type VersionRecord } from '../storage/versions.ts';
import { describeFailure } from './failure.ts';
import { pause } from './pause.ts';
import { type JobEnd, settle } from './settle.ts';

export type RunProcessing = (input: ProcessingInput, signal: AbortSignal) => Promise<ProcessingOutcome>;

export type QueueOptions = {
  readonly db: Database;
  readonly files: FileStore;
  readonly rehearsal: RehearsalFaults;
  readonly run: RunProcessing;
  readonly maxUnpackedBytes: number;
  /** The registry's own address, for the download link in a mail. */
  readonly baseUrl: () => string;
  /** A version changed: what was remembered of its package is out of date. */
  readonly onSettled: (packageId: string) => void;
};

/**
 * The jobs, one at a time in the order they came. They are rows of the database: one that was running when the
 * process died is still there at the next start and runs again.
 */
export type Queue = {
  wake(): void;
  /** Resolves when no job is left. */
  idle(): Promise<void>;
  /** Stops and leaves unfinished jobs for the next start. */
  close(): Promise<void>;
  /** Stops, does the work, and goes on; one such work at a time. */
  whileStopped<T>(work: () => Promise<T>): Promise<T>;
};

/** A zip that brought the process down this often is not tried again. */
const MAX_ATTEMPTS = 5;
const LONGEST_JOB_MS = 3 * 3_600_000;
/** A full disk may keep even the outcome from being written; then the job waits and runs again. */
const AGAIN_AFTER_MS = 5_000;

export function openQueue(options: QueueOptions): Queue {
  let stop = new AbortController();
  let resting: Promise<unknown> = Promise.resolve();
  let closed = false;
  let running: Promise<void> | null = null;
  let again: NodeJS.Timeout | undefined;

  const drain = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const job = nextJob(options.db);
      if (job === null) return;
      await runJob(options, job, stop.signal);
    }
  };

  const wake = (): void => {
    if (stop.signal.aborted || running !== null) return;
    clearTimeout(again);
    running = drain().then(
      () => {
        running = null;
        // A job may have come between the last look and now.
        if (!stop.signal.aborted && nextJob(options.db) !== null) wake();
      },
      () => {
        running = null;
        again = setTimeout(wake, AGAIN_AFTER_MS);
        again.unref();
      },
    );
  };

  const halt = async (): Promise<void> => {
    stop.abort();
    clearTimeout(again);
    await running;
  };

  return {
    wake,
    async idle() {
      while (running !== null) await running;
    },
    async close() {
      closed = true;
      await halt();
      await resting;
    },
    whileStopped(work) {
      const rest = resting.then(async () => {
        await halt();
        try {
          return await work();
        } finally {
          if (!closed) {
            stop = new AbortController();
            wake();
          }
        }
      });
      resting = rest.catch(() => undefined);
      return rest;
    },
  };
}

async function runJob(options: QueueOptions, job: Job, stop: AbortSignal): Promise<void> {
  const version = findVersion(options.db, job.packageId, job.version);
  const pkg = findPackage(options.db, job.packageId);
  if (version === null || pkg === null) throw new Error('A job without its version');
  const workDir = join(options.files.tempDir, `job-${job.uploadId}`);
  countAttempt(options.db, job.uploadId);
  try {
    const end = await decide(options, job, pkg, version, workDir, stop);
    // Stopped by us, it did not bring anything down.
    if (end === null) return uncountAttempt(options.db, job.uploadId);
    await settle(options, { job, pkg, version, end });
    options.onSettled(pkg.id);
  } finally {
    await options.files.remove(workDir);
  }
}

/** How the job ends; null when the registry stops first, and the job stays for the next start. */
async function decide(
  options: QueueOptions,
  job: Job,
  pkg: Package,
  version: VersionRecord,
  workDir: string,
  stop: AbortSignal,
): Promise<JobEnd | null> {
  const delay = options.rehearsal.strikeProcessing('slow-processing');
  if (delay !== null) await pause(delay.seconds * 1000, stop);
  if (stop.aborted) return null;
  const rehearsed = options.rehearsal.strikeProcessing('processing');
  if (rehearsed !== null) return { status: rehearsed.status, reason: 'Rehearsal: this ending was asked for.' };
  if (job.attempts >= MAX_ATTEMPTS) {
    return { status: 'failed_server', reason: `Processing was begun ${MAX_ATTEMPTS} times and never came to an end.` };
  }
  const tooLong = AbortSignal.timeout(LONGEST_JOB_MS);
  try {
    await mkdir(workDir, { recursive: true });
    const input: ProcessingInput = {
      zipPath: options.files.uploadPath(job.uploadId),
      workDir,
      packageId: pkg.id,
      packageName: pkg.name,
      packageType: pkg.type,
      packageVersion: version.version,
      authorId: pkg.authorId,
      dependencies: version.dependencies,
      platforms: version.platforms,
      limits: { maxUnpackedBytes: options.maxUnpackedBytes },
    };
    // A stop that came before this line would not be heard by a listener added after it.
    if (stop.aborted) return null;
    const outcome = await options.run(input, AbortSignal.any([stop, tooLong]));
    return stop.aborted ? null : outcome;
  } catch (error) {
    if (stop.aborted) return null;
    if (tooLong.aborted) return { status: 'aborted', reason: 'Processing took longer than three hours.' };
    return { status: 'failed_server', reason: describeFailure(error) };
  }
}
