import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { bytesSource } from '../../main/destinations/carriers/source.ts';
import type { ContentFile } from '../../main/destinations/content/archive-content.ts';
import type { PublishedPaths } from '../../main/destinations/content/published-paths.ts';
import type { Release } from '../../main/destinations/destination.ts';
import type { SiteCalls } from '../../main/destinations/site/site-destination.ts';
import type { PublishedPath } from '../../main/publish/index.ts';

export function contentOf(files: Readonly<Record<string, string | Uint8Array>>): ContentFile[] {
  return Object.entries(files)
    .map(([path, content]) => {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      return { path, sha256: createHash('sha256').update(bytes).digest('hex'), ...bytesSource(bytes) };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function releaseOf(
  version: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  more: Partial<Release> = {},
): Release {
  return {
    version,
    name: 'Sample',
    root: '/nowhere',
    folderName: 'Sample',
    packageId: 'sample',
    preRelease: false,
    notes: '',
    archive: { path: '/nowhere/sample.zip', sha256: '0'.repeat(64), size: 1 },
    content: contentOf(files),
    ...more,
  };
}

/** What a machine remembers of the places it wrote to. */
export function memoryOfPlaces(): (place: string) => PublishedPaths {
  const places = new Map<string, Map<string, PublishedPath>>();
  return (place) => {
    const rows = places.get(place) ?? new Map<string, PublishedPath>();
    places.set(place, rows);
    return {
      all: () => [...rows.values()],
      note(paths) {
        for (const row of paths) rows.set(row.path, { ...row, once: row.once || rows.get(row.path)?.once === true });
      },
    };
  };
}

/** For releases that go to no site. */
export const noSites: SiteCalls = {
  client: () => Promise.reject(new Error('no registry')),
  key: () => Promise.reject(new Error('no key')),
};

/** What places need besides their settings: a folder of Loadmaster's own, and secrets, of which there are none by default. */
export function placesIn(base: string, secrets: Readonly<Record<string, string>> = {}) {
  return {
    dataFolder: join(base, 'data'),
    signal: new AbortController().signal,
    secret: async (destination: string) => secrets[destination],
  };
}
