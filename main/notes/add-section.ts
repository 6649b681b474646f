import { isSameVersion } from '../addon/index.ts';
import { changelogSections } from './changelog.ts';

/** How a change log begins that Loadmaster writes where the author ships none. */
const TITLE = '# Changelog';
/** What was new years ago is left out before updaters fetch half a megabyte for it. */
const MOST_CHARACTERS = 512 * 1024;

/** A change log of our own with the notes of a version on top, in place of what it said of that version. `before`: as it was. */
export function withNotes(before: string | undefined, version: string, notes: string): string {
  const earlier = changelogSections(before ?? '').filter((one) => one.version && !isSameVersion(one.version, version));
  const sections = [{ heading: version, body: belowHeading(notes) }, ...earlier].map(
    ({ heading, body }) => `## ${heading}\n\n${body}`,
  );
  let room = MOST_CHARACTERS;
  const kept = sections.filter((section, at) => {
    room -= section.length;
    return at === 0 || room > 0;
  });
  return `${[TITLE, ...kept].join('\n\n')}\n`;
}

export function isOwnChangelog(text: string): boolean {
  return text.startsWith(`${TITLE}\n`);
}

/** Headings of the notes lie below that of their version, or each would begin a section of its own. */
function belowHeading(notes: string): string {
  const text = notes.replaceAll(/\r\n?/g, '\n').trim();
  const isCode = fencedLines(text);
  return text
    .split('\n')
    .map((line, at) => (isCode[at] ? line : line.replace(/^ {0,3}#{1,2}(?=\s)/, '###').replace(/^(?:=|-)+\s*$/, '')))
    .join('\n');
}

function fencedLines(text: string): boolean[] {
  let isInside = false;
  return text.split('\n').map((line) => {
    const isFence = /^\s{0,3}(?:```|~~~)/.test(line);
    if (isFence) isInside = !isInside;
    return isInside || isFence;
  });
}
