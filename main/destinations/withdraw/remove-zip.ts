import { rm } from 'node:fs/promises';
import { zipPaths } from '../kinds/zip-destination.ts';
import { atHome } from '../place.ts';
import type { ReleaseRecord } from '../release/record.ts';

/**
 * The zip and what was written beside it, by the names that the release gave them: what loadmaster.json says now may name
 * other files, which somebody else put there.
 */
export async function removeZip(destination: string, record: ReleaseRecord): Promise<void> {
  const { folder, destinations, ...release } = record;
  const settings = destinations.find((one) => one.settings.name === destination)?.settings;
  if (settings?.kind !== 'zip') return;
  const paths = zipPaths(atHome(settings.path, folder), release, settings.pattern);
  await Promise.all(paths.map((path) => rm(path, { force: true })));
}
