import { randomBytes } from 'node:crypto';
import type { VersionStatus } from '../../../protocol/index.ts';
import type { ProcessingOutcome } from '../processing/index.ts';
import { findAuthor } from '../storage/authors.ts';
import type { FileStore } from '../storage/files.ts';
import { addLink } from '../storage/links.ts';
import { sendMail } from '../storage/mails.ts';
import type { Package } from '../storage/packages.ts';
import type { Statements } from '../storage/store.ts';
import { type Job, removeJob } from '../storage/uploads.ts';
import { endVersion, usedStorage, type VersionRecord } from '../storage/versions.ts';
import { describeFailure } from './failure.ts';
import { failureMail, processedMail } from './mail-texts.ts';

type Processed = Extract<ProcessingOutcome, { status: 'processed' }>;
export type JobEnd = Processed | { readonly status: Exclude<VersionStatus, 'processed'>; readonly reason: string };

type Surroundings = { readonly db: Statements; readonly files: FileStore; readonly baseUrl: () => string };
type Ended = { readonly job: Job; readonly pkg: Package; readonly version: VersionRecord; readonly end: JobEnd };

const LINK_MS = 24 * 3_600_000;

/** Makes the end of a job lasting: content first, then one transaction with status, link, mail and the job's removal. */
export async function settle(around: Surroundings, ended: Ended): Promise<void> {
  const end = await storeContent(around, ended);
  if (end.status === 'processed') {
    await recordSuccess(around, ended, end);
    // Only now is the zip of no more use. Should the process die here, the next start sweeps it.
    await around.files.remove(around.files.uploadPath(ended.job.uploadId));
  } else {
    await recordFailure(around, ended, end);
  }
}

async function storeContent(around: Surroundings, { pkg, end }: Ended): Promise<JobEnd> {
  if (end.status !== 'processed') return end;
  const limit = (await findAuthor(around.db, pkg.authorId))?.totalStorage ?? null;
  const used = await usedStorage(around.db, pkg.authorId);
  if (limit !== null && used + end.size > limit) {
    const reason = `The package takes ${end.size} bytes, and ${Math.max(limit - used, 0)} of ${limit} are left.`;
    return { status: 'failed_not_enough_space', reason };
  }
  try {
    await around.files.commit(end.xpkgPath, around.files.contentPath(end.hash));
    return end;
  } catch (error) {
    return { status: 'failed_server', reason: describeFailure(error) };
  }
}

async function recordSuccess(
  { db, baseUrl }: Surroundings,
  { job, pkg, version }: Ended,
  end: Processed,
): Promise<void> {
  await db.transaction(async (inside) => {
    await endVersion(inside, pkg.id, version.version, {
      status: 'processed',
      reason: null,
      notes: end.notes,
      hash: end.hash,
      size: end.size,
      installedSize: end.installedSize,
    });
    await removeJob(inside, job.uploadId);
    let link: string | null = null;
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
  });
}

async function recordFailure(
  { db }: Surroundings,
  { job, pkg, version }: Ended,
  end: Exclude<JobEnd, Processed>,
): Promise<void> {
  await db.transaction(async (inside) => {
    await endVersion(inside, pkg.id, version.version, {
      status: end.status,
      reason: end.reason,
      notes: [],
      hash: null,
      size: 0,
      installedSize: 0,
    });
    await removeJob(inside, job.uploadId);
    const mail = failureMail(pkg, version, end.status, end.reason);
    await sendMail(inside, pkg.authorId, mail.subject, mail.text);
  });
}
