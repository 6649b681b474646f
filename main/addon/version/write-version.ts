import { randomBytes } from 'node:crypto';
import { chmod, lstat, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FaultError, fault } from '../../../preload/messages/index.ts';
import { writeFileDurably } from '../../disk/index.ts';
import type { VersionChange } from './plan-version.ts';

/** Changes all files or none: each is written beside first, and what was renamed is put back when one fails. */
export async function writeVersion(folder: string, changes: readonly VersionChange[]): Promise<void> {
  const drafts: { readonly path: string; readonly draft: string; readonly mode: number; readonly before: Buffer }[] =
    [];
  const done: typeof drafts = [];
  try {
    for (const { path: inner, before, after } of changes) {
      const path = join(folder, inner);
      if (!(await readFile(path)).equals(before)) throw new FaultError(fault('fix_failed.otherThanRead', inner));
      const mode = (await lstat(path)).mode & 0o777;
      const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
      drafts.push({ path, draft, mode, before });
      await writeDraft(draft, after, mode);
    }
    for (const each of drafts) {
      await rename(each.draft, each.path);
      done.push(each);
    }
  } catch (cause) {
    for (const { draft } of drafts) await rm(draft, { force: true });
    for (const { path, before, mode } of done) {
      await writeFileDurably(path, before, mode);
      await chmod(path, mode);
    }
    throw cause;
  }
}

async function writeDraft(draft: string, content: Buffer, mode: number): Promise<void> {
  const file = await open(draft, 'wx', mode);
  try {
    await file.writeFile(content);
    await file.chmod(mode);
    await file.sync();
  } finally {
    await file.close();
  }
}
