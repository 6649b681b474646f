import { lstat, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Every file below a folder with its size; '/'-separated. */
export type Snapshot = ReadonlyMap<string, number>;

export async function takeSnapshot(folder: string): Promise<Snapshot> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, number>();
  for (const entry of found) {
    if (entry.isDirectory()) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(relative(folder, file).split(sep).join('/'), (await lstat(file)).size);
  }
  return new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The files of `a` that `b` does not have. */
export function missingIn(a: Snapshot, b: Snapshot): string[] {
  return [...a.keys()].filter((path) => !b.has(path));
}
