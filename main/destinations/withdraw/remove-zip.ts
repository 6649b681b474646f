import { rm } from 'node:fs/promises';
import { zipPaths } from '../kinds/zip-destination.ts';
import { atHome } from '../place.ts';
import type { ReleaseRecord } from '../release/record.ts';
import type { SettingsOf } from '../settings.ts';

/** The zip and what was written beside it, by their names. */
export async function removeZip(settings: SettingsOf<'zip'>, record: ReleaseRecord): Promise<void> {
  const { folder, ...release } = record;
  const paths = zipPaths(atHome(settings.path, folder), release, settings.pattern);
  await Promise.all(paths.map((path) => rm(path, { force: true })));
}
