import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describeFailure } from '../processing/failure.ts';
import type { ProcessingInput } from '../processing/index.ts';
import { BlobsUnavailable } from '../storage/files/blobs.ts';
import { findPackage, type Package } from '../storage/packages/packages.ts';
import { type Job, LEASE_MS, renewLease, returnJob } from '../storage/packages/uploads.ts';
import { findVersion, type VersionRecord } from '../storage/packages/versions.ts';
import { finishJob, type JobEnd } from './finish-job.ts';
import type { QueueOptions } from './options.ts';

/** A zip that brought the process down this often is not tried again. */
const MAX_ATTEMPTS = 5;
const LONGEST_JOB_MS = 3 * 3_600_000;

/**
 * One job from its zip to its end; a job cut short by `stop` is given back. The lease is renewed meanwhile. Whoever
 * loses it stops and leaves no trace: somebody else has the job.
 */
export async function runJob(options: QueueOptions, job: Job, stop: AbortSignal): Promise<void> {
  const version = await findVersion(options.db, job.packageId, job.version);
  const pkg = await findPackage(options.db, job.packageId);
  if (version === undefined || pkg === undefined) throw new Error('A job without its version');
  const workDir = join(options.files.tempDir, `job-${job.uploadId}`);
  const lease = keepLease(options, job);
  try {
    const end = await decide(options, job, pkg, version, workDir, AbortSignal.any([stop, lease.lost]));
    if (lease.lost.aborted) return;
    // Stopped by us, it did not bring anything down.
    if (end === undefined) return await returnJob(options.db, job);
    await finishJob(options, { job, pkg, version, end });
    options.onJobFinished(pkg.id);
  } catch (error) {
    if (!(error instanceof BlobsUnavailable)) throw error;
    // The author can do nothing about it. The job waits as if it had not been begun, and the queue rests a while.
    await returnJob(options.db, job);
    options.onError(error);
    throw error;
  } finally {
    lease.stop();
    await options.files.remove(workDir);
  }
}

/** A database that cannot be asked for a while does not end the work: the lease is looked at again when it ends. */
function keepLease({ db, onError }: QueueOptions, job: Job): { readonly lost: AbortSignal; stop(): void } {
  const lost = new AbortController();
  const renewal = setInterval(() => {
    renewLease(db, job).then(
      (kept) => {
        if (!kept) lost.abort();
      },
      (error) => onError(error),
    );
  }, LEASE_MS / 3);
  return { lost: lost.signal, stop: () => clearInterval(renewal) };
}

/** How the job ends; undefined when the registry stops first, and the job stays for the next start. */
async function decide(
  options: QueueOptions,
  job: Job,
  pkg: Package,
  version: VersionRecord,
  workDir: string,
  stop: AbortSignal,
): Promise<JobEnd | undefined> {
  const delay = options.rehearsal.takeForProcessing('slow-processing');
  if (delay !== undefined) await pause(delay.seconds * 1000, stop);
  if (stop.aborted) return undefined;
  const rehearsed = options.rehearsal.takeForProcessing('processing');
  if (rehearsed !== undefined) return { status: rehearsed.status, reason: 'Rehearsal: this ending was asked for.' };
  if (job.attempts >= MAX_ATTEMPTS) {
    return { status: 'failed_server', reason: `Processing was begun ${MAX_ATTEMPTS} times and never came to an end.` };
  }
  const tooLong = AbortSignal.timeout(LONGEST_JOB_MS);
  try {
    await mkdir(workDir, { recursive: true, mode: 0o700 });
    const input: ProcessingInput = {
      zipPath: await options.files.uploadAsFile(job.uploadId, workDir),
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
    if (stop.aborted) return undefined;
    const outcome = await options.run(input, AbortSignal.any([stop, tooLong]));
    return stop.aborted ? undefined : outcome;
  } catch (error) {
    if (stop.aborted) return undefined;
    if (error instanceof BlobsUnavailable) throw error;
    if (tooLong.aborted) return { status: 'aborted', reason: 'Processing took longer than three hours.' };
    options.onError(error);
    return { status: 'failed_server', reason: describeFailure(error) };
  }
}

/** Waits, and comes back at once (without an error) when the signal says so. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
