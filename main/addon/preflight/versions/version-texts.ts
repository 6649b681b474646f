/** A version as people write it: two to four numbers, perhaps with a word such as beta.2 behind. */
const VERSION = String.raw`v?(\d+(?:\.\d+){1,3}(?:[-+ ]?(?:alpha|beta|rc|a|b)[.\d]*)?)`;
const SKUNKCRAFTS = new RegExp(String.raw`^version\|\s*${VERSION}\s*$`, 'im');
const ONLY_A_VERSION = new RegExp(String.raw`^(?:version)?[\s:=]*${VERSION}$`, 'i');
const CHANGELOG_TOP = new RegExp(String.raw`^[#=*\s]*\[?(?:version|release)?\s*${VERSION}(?![\w.])`, 'i');
const README_LINE = new RegExp(
  String.raw`^[#*_>\s-]*(?:current |latest )?version[*_\s]*:?[*_\s]+${VERSION}[*_\s.]*$`,
  'i',
);

/** So far down a change log may begin with the story of itself. */
const CHANGELOG_LINES = 40;
const README_LINES = 20;
/** A file with more in it is about something else, such as the engine that an add-on uses. */
const VERSION_FILE_LINES = 3;

/** `version|1.4` of a SkunkCrafts configuration; a placeholder that a build fills in is none. */
export function skunkCraftsVersion(text: string): string | undefined {
  return SKUNKCRAFTS.exec(text)?.[1];
}

export function versionFile(text: string): string | undefined {
  const lines = linesOf(text);
  return lines.length > VERSION_FILE_LINES ? undefined : ONLY_A_VERSION.exec(lines[0] ?? '')?.[1];
}

/** The topmost version of a change log, when its headings are versions. */
export function changelogVersion(text: string): string | undefined {
  for (const line of linesOf(text).slice(0, CHANGELOG_LINES)) {
    const version = CHANGELOG_TOP.exec(line)?.[1];
    if (version !== undefined) return version;
    // What stands under another heading may be the history of something else.
    if (/^#{2,}\s/.test(line) && !/unreleased|upcoming|next/i.test(line)) return undefined;
  }
  return undefined;
}

export function readmeVersion(text: string): string | undefined {
  for (const line of linesOf(text).slice(0, README_LINES)) {
    const version = README_LINE.exec(line)?.[1];
    if (version !== undefined) return version;
  }
  return undefined;
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

function linesOf(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
