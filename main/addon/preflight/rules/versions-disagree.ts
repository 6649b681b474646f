import { message } from '../../../../preload/messages/index.ts';
import { parseAircraft } from '../../detect/aircraft-file.ts';
import type { FileEntry } from '../../scan/entry.ts';
import { MOST_VERSION_FILE_BYTES, numbered, versionFileNamed } from '../../version/version-files.ts';
import { isSameVersion } from '../../version/version-texts.ts';
import type { PreflightContext, Rule } from '../rule.ts';

interface Place {
  /** A path; empty for the release form. */
  readonly where: string;
  readonly version: string;
}

export const VERSIONS_RULE = 'versions-disagree';

/** One finding with all places that say which version this is, where they do not say the same. */
export const versionsDisagree: Rule = {
  id: VERSIONS_RULE,
  async check(context) {
    const places = await placesOf(context);
    const [first] = places;
    if (first === undefined || places.every(({ version }) => isSameVersion(version, first.version))) return [];
    const versions = places.map(({ version }) => version);
    const paths = places.map(({ where }) => where);
    return [{ severity: 'warning', key: 'places', message: message('versions-disagree.places', versions, paths) }];
  },
};

async function placesOf({ scan, detection, contents, plannedVersion }: PreflightContext): Promise<Place[]> {
  const start = detection.root === '' ? '' : `${detection.root}/`;
  const places: Place[] = [];
  const add = (where: string, version: string | undefined): void => {
    if (version !== undefined) places.push({ where, version });
  };
  add('', plannedVersion);
  if (detection.candidates.length > 1) return places;
  const aircraft = mainAircraft(scan.entries, detection);
  if (aircraft !== undefined) {
    add(aircraft.path, numbered(parseAircraft((await contents.text(aircraft)) ?? '').version));
  }
  for (const entry of scan.entries) {
    if (entry.path.includes('/', start.length) || !entry.path.startsWith(start)) continue;
    if (entry.link !== undefined || entry.size > MOST_VERSION_FILE_BYTES) continue;
    const file = versionFileNamed(entry.path.slice(start.length));
    // Testers may well have another version than everybody else.
    if (file?.forTesters === false) add(entry.path, file.read((await contents.text(entry)) ?? '')?.version);
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
