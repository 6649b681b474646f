// Two names that look the same on screen and are not: composed letters, other spaces, letters that cannot be seen.

export interface LookAlike {
  readonly before: string;
  readonly after: string;
}

/** Where the two differ, as code points; undefined where a person sees the difference. */
export function lookAlike(before: string, after: string): LookAlike | undefined {
  if (before === after || seen(before) !== seen(after)) return undefined;
  const [from, to] = [[...before], [...after]];
  let head = 0;
  while (head < from.length && head < to.length && from[head] === to[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(from.length, to.length) - head && from.at(-1 - tail) === to.at(-1 - tail)) tail += 1;
  return { before: codes(from.slice(head, from.length - tail)), after: codes(to.slice(head, to.length - tail)) };
}

/** What is left of a name for the eye. */
function seen(name: string): string {
  return name
    .normalize('NFC')
    .replaceAll(/\p{Cf}|\p{Cc}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

function codes(letters: readonly string[]): string {
  return letters
    .map((letter) => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}
