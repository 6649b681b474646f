import { parseAircraft } from '../../detect/aircraft-file.ts';
import type { FileEntry } from '../../scan/entry.ts';
import type { PreflightContext, Rule } from '../rule.ts';
import {
  changelogVersion,
  isSameVersion,
  readmeVersion,
  skunkCraftsVersion,
  versionFile,
} from '../versions/version-texts.ts';

interface Place {
  readonly where: string;
  readonly version: string;
}

type Reader = (text: string) => string | undefined;

/** Files at the start of an add-on that say which version it is. */
const READERS: readonly (readonly [name: RegExp, read: Reader])[] = [
  [/^skunkcrafts_updater\.cfg$/, skunkCraftsVersion],
  [/^version(?:\.txt)?$/, versionFile],
  [/^change[ _-]?log(?:\.(?:md|markdown|txt))?$/, changelogVersion],
  [/^read[ _-]?me(?:\.(?:md|markdown|txt))?$/, readmeVersion],
];
const MOST_BYTES = 1024 * 1024;

export const VERSIONS_RULE = 'versions-disagree';

/** One finding with all places that say which version this is, where they do not say the same. */
export const versionsDisagree: Rule = {
  id: VERSIONS_RULE,
  why: 'Users report faults by the version they read somewhere, and updaters compare it: it must be the same everywhere.',
  async check(context) {
    const places = await placesOf(context);
    const [first] = places;
    if (first === undefined || places.every(({ version }) => isSameVersion(version, first.version))) return [];
    const list = places.map(({ where, version }) => `${version} in ${where}`).join(', ');
    return [{ severity: 'warning', key: 'places', message: `The version is not the same everywhere: ${list}.` }];
  },
};

async function placesOf({ scan, detection, contents, plannedVersion }: PreflightContext): Promise<Place[]> {
  const start = detection.root === '' ? '' : `${detection.root}/`;
  const places: Place[] = [];
  const add = (where: string, version: string | undefined): void => {
    if (version !== undefined) places.push({ where, version });
  };
  add('the release form', plannedVersion);
  if (detection.candidates.length > 1) return places;
  const aircraft = mainAircraft(scan.entries, detection);
  if (aircraft !== undefined) {
    add(aircraft.path, numbered(parseAircraft((await contents.text(aircraft)) ?? '').version));
  }
  for (const entry of scan.entries) {
    if (!entry.path.startsWith(start) || entry.link !== undefined || entry.size > MOST_BYTES) continue;
    const name = entry.path.slice(start.length).toLowerCase();
    const reader = READERS.find(([pattern]) => pattern.test(name))?.[1];
    if (reader !== undefined) add(entry.path, reader((await contents.text(entry)) ?? ''));
  }
  return places;
}

function mainAircraft(
  entries: readonly FileEntry[],
  { kind, candidates }: PreflightContext['detection'],
): FileEntry | undefined {
  if (kind !== 'aircraft') return undefined;
  const [shortest] = (candidates[0]?.markers ?? []).toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return entries.find(({ path }) => path === shortest);
}

/** Some write a date or a word into that field of Plane Maker. */
function numbered(version: string | undefined): string | undefined {
  return version !== undefined && /^v?\d+(?:\.\d+){1,3}$/i.test(version) ? version : undefined;
}
