import { join } from 'node:path';
import { fault } from '../../../preload/messages/index.ts';
import { type ArchiveManifest, buildArchive, type PlannedEntry, readManifest } from '../../archive/index.ts';
import { DestinationError, type Release } from '../destination.ts';

const PATTERN = '{name} {version}.zip';

/** What cannot stand in a file name becomes a hyphen. */
export function zipName(
  { name, version, packageId, folderName }: Pick<Release, 'name' | 'version' | 'packageId' | 'folderName'>,
  pattern = PATTERN,
): string {
  const values: Readonly<Record<string, string>> = { name, version, id: packageId, folder: folderName };
  return pattern
    .replaceAll(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)
    .replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, '-');
}

/** The versions whose zips have these names; undefined where the pattern gives each the same. */
export function versionsInNames(
  names: readonly string[],
  release: Parameters<typeof zipName>[0],
  pattern?: string,
): string[] | undefined {
  const [before = '', after] = zipName({ ...release, version: ANY_VERSION }, pattern).split(ANY_VERSION);
  if (after === undefined) return undefined;
  return names
    .filter((name) => name.startsWith(before) && name.endsWith(after))
    .map((name) => name.slice(before.length, name.length - after.length));
}

/** Of those characters that nobody has given a meaning. */
const ANY_VERSION = '\u{e000}';

/** The zip that users unzip into X-Plane, out of the packed files of the archive: what was checked is what they get. */
export async function buildUserZip(release: Release, out: string, signal: AbortSignal) {
  const { archive, content, folderName, packageId, root } = release;
  const manifest = await readManifest(archive.path);
  if (manifest === undefined) throw changed(archive.path);
  const plan = planOf(manifest, packageId, folderName, root);
  const built = await buildArchive(plan, { out, level: 6, previous: archive.path, signal });
  const sums = new Map((await readManifest(out))?.entries.map(({ name, crc32 }) => [name, Number.parseInt(crc32, 16)]));
  const other = content.find(({ path, crc32 }) => sums.get(`${folderName}/${path}`) !== crc32);
  if (other !== undefined) throw changed(other.path);
  return built;
}

function planOf({ entries }: ArchiveManifest, packageId: string, folder: string, root: string) {
  const planned: PlannedEntry[] = [{ name: `${folder}/`, source: { kind: 'folder' } }];
  let bytes = 0;
  for (const { name, size, mtimeNs, ino } of entries) {
    if (!name.startsWith(`${packageId}/`) || mtimeNs === undefined || ino === undefined) continue;
    const path = name.slice(packageId.length + 1);
    const source = { kind: 'file' as const, path: join(root, path), size, mtimeNs: BigInt(mtimeNs), ino: BigInt(ino) };
    planned.push({ name: `${folder}/${path}`, source });
    bytes += size;
  }
  planned.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { packageId: folder, roots: [root], entries: planned, files: planned.length - 1, bytes, junk: [] };
}

function changed(path: string): DestinationError {
  return new DestinationError(fault('source_changed.zip', path));
}
