import { realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fault } from '../../preload/messages/index.ts';
import { isWithin } from '../disk/index.ts';
import { ArchiveError, cancelled, throwIfCancelled } from './archive-error.ts';
import type { BuildOptions, BuiltFile } from './build-terms.ts';
import { Builder } from './builder.ts';
import { ArchiveFile } from './container/archive-file.ts';
import { CacheMismatch } from './container/entry-writer.ts';
import type { ArchivePlan } from './plan/plan.ts';
import { PreviousArchive } from './reuse/previous-archive.ts';

/** Writes the archive of a plan; the same plan gives the same bytes however many workers and whatever is reused. Throws ArchiveError. */
export async function buildArchive(plan: ArchivePlan, options: BuildOptions): Promise<BuiltFile> {
  const out = resolve(options.out);
  throwIfCancelled(options.signal);
  await refuseOutputInside(plan, out);
  try {
    return await build(plan, { ...options, out });
  } catch (error) {
    if (!(error instanceof CacheMismatch)) throw error;
    const { previous: _, ...afresh } = options;
    return await build(plan, { ...afresh, out });
  }
}

async function build(plan: ArchivePlan, options: BuildOptions): Promise<BuiltFile> {
  const { out, level = 6, previous: previousPath, signal } = options;
  const previous = previousPath === undefined ? undefined : await PreviousArchive.open(resolve(previousPath), level);
  const file = await ArchiveFile.create(out).catch(async (error: unknown) => {
    await previous?.close();
    throw error;
  });
  const builder = new Builder(plan, file, previous, { ...options, level });
  const stop = () => builder.stop(cancelled());
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await builder.run();
  } catch (error) {
    await Promise.all([file.discard(), builder.discard()]);
    throw error;
  } finally {
    signal?.removeEventListener('abort', stop);
    builder.stop();
  }
}

async function refuseOutputInside(plan: ArchivePlan, out: string): Promise<void> {
  const folder = await realpath(dirname(out)).catch(() => dirname(out));
  for (const root of plan.roots) {
    const real = await realpath(root).catch(() => resolve(root));
    if (!isWithin(folder, real)) continue;

    throw new ArchiveError(fault('output_inside_addon.text', out), out);
  }
}
