import type { DestinationSettings } from '../../preload/contract.ts';
import type { PublishedPaths } from './content/published-paths.ts';
import { openDepotDestination } from './depot/depot-destination.ts';
import type { Destination, Release } from './destination.ts';
import { openFolderDestination } from './kinds/folder-destination.ts';
import { openGithubDestination } from './kinds/github-destination.ts';
import { openXpkgDestination, type RegistryPort } from './kinds/xpkg-destination.ts';
import { openZipDestination } from './kinds/zip-destination.ts';
import { refusePackedFolder } from './own-files.ts';
import { type PlaceDeps, resolveLocalPath } from './place.ts';
import { openSiteDestination, type SiteCalls } from './site/site-destination.ts';
import type { ReadBackOptions } from './wait-until-seen.ts';

export interface DestinationDeps extends Omit<PlaceDeps, 'base'> {
  readonly registry: RegistryPort;
  readonly sites: SiteCalls;
  published(place: string): PublishedPaths;
  readonly readBack?: ReadBackOptions | undefined;
  /** Of a depot that another machine's release has locked. */
  readonly takeOver?: boolean | undefined;
  readonly now?: (() => number) | undefined;
}

/** `base`: the add-on's folder, from which relative paths start. */
export async function openDestination(
  release: Release,
  settings: DestinationSettings,
  deps: DestinationDeps,
): Promise<Destination> {
  const base = release.root;
  for (const folder of foldersOn(settings)) await refusePackedFolder(resolveLocalPath(folder, base), release);
  switch (settings.kind) {
    case 'skunkcrafts':
      return openDepotDestination(release, settings, { ...deps, base });
    case 'folder':
      return openFolderDestination(release, settings, { ...deps, base });
    case 'github':
      return openGithubDestination(release, settings, { ...deps, base });
    case 'zip':
      return openZipDestination(release, settings, base);
    case 'xpkg':
      return openXpkgDestination(release, settings, deps.registry);
    case 'static-site':
      return openSiteDestination(release, settings, { ...deps, base });
  }
}

/** The folders of this machine that it writes to. */
function foldersOn(settings: DestinationSettings): string[] {
  if (settings.kind === 'zip') return [settings.path];
  if (!('place' in settings)) return [];
  const beta = settings.kind === 'skunkcrafts' ? settings.beta?.place : undefined;
  return [settings.place, beta].flatMap((place) => (place?.carrier === 'folder' ? [place.path] : []));
}
