import { VERSION_PLACEHOLDER } from '../project/project-file.ts';

/** A version as people write it: two to four numbers, perhaps with a word such as beta.2 behind. */
const VERSION = String.raw`v?(\d+(?:\.\d+){1,3}(?:[-+ ]?(?:alpha|beta|rc|a|b)[.\d]*)?)`;
const SKUNKCRAFTS = new RegExp(String.raw`^version\|[ \t]*${VERSION}[ \t]*\r?$`, 'imd');
const ONLY_A_VERSION = new RegExp(String.raw`^(?:version)?[\s:=]*${VERSION}$`, 'id');
const CHANGELOG_TOP = new RegExp(String.raw`^[#=*\s]*\[?(?:version|release)?\s*${VERSION}(?![\w.])`, 'id');
/** Not a date such as 2024.01.15, and not the first half of a longer number. */
const ANYWHERE = new RegExp(
  String.raw`(?<![\w./-])(?!(?:19|20)\d\d[.]\d\d?[.]\d\d?(?![.\d]))${VERSION}(?![\w.]*\d)`,
  'gi',
);
const README_LINE = new RegExp(
  String.raw`^[#*_>\s-]*(?:current |latest )?version[*_\s]*:?[*_\s]+${VERSION}[*_\s.]*$`,
  'id',
);
const WHOLE = new RegExp(`^${VERSION}$`, 'i');

/** A version and where in a text it stands. */
export interface VersionSpan {
  readonly version: string;
  readonly start: number;
  readonly end: number;
}

/** So far down a change log may begin with the story of itself. */
const CHANGELOG_LINES = 40;
const README_LINES = 20;
/** A file with more in it is about something else, such as the engine that an add-on uses. */
const VERSION_FILE_LINES = 3;

/** `version|1.4` of a SkunkCrafts configuration; a placeholder that a build fills in is none. */
export function skunkCraftsVersion(text: string): VersionSpan | undefined {
  return spanIn(SKUNKCRAFTS, text, 0);
}

export function versionFile(text: string): VersionSpan | undefined {
  const lines = linesOf(text);
  const [first] = lines;
  return first === undefined || lines.length > VERSION_FILE_LINES
    ? undefined
    : spanIn(ONLY_A_VERSION, first.line, first.start);
}

/** The topmost version of a change log, when its headings are versions. */
export function changelogVersion(text: string): VersionSpan | undefined {
  for (const { line, start } of linesOf(text).slice(0, CHANGELOG_LINES)) {
    const span = spanIn(CHANGELOG_TOP, line, start);
    if (span !== undefined) return span;
    // What stands under another heading may be the history of something else.
    if (/^#{2,}\s/.test(line) && !/unreleased|upcoming|next/i.test(line)) return undefined;
  }
  return undefined;
}

/** The version that a heading of a change log is about: at its beginning, or the only one in it. */
export function versionInHeading(heading: string): string | undefined {
  const first = spanIn(CHANGELOG_TOP, heading.trim(), 0)?.version;
  const [only, ...others] = [...heading.matchAll(ANYWHERE)];
  const isDate = first !== undefined && /^(?:19|20)\d\d[.]\d\d?[.]\d\d?$/.test(first);
  if (first !== undefined && !(isDate && only)) return first;
  return others.length === 0 ? only?.[1] : undefined;
}

export function readmeVersion(text: string): VersionSpan | undefined {
  for (const { line, start } of linesOf(text).slice(0, README_LINES)) {
    const span = spanIn(README_LINE, line, start);
    if (span !== undefined) return span;
  }
  return undefined;
}

/** Every version that stands where `{version}` is in a pattern that is otherwise plain text. */
export function versionsByPattern(text: string, pattern: string): VersionSpan[] {
  const [before = '', after = ''] = pattern.split(VERSION_PLACEHOLDER);
  const search = new RegExp(`${escaped(before)}${VERSION}(?![.]?\\d)${escaped(after)}`, 'gid');
  return [...text.matchAll(search)].flatMap((match) => spanOf(match, 0) ?? []);
}

/** Whether the readers above would read exactly this back. */
export function isWrittenVersion(version: string): boolean {
  return WHOLE.exec(version)?.[1] === version;
}

/** `v1.40` and `1.40.0` are one version, and so is `1.12` where SkunkCrafts takes a single dot of `1.1.2`. */
export function isSameVersion(a: string, b: string): boolean {
  const [first, second] = [parts(a), parts(b)];
  if (first.word !== second.word && first.word !== '' && second.word !== '') return false;
  return first.numbers.join('.') === second.numbers.join('.') || first.numbers.join('') === second.numbers.join('');
}

function parts(version: string): { readonly numbers: readonly number[]; readonly word: string } {
  const match = /^v?([\d.]+)[-+ ]?(.*)$/i.exec(version);
  const numbers = (match?.[1] ?? '').split('.').filter(Boolean).map(Number);
  while (numbers.length > 1 && numbers.at(-1) === 0) numbers.pop();
  return { numbers, word: (match?.[2] ?? '').toLowerCase() };
}

function spanIn(pattern: RegExp, text: string, offset: number): VersionSpan | undefined {
  const match = pattern.exec(text);
  return match === null ? undefined : spanOf(match, offset);
}

function spanOf({ indices, 1: version }: RegExpExecArray, offset: number): VersionSpan | undefined {
  const place = indices?.[1];
  return version === undefined || place === undefined
    ? undefined
    : { version, start: offset + place[0], end: offset + place[1] };
}

function escaped(plain: string): string {
  return plain.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

/** The lines with something in them, trimmed (also of a byte order mark), and where each begins. */
function linesOf(text: string): { readonly line: string; readonly start: number }[] {
  return [...text.matchAll(/[^\r\n]+/g)].flatMap((match) => {
    const line = match[0].trim();
    return line === '' ? [] : [{ line, start: match.index + match[0].indexOf(line) }];
  });
}
