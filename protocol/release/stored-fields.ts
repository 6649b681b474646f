import { z } from 'zod';
import type { ListEntry } from './lists.ts';
import type { Platforms } from './platforms.ts';
import { parseSelection } from './selection.ts';

/** What a version keeps of the release form beside its access. The form, uploads, drafts, a registry's rows and its answers all have these. */
export interface StoredFields {
  readonly xpSelection: string;
  readonly platforms: Platforms;
  readonly dependencies: readonly ListEntry[];
  readonly incompatibilities: readonly ListEntry[];
}
export type StoredField = keyof StoredFields;

interface FieldRule<F extends StoredField> {
  /** What a form begins with. */
  readonly first: StoredFields[F];
  /** Whether a registry lets it be changed once the version is there. */
  readonly changeable: boolean;
  /** Whether two say the same, however they are written. */
  readonly same: (one: StoredFields[F], other: StoredFields[F]) => boolean;
}

/** One line a field: a new one is added here, and to what reads and shows it. */
const RULES: { readonly [F in StoredField]: FieldRule<F> } = {
  xpSelection: { first: '*', changeable: true, same: (one, other) => selectionText(one) === selectionText(other) },
  platforms: {
    first: { macOS: false, windows: false, linux: false },
    changeable: false,
    same: (one, other) => one.macOS === other.macOS && one.windows === other.windows && one.linux === other.linux,
  },
  dependencies: { first: [], changeable: false, same: sameRows },
  incompatibilities: { first: [], changeable: true, same: sameRows },
};

export const STORED_FIELDS: readonly StoredField[] = Object.keys(RULES) as StoredField[];

/** These fields of whatever has them, and nothing else of it. */
export function storedFieldsOf<T extends { readonly [F in StoredField]: unknown }>(from: T): Pick<T, StoredField> {
  return Object.fromEntries(STORED_FIELDS.map((field) => [field, from[field]])) as Pick<T, StoredField>;
}

/** What a form begins with; lists are the caller's own. */
export function firstFields(): { -readonly [F in StoredField]: StoredFields[F] } & {
  dependencies: [];
  incompatibilities: [];
} {
  const { xpSelection, platforms } = RULES;
  return { xpSelection: xpSelection.first, platforms: { ...platforms.first }, dependencies: [], incompatibilities: [] };
}

/** Which fields two versions have otherwise. */
export function differingFields(one: StoredFields, other: StoredFields): readonly StoredField[] {
  const differs = <F extends StoredField>(field: F) => !RULES[field].same(one[field], other[field]);
  return STORED_FIELDS.filter(differs);
}

export function isChangeable(field: string): boolean {
  return Object.hasOwn(RULES, field) && RULES[field as StoredField].changeable;
}

/** The same in the answer of the public list, which has a name of its own for the X-Plane selection (XPKG.md section 8). */
export function listedFields<T extends { readonly [F in StoredField]: unknown }>(
  from: T,
): Omit<Pick<T, StoredField>, 'xpSelection'> & { readonly xplaneSelection: T['xpSelection'] } {
  const { xpSelection, ...rest } = storedFieldsOf(from);
  return { ...rest, xplaneSelection: xpSelection };
}

/** The names that the selection goes by on the wire: the documents say the second, the servers the first. */
export const SELECTION_NAMES = ['xpSelection', 'xplaneSelection'] as const;

const named = z.string().nullish();
/** Both names as part of an answer's schema. */
export const selectionNames = { xpSelection: named, xplaneSelection: named };

/** An answer's selection under the name it has here. */
export function selectionOf(answer: { readonly [N in (typeof SELECTION_NAMES)[number]]?: unknown }): {
  xpSelection: string;
} {
  return { xpSelection: String(namedSelection(answer) ?? '') };
}

/** The first of the two names that says anything. */
export function namedSelection(fields: { readonly [N in (typeof SELECTION_NAMES)[number]]?: unknown }): unknown {
  const { xpSelection, xplaneSelection } = fields;
  return xpSelection === undefined || xpSelection === null || xpSelection === '' ? xplaneSelection : xpSelection;
}

/** The order of rows says nothing, and an old server may have stored ids without their repository. */
export function sameRows(one: readonly ListEntry[], other: readonly ListEntry[]): boolean {
  const plain = (rows: readonly ListEntry[]) =>
    rows.map(([id, selection]) => `${fullId(id)} ${selectionText(selection)}`).sort();
  const left = plain(one);
  const right = plain(other);
  return left.length === right.length && left.every((row, at) => row === right[at]);
}

function fullId(id: string): string {
  const lower = id.trim().toLowerCase();
  return lower.includes('/') ? lower : `xpkg/${lower}`;
}

/** Canonical where it can be read, else as it is. */
export function selectionText(text: string): string {
  const selection = parseSelection(text);
  return selection.ok ? selection.value.canonical : text;
}
