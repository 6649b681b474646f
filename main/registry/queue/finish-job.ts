import { randomBytes } from 'node:crypto';
import type { VersionStatus } from '../../../protocol/index.ts';
import { describeFailure } from '../processing/failure.ts';
import type { ProcessingOutcome } from '../processing/index.ts';
import type { Statements, Store } from '../storage/database/store.ts';
import { type Blobs, BlobsUnavailable } from '../storage/files/blobs.ts';
import { letGoOfUpload } from '../storage/files/holds.ts';
import { addLink } from '../storage/packages/links.ts';
import type { Package } from '../storage/packages/packages.ts';
import { endJob, type Job } from '../storage/packages/uploads.ts';
import { endVersion, usedStorage, type VersionRecord } from '../storage/packages/versions.ts';
import { findAuthor } from '../storage/people/authors.ts';
import { sendMail } from '../storage/people/mails.ts';
import { claimContent } from '../storage/sweep-shared.ts';
import { failureMail, processedMail } from './mail-texts.ts';

type Processed = Extract<ProcessingOutcome, { status: 'processed' }>;
interface Failed {
  readonly status: Exclude<VersionStatus, 'processed'>;
  readonly reason: string;
}
export type JobEnd = Processed | Failed;

interface JobContext {
  readonly db: Store;
  readonly files: Blobs;
  readonly baseUrl: () => string;
  readonly onError: (error: unknown) => void;
}
interface Ended {
  readonly job: Job;
  readonly pkg: Package;
  readonly version: VersionRecord;
  readonly end: JobEnd;
}

const LINK_MS = 24 * 3_600_000;

/** Another worker has the job now; it will end it. */
class LostLease extends Error {}

/** Makes the end of a job lasting: content first, then one transaction with status, link, mail and the job's removal. */
export async function finishJob(context: JobContext, ended: Ended): Promise<void> {
  try {
    const end = await storeContent(context, ended);
    if (end.status === 'processed' && (await recordSuccess(context, ended, end))) {
      // Only now is the zip of no more use. Should the process die here, a sweep takes it.
      await letGoOfUpload(context.db, context.files, ended.job.uploadId).catch(context.onError);
    }
    if (end.status !== 'processed') await recordFailure(context.db, ended, end);
  } catch (error) {
    if (!(error instanceof LostLease)) throw error;
  }
}

async function storeContent(context: JobContext, { pkg, end }: Ended): Promise<JobEnd> {
  if (end.status !== 'processed') return end;
  const full = await lackOfSpace(context.db, pkg, end.size);
  if (full !== undefined) return full;
  try {
    await claimContent(context.db, end.hash);
    await context.files.keepContent(end.xpkgPath, end.hash);
    return end;
  } catch (error) {
    if (error instanceof BlobsUnavailable) throw error;
    return { status: 'failed_server', reason: describeFailure(error) };
  }
}

async function lackOfSpace(db: Statements, pkg: Package, size: number): Promise<Failed | undefined> {
  const limit = (await findAuthor(db, pkg.authorId))?.totalStorage;
  if (limit === undefined) return undefined;
  const used = await usedStorage(db, pkg.authorId);
  if (used + size <= limit) return undefined;
  const reason = `The package takes ${size} bytes, and ${Math.max(limit - used, 0)} of ${limit} are left.`;
  return { status: 'failed_not_enough_space', reason };
}

/** False when another version of the author took the space meanwhile; the failure is recorded then. */
async function recordSuccess({ db, baseUrl }: JobContext, ended: Ended, end: Processed): Promise<boolean> {
  const { job, pkg, version } = ended;
  return await db.transaction(async (inside) => {
    const full = await lackOfSpace(inside, pkg, end.size);
    if (full !== undefined) {
      await recordFailure(inside, ended, full);
      return false;
    }
    await endVersion(inside, pkg.id, version.version, {
      status: 'processed',
      reason: undefined,
      notes: end.notes,
      hash: end.hash,
      size: end.size,
      installedSize: end.installedSize,
    });
    if (!(await endJob(inside, job))) throw new LostLease();
    let link: string | undefined;
    if (!version.isStored) {
      const token = randomBytes(24).toString('base64url');
      await addLink(inside, {
        token,
        hash: end.hash,
        packageId: pkg.id,
        version: version.version,
        expiresAt: Date.now() + LINK_MS,
      });
      link = `${baseUrl()}/downloads/${token}`;
    }
    const mail = processedMail(pkg, version, end.notes, link);
    await sendMail(inside, pkg.authorId, mail.subject, mail.text);
    return true;
  });
}

function recordFailure(db: Statements, { job, pkg, version }: Ended, end: Failed): Promise<void> {
  return db.transaction(async (inside) => {
    await endVersion(inside, pkg.id, version.version, {
      status: end.status,
      reason: end.reason,
      notes: [],
      hash: undefined,
      size: 0,
      installedSize: 0,
    });
    if (!(await endJob(inside, job))) throw new LostLease();
    const mail = failureMail(pkg, version, end.status, end.reason);
    await sendMail(inside, pkg.authorId, mail.subject, mail.text);
  });
}
