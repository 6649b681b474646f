import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type Detection,
  divideForPackage,
  type FileEntry,
  type ProjectFile,
  type ScanResult,
} from '../../addon/index.ts';
import { type CopyMode, placeFile } from '../files/copy-tree.ts';
import type { TriedPackage } from './tried-package.ts';

export interface FolderToTry {
  readonly folder: string;
  readonly scan: ScanResult;
  readonly detection: Detection;
  readonly project: ProjectFile;
  readonly packageId: string;
}

/** Lays out an add-on folder as its package would be after unpacking. */
export async function packageFromFolder(
  addon: FolderToTry,
  unpacked: string,
  mode: CopyMode,
  signal?: AbortSignal,
): Promise<TriedPackage> {
  const { scan, detection, project, packageId } = addon;
  const parts = divideForPackage(scan, project);
  await mkdir(join(unpacked, packageId), { recursive: true });
  await placeAll(addon.folder, parts.content, join(unpacked, packageId), mode, signal);
  for (const { name, root, entries } of parts.resources)
    await placeAll(root, entries, join(unpacked, name), mode, signal);
  const scripts: { install?: string; uninstall?: string; upgrade?: string } = {};
  for (const name of ['install', 'uninstall', 'upgrade'] as const) {
    const script = parts.scripts[name];
    if (script !== undefined) scripts[name] = await readFile(join(script.root, script.entry.path), 'utf8');
  }
  return {
    packageId,
    packageName: project.packageName ?? detection.suggested.packageName,
    packageType: project.packageType ?? detection.suggested.packageType,
    kind: detection.kind,
    unpacked,
    scripts,
  };
}

async function placeAll(
  root: string,
  entries: readonly FileEntry[],
  to: string,
  mode: CopyMode,
  signal?: AbortSignal,
): Promise<void> {
  const made = new Set<string>();
  for (const { path, link } of entries) {
    signal?.throwIfAborted();
    // The registry refuses links; the checks say so.
    if (link !== undefined) continue;
    const target = join(to, path);
    const folder = dirname(target);
    if (!made.has(folder)) await mkdir(folder, { recursive: true });
    made.add(folder);
    await placeFile(join(root, path), target, mode);
  }
}
