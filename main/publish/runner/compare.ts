import type { BuiltArchive, ReleaseDraft } from '../../../preload/contract.ts';
import type { DifferingField } from '../../../preload/messages/index.ts';
import { accessToFlags, checkRelease, PLATFORM_NAMES, PLATFORMS, parseSelection } from '../../../protocol/index.ts';
import type { VersionData } from '../client/index.ts';

/** A field of the form; of platforms which one. */
export type Difference = DifferingField | `platforms.${string}`;

type Rows = readonly (readonly [string, string])[];

/** In which fields the registry's copy of a version differs from the form. None for a right copy. */
export function differencesFrom(draft: ReleaseDraft, stored: VersionData): Difference[] {
  const checked = checkRelease(draft);
  if (!checked.ok) return ['form'];
  const form = checked.value;
  const flags = accessToFlags(form.access);
  const found: Difference[] = [];
  if (selectionText(stored.xpSelection) !== form.xpSelection) found.push('xpSelection');
  if (stored.isPublic !== flags.isPublic || stored.isStored !== flags.isStored) found.push('access');
  for (const platform of PLATFORMS) {
    if (stored.platforms[platform] !== form.platforms[platform]) found.push(`platforms.${PLATFORM_NAMES[platform]}`);
  }
  if (!sameRows(stored.dependencies, form.dependencies)) found.push('dependencies');
  if (!sameRows(stored.incompatibilities, form.incompatibilities)) found.push('incompatibilities');
  return found;
}

/** The fields no PATCH can change once a version number is used. */
export function unchangeableDifferences(draft: ReleaseDraft, stored: VersionData): Difference[] {
  return differencesFrom(draft, stored).filter((field) => field !== 'xpSelection' && field !== 'incompatibilities');
}

/** A registry adds a manifest and default scripts, and leaves out what file managers left behind. */
const ADDED_BY_REGISTRY_BYTES = 64 * 1024;

/** The unpacked size that a registry tells of a version cannot be that of our archive. */
export function hasOtherSize(archive: BuiltArchive | null, { installedSize }: VersionData): boolean {
  if (archive === null || !installedSize) return false;
  return Math.abs(installedSize - archive.bytes) > ADDED_BY_REGISTRY_BYTES;
}

/** The order of rows says nothing, and an old server may have stored ids without their repository. */
export function sameRows(stored: Rows, sent: Rows): boolean {
  if (stored.length !== sent.length) return false;
  const plain = (rows: Rows) => rows.map(([id, selection]) => `${fullId(id)} ${selectionText(selection)}`).sort();
  const left = plain(stored);
  const right = plain(sent);
  return left.every((row, at) => row === right[at]);
}

function fullId(id: string): string {
  const lower = id.trim().toLowerCase();
  return lower.includes('/') ? lower : `xpkg/${lower}`;
}

export function selectionText(text: string): string {
  const selection = parseSelection(text);
  return selection.ok ? selection.value.canonical : text;
}
