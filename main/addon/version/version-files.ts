import { changelogVersion, readmeVersion, skunkCraftsVersion, type VersionSpan, versionFile } from './version-texts.ts';

/** A kind of file at the start of an add-on that says which version it is. */
interface VersionFile {
  readonly name: RegExp;
  readonly read: (text: string) => VersionSpan | undefined;
  readonly forTesters: boolean;
  /** What stands in a change log is a story that its author writes. */
  readonly isHistory: boolean;
}

const VERSION_FILES: readonly VersionFile[] = [
  { name: /^skunkcrafts_updater\.cfg$/, read: skunkCraftsVersion, forTesters: false, isHistory: false },
  { name: /^skunkcrafts_updater_beta\.cfg$/, read: skunkCraftsVersion, forTesters: true, isHistory: false },
  { name: /^version(?:\.txt)?$/, read: versionFile, forTesters: false, isHistory: false },
  {
    name: /^change[ _-]?log(?:\.(?:md|markdown|txt))?$/,
    read: changelogVersion,
    forTesters: false,
    isHistory: true,
  },
  { name: /^read[ _-]?me(?:\.(?:md|markdown|txt))?$/, read: readmeVersion, forTesters: false, isHistory: false },
];

export const MOST_VERSION_FILE_BYTES = 1024 * 1024;

export function versionFileNamed(name: string): VersionFile | undefined {
  return VERSION_FILES.find((file) => file.name.test(name.toLowerCase()));
}

export function isChangelogName(name: string): boolean {
  return versionFileNamed(name)?.isHistory === true;
}

/** Some write a date or a word into the version field of Plane Maker. */
export function numbered(version: string | undefined): string | undefined {
  return version !== undefined && /^v?\d+(?:\.\d+){1,3}$/i.test(version) ? version : undefined;
}
