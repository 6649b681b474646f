import { accept, type Result, refuse } from '../result.ts';
import { DOT, HYPHEN, isDigit, isLetter, UNDERSCORE } from '../text.ts';

/** Ids are the same whatever their case, so all three parts are held in lower case. */
export interface PackageId {
  readonly repository: string;
  readonly partial: string;
  readonly full: string;
}

export type PackageIdCode = 'invalid_or_empty_str' | 'invalid_id_or_repo';

/** The repository a partial id belongs to. */
export const OWN_REPOSITORY = 'xpkg';

export const PARTIAL_ID_LENGTH = { min: 6, max: 32 } as const;
const REPOSITORY_LENGTH = { min: 3, max: 8 } as const;

const LONGEST_ID = REPOSITORY_LENGTH.max + 1 + PARTIAL_ID_LENGTH.max;

/** Reads a full or partial id exactly as given: white space around it is a fault. */
export function parsePackageId(text: unknown): Result<PackageId, PackageIdCode> {
  if (typeof text !== 'string' || text.length === 0) return refuse('invalid_or_empty_str');
  if (text.length > LONGEST_ID) return refuse('invalid_id_or_repo');
  const slash = text.indexOf('/');
  if (slash >= 0 && !isRepository(text, slash)) return refuse('invalid_id_or_repo');
  if (!isPartialId(text, slash + 1)) return refuse('invalid_id_or_repo');
  const lower = text.toLowerCase();
  const repository = slash < 0 ? OWN_REPOSITORY : lower.slice(0, slash);
  const partial = lower.slice(slash + 1);
  return accept({ repository, partial, full: `${repository}/${partial}` });
}

/** What people type and what forms send: edges are trimmed first, as the registry does. */
export function normalizePackageId(text: unknown): Result<PackageId, PackageIdCode> {
  return parsePackageId(typeof text === 'string' ? text.trim() : text);
}

/** An id of the registry's own repository, partial or full: the only kind it lets anybody publish. */
export function parseOwnPackageId(text: unknown): Result<PackageId, PackageIdCode> {
  const id = normalizePackageId(text);
  return id.ok && id.value.repository !== OWN_REPOSITORY ? refuse('invalid_id_or_repo') : id;
}

export type PartialIdCode = 'invalid_or_empty_str' | 'full_id_or_invalid';

/** Creating a package and the path parameters take the partial form alone. */
export function parsePartialPackageId(text: unknown): Result<PackageId, PartialIdCode> {
  const id = normalizePackageId(text);
  if (id.ok) return String(text).includes('/') ? refuse('full_id_or_invalid') : id;
  return refuse(id.code === 'invalid_id_or_repo' ? 'full_id_or_invalid' : id.code);
}

function isRepository(text: string, length: number): boolean {
  if (length < REPOSITORY_LENGTH.min || length > REPOSITORY_LENGTH.max) return false;
  for (let at = 0; at < length; at++) if (!isLetter(text.charCodeAt(at))) return false;
  return true;
}

function isPartialId(text: string, from: number): boolean {
  const length = text.length - from;
  if (length < PARTIAL_ID_LENGTH.min || length > PARTIAL_ID_LENGTH.max) return false;
  let segmentStart = true;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (segmentStart) {
      if (!isLetter(code)) return false;
      segmentStart = false;
    } else if (code === DOT) {
      segmentStart = true;
    } else if (!isLetter(code) && !isDigit(code) && code !== UNDERSCORE && code !== HYPHEN) {
      return false;
    }
  }
  return !segmentStart;
}
