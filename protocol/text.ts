// Character classes shared by the parsers, which look at code units one by one: no regular expression, so no input
// can make them slow.

export const SPACE = 32;
export const COMMA = 44;
export const HYPHEN = 45;
export const DOT = 46;
export const UNDERSCORE = 95;

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

/** Exactly what String.prototype.trim removes, so that the rules agree with it. */
export function isWhiteSpace(code: number): boolean {
  if (code === SPACE || (code >= 9 && code <= 13)) return true;
  if (code < 160) return false;
  return (
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    code === 0xfeff
  );
}
