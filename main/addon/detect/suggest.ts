import type { AddonKind } from '../../../preload/contract/addons.ts';
import { NAME_LENGTH, PARTIAL_ID_LENGTH, type PackageType } from '../../../protocol/index.ts';

/** A first answer for each field a package needs; the author changes what does not suit. */
export type Suggestion = {
  readonly packageId: string;
  readonly packageName: string;
  readonly packageType: PackageType;
  /** Null where the registry has a default (aircraft), or where only the author knows the place. */
  readonly installScript: string | null;
  readonly uninstallScript: string | null;
};

const TYPES: Readonly<Record<AddonKind, PackageType>> = {
  aircraft: 'aircraft',
  scenery: 'scenery',
  library: 'scenery',
  plugin: 'plugin',
  livery: 'livery',
  flywithlua: 'other',
  xppython3: 'other',
  csl: 'other',
  navdata: 'other',
  other: 'other',
};

export function packageTypeOf(kind: AddonKind): PackageType {
  return TYPES[kind];
}

/** `author.package` from what people wrote anywhere; always a valid id (XPKG.md 1). */
export function suggestPackageId(name: string, author?: string): string {
  const owner = asSegment(author ?? '').slice(0, 12) || 'author';
  const rest = asSegment(name).slice(0, PARTIAL_ID_LENGTH.max - owner.length - 1) || 'addon';
  const id = `${trimJoints(owner)}.${trimJoints(rest)}`;
  return id.length >= PARTIAL_ID_LENGTH.min ? id : `${id}-addon`;
}

/** A valid package name: starts with a letter, ends with a letter or digit, 3 to 32 characters of ASCII. */
export function suggestPackageName(text: string): string {
  const plain = withoutAccents(text)
    .replace(/[_/]+/g, ' ')
    .replace(/[^ !"#$%&'()*+,\-.A-Za-z0-9]+/g, '')
    .replace(/ +/g, ' ')
    .replace(/^[^A-Za-z]+/, '')
    .slice(0, NAME_LENGTH.max)
    .replace(/[^A-Za-z0-9]+$/, '');
  return plain.length >= NAME_LENGTH.min ? plain : `Add-on ${plain}`.trim();
}

function asSegment(text: string): string {
  return withoutAccents(text)
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .replace(/-+$/, '');
}

function trimJoints(segment: string): string {
  return segment.replace(/[-_]+$/, '');
}

function withoutAccents(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '');
}
