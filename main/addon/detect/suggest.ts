import type { AddonKind } from '../../../preload/contract/addons.ts';
import { DESCRIPTION_LENGTH, NAME_LENGTH, PARTIAL_ID_LENGTH, type PackageType } from '../../../protocol/index.ts';

/** A first answer for each field a package needs; the author changes what does not suit. */
export interface Suggestion {
  /** What it is called where it was found, in any script; the package's name has to leave letters out. */
  readonly title: string;
  readonly packageId: string;
  readonly packageName: string;
  readonly packageType: PackageType;
  /** What the add-on says about itself, where it is long enough to be a package's. */
  readonly description: string | undefined;
  /** Undefined where the registry has a default (aircraft), or where only the author knows the place. */
  readonly installScript: string | undefined;
  readonly uninstallScript: string | undefined;
}

export function suggestDescription(said: string | undefined): string | undefined {
  if (said === undefined) return undefined;
  return said.length < DESCRIPTION_LENGTH.min ? undefined : said.slice(0, DESCRIPTION_LENGTH.max);
}

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

/** Stands in the place of the author until one is known. */
export const UNKNOWN_OWNER = 'author';

/** What people write into a field for a name when they have none to give. */
const NO_NAME =
  /^(?:n-?a|none|no-?one|me|my|self|unknown|unnamed|undefined|anonymous|author|studio|name|test|default|various|your-name|plane-?maker)$/;
/** The makers of what an aircraft was begun with: a default aircraft of X-Plane, a modeller's default. */
const NOT_THE_AUTHOR = /^(?:laminar(?:-research)?|austin-meyer|x-?plane(?:-\d+)?|blender(?:-\d+)*)$/;
const OWNER_LENGTH = { min: 3, max: 12, whole: 16 };
/** A package keeps its id and its name for all its versions. */
const VERSION_AT_END = /(?<=\w)[\s_-]+(?:v|ver|version)[\s._-]?\d+(?:[._]\d+)*[a-z]?$/i;
const FOR_XPLANE = /^x-?plane(?:-?1[0-2])?-(?=[a-z]..)/;
/** What a cut leaves hanging. */
const LOOSE_END = /[-_ ](?:for-x|for|of|the|an?|and|or|in|on|by|to|with|from|de|la|le|du|der|die|das|und|von)$/i;

/** `author.package` from what people wrote anywhere; always a valid id (XPKG.md 1). The first author with a name worth it is taken. */
export function suggestPackageId(name: string, ...authors: readonly (string | undefined)[]): string {
  const plain = withoutVersion(name);
  // "747-400" keeps its number; an id begins with a letter.
  const segment = asSegment(/^[^\p{L}\d]*\d/u.test(plain) ? `addon ${plain}` : plain);
  const roomFor = (owner: string): number => PARTIAL_ID_LENGTH.max - owner.length - 1;
  // A name of the author in full, where it costs the add-on no letter.
  const whole = authors.map((author) => asOwner(author, OWNER_LENGTH.whole)).find((found) => found !== undefined);
  const short = authors.map((author) => asOwner(author, OWNER_LENGTH.max)).find((found) => found !== undefined);
  const owner = (whole !== undefined && segment.length <= roomFor(whole) ? whole : short) ?? UNKNOWN_OWNER;
  const own = segment.startsWith(`${owner}-`) ? segment.slice(owner.length + 1) : segment;
  const named = /^[a-z]..*/.test(own) ? own : segment;
  // Where something has to go it is what every add-on could say of itself.
  const told = named.length > roomFor(owner) ? named.replace(FOR_XPLANE, '') : named;
  const rest = cutAtWord(told, roomFor(owner)) || 'addon';
  const id = `${owner}.${rest}`;
  return id.length >= PARTIAL_ID_LENGTH.min ? id : `${id}-addon`;
}

function asOwner(author: string | undefined, longest: number): string | undefined {
  const whole = asSegment(author ?? '');
  // One long word is not cut: half of it is nobody's name.
  const isOneWord = !/[-_]/.test(whole) && whole.length <= OWNER_LENGTH.whole;
  const owner = isOneWord ? whole : cutAtWord(whole, longest);
  const isNone = NO_NAME.test(owner) || NOT_THE_AUTHOR.test(whole) || NOT_THE_AUTHOR.test(owner);
  return owner.length < OWNER_LENGTH.min || isNone ? undefined : owner;
}

const NAME_STARTS: Readonly<Record<AddonKind, string>> = {
  aircraft: 'Aircraft',
  scenery: 'Scenery',
  library: 'Library',
  plugin: 'Plugin',
  livery: 'Livery',
  flywithlua: 'Script',
  xppython3: 'Script',
  csl: 'Models',
  navdata: 'Data',
  other: 'Add-on',
};

/** A valid package name: starts with a letter, ends with a letter or digit, 3 to 32 characters of ASCII. */
export function suggestPackageName(text: string, kind: AddonKind = 'other'): string {
  const plain = withoutAccents(withoutVersion(text))
    .replace(/[_/]+/g, ' ')
    .replace(/[^ !"#$%&'()*+,\-.A-Za-z0-9]+/g, '')
    .replace(/ +/g, ' ')
    .replace(/\bx[ -]?plane\b/gi, 'X-Plane')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  // "737-800" and "3rd Fighter Wing" are names too; a word in front makes them valid without taking any of it away.
  const whole = /^[A-Za-z]/.test(plain) && plain.length >= NAME_LENGTH.min ? plain : `${NAME_STARTS[kind]} ${plain}`;
  return withoutOpenBracket(cutAtSpace(whole, NAME_LENGTH.max)).replace(/[^A-Za-z0-9]+$/, '');
}

const LONGEST_TITLE = 120;

/** A name as its author wrote it, on one line; marks that would turn the text around them are not part of a name. */
export function titleFrom(text: string, fallback: string): string {
  const plain = text
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [...plain].slice(0, LONGEST_TITLE).join('').trim() || fallback;
}

function asSegment(text: string): string {
  return trimJoints(
    withoutAccents(text)
      .toLowerCase()
      .replace(/['\u2019]/g, '')
      .replace(/[^a-z0-9_]+/g, '-')
      .replace(/^[^a-z]+/, ''),
  );
}

/** At most so long, and no half word at the end where there is a whole one before it. */
function cutAtWord(segment: string, longest: number): string {
  if (segment.length <= longest) return segment;
  const cut = segment.slice(0, longest);
  const joint = /[-_]/.test(segment[longest] ?? '') ? longest : Math.max(cut.lastIndexOf('-'), cut.lastIndexOf('_'));
  return withoutLooseEnd(trimJoints(joint >= 3 ? cut.slice(0, joint) : cut));
}

function withoutLooseEnd(segment: string): string {
  const shorter = segment.replace(LOOSE_END, '');
  return shorter === segment || shorter.length < OWNER_LENGTH.min ? segment : withoutLooseEnd(shorter);
}

function withoutVersion(name: string): string {
  return name.trim().replace(VERSION_AT_END, '');
}

function cutAtSpace(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const space = text.lastIndexOf(' ', longest);
  return withoutLooseEnd(text.slice(0, space >= NAME_LENGTH.min ? space : longest));
}

/** What was cut inside brackets loses them and what is left of their content. */
function withoutOpenBracket(text: string): string {
  const open = text.lastIndexOf('(');
  if (open < 0 || text.includes(')', open)) return text;
  const before = text.slice(0, open).replace(/[^A-Za-z0-9]+$/, '');
  return before.length >= NAME_LENGTH.min ? before : text;
}

function trimJoints(segment: string): string {
  return segment.replace(/[-_]+$/, '');
}

function withoutAccents(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '');
}
