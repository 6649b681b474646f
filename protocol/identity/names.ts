import { accept, type Result, refuse } from '../result.ts';
import { DOT, isDigit, isLetter, SPACE } from '../text.ts';

export const NAME_LENGTH = { min: 3, max: 32 } as const;
export const DESCRIPTION_LENGTH = { min: 10, max: 8192 } as const;

/** Names of packages: the trimmed text, or what is wrong with it. */
export function checkPackageName(text: unknown): Result<string, 'invalid_or_empty_str' | 'invalid_name'> {
  const name = trimmed(text);
  if (name === '') return refuse('invalid_or_empty_str');
  return isName(name) ? accept(name) : refuse('invalid_name');
}

/** Two packages may not have names that differ only in case. */
export function nameKey(name: string): string {
  return name.trim().toLowerCase();
}

export function checkDescription(text: unknown): Result<string, 'invalid_or_empty_str' | 'bad_desc_len'> {
  const description = trimmed(text);
  if (description === '') return refuse('invalid_or_empty_str');
  const { min, max } = DESCRIPTION_LENGTH;
  return description.length < min || description.length > max ? refuse('bad_desc_len') : accept(description);
}

function trimmed(text: unknown): string {
  return typeof text === 'string' ? text.trim() : '';
}

// A letter first, a letter or digit last, and between them also the ASCII characters from space to full stop.
function isName(name: string): boolean {
  const last = name.length - 1;
  if (name.length < NAME_LENGTH.min || name.length > NAME_LENGTH.max) return false;
  if (!isLetter(name.charCodeAt(0)) || !isLetterOrDigit(name.charCodeAt(last))) return false;
  for (let at = 1; at < last; at++) {
    const code = name.charCodeAt(at);
    if (!isLetterOrDigit(code) && (code < SPACE || code > DOT)) return false;
  }
  return true;
}

function isLetterOrDigit(code: number): boolean {
  return isLetter(code) || isDigit(code);
}
