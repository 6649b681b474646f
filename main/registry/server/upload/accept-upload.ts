import type { Statements } from '../../storage/database/store.ts';
import { letGoOfUpload } from '../../storage/files/holds.ts';
import { putUpload, queueJob } from '../../storage/packages/uploads.ts';
import type { RegistryContext } from '../context.ts';
import { lacksRoom } from './room.ts';

/** Why nothing was taken: what is asked again with the file in its place, since storing it may have taken an hour. */
export type Refused = 401 | 403 | 413 | 'overtaken';

interface IncomingUpload {
  readonly id: string;
  readonly packageId: string;
  readonly version: string;
  readonly file: { readonly path: string; readonly size: number };
}

/**
 * From here on the registry answers for the version. The zip is on disk under its own name before the one transaction
 * that makes version, upload and job exist together; a crash in between leaves a file nobody names, which the next
 * start sweeps. `record` says why not, where another request was faster or the author may do it no more. Undefined: accepted.
 */
export async function acceptUpload(
  context: RegistryContext,
  upload: IncomingUpload,
  record: (inside: Statements) => Promise<Refused | undefined>,
): Promise<Refused | undefined> {
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
  record: (inside: Statements) => Promise<Refused | undefined>,
): Promise<Refused | undefined> {
  const { db, files, queue, packageList } = context;
  let kept: { readonly refused: Refused } | { readonly replaced: string | undefined };
  try {
    await files.keepUpload(upload.file.path, upload.id);
    kept = await db.transaction(async (inside) => {
      const refused =
        context.limitsUploads && (await lacksRoom(inside, { ...upload, ...upload.file })) ? 413 : await record(inside);
      if (refused !== undefined) return { refused };
      const replaced = await putUpload(inside, { ...upload, size: upload.file.size });
      await queueJob(inside, upload.id);
      return { replaced };
    });
  } catch (error) {
    // A database elsewhere may have taken the rows and lost the way back; then the file is needed, or a sweep takes it.
    if (!db.shared) await files.removeUpload(upload.id);
    throw error;
  }
  if ('refused' in kept) {
    await files.removeUpload(upload.id);
    return kept.refused;
  }
  if (kept.replaced !== undefined) await letGoOfUpload(db, files, kept.replaced);
  packageList.changed(upload.packageId);
  queue.wake();
  return undefined;
}
