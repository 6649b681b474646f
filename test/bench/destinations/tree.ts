import { randomFillSync } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { scanAddon } from '../../../main/addon/index.ts';
import { buildArchive, planArchive } from '../../../main/archive/index.ts';

export interface Packed {
  readonly root: string;
  readonly archive: { readonly path: string; readonly sha256: string; readonly size: number };
}

const IN_A_FOLDER = 100;
export const CHANGED = 'objects/000/000000.obj';

/** An add-on of so many files of different sizes, half of each as compressible as text. */
export function makeTree(root: string, files: number, bytes: number): void {
  rmSync(root, { recursive: true, force: true });
  const pool = randomFillSync(Buffer.alloc(1 << 20));
  const mean = bytes / files;
  for (let at = 0; at < files; at++) {
    const folder = join(root, 'objects', String(Math.floor(at / IN_A_FOLDER)).padStart(3, '0'));
    if (at % IN_A_FOLDER === 0) mkdirSync(folder, { recursive: true });
    // From a fifth of the mean to nearly twice as much; the same at every run.
    const size = Math.max(1, Math.round(mean * (0.2 + 1.6 * (((at * 7919) % 1000) / 1000))));
    writeFileSync(join(folder, `${String(at).padStart(6, '0')}.obj`), contentOf(pool, at, size));
  }
}

function contentOf(pool: Buffer, at: number, size: number): Buffer {
  const content = Buffer.alloc(size, `VT ${at} 0.5 1.5 2.5\n`);
  for (let done = 0; done < size / 2; done += pool.length) {
    const from = (at * 4099) % (pool.length / 2);
    pool.copy(content, done, from, from + Math.min(size / 2 - done, pool.length / 2));
  }
  return content;
}

/** The same add-on with one file changed; the others are the very same files, times and all. */
export async function changedTree(from: string, to: string): Promise<void> {
  rmSync(to, { recursive: true, force: true });
  const { entries } = await scanAddon(from, {});
  for (const { path } of entries) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    if (path !== CHANGED) linkSync(join(from, path), join(to, path));
  }
  writeFileSync(join(to, CHANGED), Buffer.concat([readFileSync(join(from, CHANGED)), Buffer.from('changed\n')]));
}

export async function pack(root: string, out: string, previous = out): Promise<Packed> {
  const { entries, folders } = await scanAddon(root, {});
  const plan = planArchive({ root, entries, folders, packageId: 'sample' });
  if (!plan.ok) throw new Error(JSON.stringify(plan.refusals));
  const { path, sha256, size } = await buildArchive(plan.plan, { out, previous });
  return { root, archive: { path, sha256, size } };
}
