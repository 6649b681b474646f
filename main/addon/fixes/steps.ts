import { copyFile, link, lstat, mkdir, readFile, rename, rm, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FaultError, fault } from '../../../preload/messages/index.ts';
import { SHARED_FILE_MODE, writeFileDurably } from '../../disk/index.ts';
import type { FixStep } from '../preflight/fix-step.ts';

/** What a path looks like right now; undefined when nothing is there. */
export type Fingerprint = { readonly size: bigint; readonly mtimeNs: bigint; readonly ino: bigint } | undefined;

export function touchedBy(step: FixStep): string[] {
  return step.kind === 'rename' ? [step.path, step.to] : [step.path];
}

export async function fingerprintOf(root: string, path: string): Promise<Fingerprint> {
  try {
    const { size, mtimeNs, ino } = await lstat(`${root}/${path}`, { bigint: true });
    return { size, mtimeNs, ino };
  } catch {
    return undefined;
  }
}

export function samePrint(a: Fingerprint, b: Fingerprint | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.size === b.size && a.mtimeNs === b.mtimeNs && a.ino === b.ino;
}

/** Does one step, keeping what it replaces under `kept`. A step either happens whole or throws and changes nothing. */
export async function doStep(root: string, step: FixStep, kept: string): Promise<void> {
  const path = `${root}/${step.path}`;
  switch (step.kind) {
    case 'create':
      if ((await fingerprintOf(root, step.path)) !== undefined)
        throw new FaultError(fault('fix_failed.there', step.path));
      return writeFileDurably(path, step.content, SHARED_FILE_MODE);
    case 'edit': {
      const now = await readFile(path, 'utf8');
      if (now !== step.before) throw new FaultError(fault('fix_failed.otherThanShown', step.path));
      await copyFile(path, kept);
      return writeFileDurably(path, step.after, (await lstat(path)).mode & 0o777);
    }
    case 'rename':
      return renameWithoutReplacing(root, step.path, step.to);
    case 'delete':
      await copyFile(path, kept);
      return unlink(path);
  }
}

export async function undoStep(root: string, step: FixStep, kept: string): Promise<void> {
  const path = `${root}/${step.path}`;
  switch (step.kind) {
    case 'create':
      return rm(path, { force: true });
    case 'edit':
    case 'delete':
      return writeFileDurably(path, await readFile(kept), (await lstat(kept)).mode & 0o777);
    case 'rename':
      return renameWithoutReplacing(root, step.to, step.path);
  }
}

/** A change of case alone is one file on macOS and Windows, so `to` being "there" is no obstacle when it is the same file. */
async function renameWithoutReplacing(root: string, from: string, to: string): Promise<void> {
  const [source, target] = [await fingerprintOf(root, from), await fingerprintOf(root, to)];
  if (target !== undefined && target.ino !== source?.ino) throw new FaultError(fault('fix_failed.there', to));
  await mkdir(dirname(`${root}/${to}`), { recursive: true });
  if (target === undefined && source !== undefined && (await linkThenUnlink(`${root}/${from}`, `${root}/${to}`)))
    return;
  await rename(`${root}/${from}`, `${root}/${to}`);
}

/** A hard link fails where a file appeared in between; rename would replace it. Folders and some disks cannot be linked. */
async function linkThenUnlink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') throw cause;
    return false;
  }
  await unlink(from);
  return true;
}
