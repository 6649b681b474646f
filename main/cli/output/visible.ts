/**
 * Everything that can move the cursor, colour, clear or reorder what a terminal shows: the controls of both halves, and
 * marks of direction and width that cannot be seen. File names and a registry's answers may hold them.
 */
const UNSEEN = /[\p{Cc}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/gu;

/** The text with all of that written out, as `\u{1b}`. */
export function visible(text: string): string {
  return text.replace(UNSEEN, written);
}

function written(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** JSON leaves the upper controls and the marks as they are; written as escapes it is the same document. */
export function visibleJson(json: string): string {
  return json.replace(UNSEEN, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}
