import type { BuiltArchive, ReleaseDraft } from '../../../preload/contract.ts';
import type { DifferingField } from '../../../preload/messages/index.ts';
import {
  accessToFlags,
  checkRelease,
  differingFields,
  isChangeable,
  PLATFORM_NAMES,
  PLATFORMS,
  type ReleaseForm,
} from '../../../protocol/index.ts';
import type { VersionData } from '../client/index.ts';

/** A field of the form; of platforms which one. */
export type Difference = DifferingField | `platforms.${string}`;

/** In which fields the registry's copy of a version differs from the form. None for a right copy. */
export function differencesFrom(draft: ReleaseDraft, stored: VersionData): Difference[] {
  const checked = checkRelease(draft);
  if (!checked.ok) return ['form'];
  const form = checked.value;
  const flags = accessToFlags(form.access);
  const found: Difference[] = [];
  if (stored.isPublic !== flags.isPublic || stored.isStored !== flags.isStored) found.push('access');
  for (const field of differingFields(stored, form))
    found.push(...(field === 'platforms' ? platforms(stored, form) : [field]));
  return found;
}

/** The fields no PATCH can change once a version number is used. */
export function unchangeableDifferences(draft: ReleaseDraft, stored: VersionData): Difference[] {
  return differencesFrom(draft, stored).filter((field) => !isChangeable(field));
}

/** A registry adds a manifest and default scripts, and leaves out what file managers left behind. */
const ADDED_BY_REGISTRY_BYTES = 64 * 1024;

/** The unpacked size that a registry tells of a version cannot be that of our archive. */
export function hasOtherSize(archive: BuiltArchive | undefined, { installedSize }: VersionData): boolean {
  if (archive === undefined || !installedSize) return false;
  return Math.abs(installedSize - archive.bytes) > ADDED_BY_REGISTRY_BYTES;
}

function platforms(stored: VersionData, form: ReleaseForm): Difference[] {
  const others = PLATFORMS.filter((platform) => stored.platforms[platform] !== form.platforms[platform]);
  return others.map((platform) => `platforms.${PLATFORM_NAMES[platform]}` as const);
}
