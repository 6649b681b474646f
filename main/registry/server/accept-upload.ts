import { letGoOfUpload } from '../storage/holds.ts';
import type { Statements } from '../storage/store.ts';
import { putUpload, queueJob } from '../storage/uploads.ts';
import type { RegistryContext } from './context.ts';

interface IncomingUpload {
  readonly id: string;
  readonly packageId: string;
  readonly version: string;
  readonly file: { readonly path: string; readonly size: number };
}

/**
 * From here on the registry answers for the version. The zip is on disk under its own name before the one transaction
 * that makes version, upload and job exist together; a crash in between leaves a file nobody names, which the next
 * start sweeps. `record` says no when another request was faster.
 */
export async function acceptUpload(
  context: RegistryContext,
  upload: IncomingUpload,
  record: (inside: Statements) => Promise<boolean>,
): Promise<boolean> {
  const accepting = accept(context, upload, record);
  context.accepting.add(accepting);
  try {
    return await accepting;
  } finally {
    context.accepting.delete(accepting);
  }
}

async function accept(
  context: RegistryContext,
  upload: IncomingUpload,
  record: (inside: Statements) => Promise<boolean>,
): Promise<boolean> {
  const { db, files, queue, packageList } = context;
  let kept: { readonly replaced: string | null } | null = null;
  try {
    await files.keepUpload(upload.file.path, upload.id);
    kept = await db.transaction(async (inside) => {
      if (!(await record(inside))) return null;
      const replaced = await putUpload(inside, { ...upload, size: upload.file.size });
      await queueJob(inside, upload.id);
      return { replaced };
    });
  } catch (error) {
    // A database elsewhere may have taken the rows and lost the way back; then the file is needed, or a sweep takes it.
    if (!db.shared) await files.removeUpload(upload.id);
    throw error;
  }
  if (kept === null) {
    await files.removeUpload(upload.id);
    return false;
  }
  if (kept.replaced !== null) await letGoOfUpload(db, files, kept.replaced);
  packageList.changed(upload.packageId);
  queue.wake();
  return true;
}
