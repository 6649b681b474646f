import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { scanAddon } from '../../main/addon/index.ts';
import { buildArchive, planArchive } from '../../main/archive/index.ts';

/** An add-on's folder with these files, packed as a release packs it. */
export async function packFiles(root: string, files: Readonly<Record<string, string>>, out: string, packageId: string) {
  await rm(root, { recursive: true, force: true });
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
    // As of yesterday: a file written in the second of the build would be read twice.
    await utimes(join(root, path), 1_700_000_000, 1_700_000_000);
  }
  const { entries, folders } = await scanAddon(root, {});
  const plan = planArchive({ root, entries, folders, packageId });
  if (!plan.ok) throw new Error(JSON.stringify(plan.refusals));
  const { path, sha256, size } = await buildArchive(plan.plan, { out });
  return { path, sha256, size };
}
