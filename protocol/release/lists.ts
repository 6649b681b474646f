import { normalizePackageId, parseOwnPackageId } from '../identity/package-id.ts';
import { readRanges } from './selection.ts';
import { printRanges } from './selection-print.ts';

/** A dependency or incompatibility as the registry stores it: prefixed id, canonical selection. */
export type ListEntry = readonly [id: string, selection: string];
export type ListName = 'dependencies' | 'incompatibilities';

export const MAX_LIST_ROWS = 128;

// The registry sets no limit on a selection inside a list; this one only bounds the work (the app itself asks for 256).
const MAX_LIST_SELECTION = 65_536;

export interface ListFault {
  readonly code: string;
  /** Undefined when it is the package id itself that is wrong. */
  readonly list: ListName | undefined;
  /** Counted from 0; undefined when the fault is the list as a whole. */
  readonly row: number | undefined;
  readonly column: 'id' | 'selection' | undefined;
}

export type ValidatedLists =
  | { readonly ok: true; readonly dependencies: readonly ListEntry[]; readonly incompatibilities: readonly ListEntry[] }
  | ({ readonly ok: false } & ListFault);

const CODES = {
  dependencies: {
    array: 'bad_dep_arr',
    tuple: 'bad_dep_tuple',
    types: 'invalid_dep_tuple_types',
    id: 'invalid_dep_tuple_id',
    clash: 'self_dep',
    selection: 'invalid_dep_sel',
  },
  incompatibilities: {
    array: 'bad_inc_arr',
    tuple: 'bad_inc_tuple',
    types: 'invalid_inc_tuple_types',
    id: 'invalid_inc_tuple_id',
    clash: 'dep_or_self_inc',
    selection: 'invalid_inc_sel',
  },
} as const;

// The rows of one package id, which the registry joins into one selection at the place of the first.
interface MergedRows {
  readonly id: string;
  readonly rows: { readonly row: number; readonly selection: string }[];
}

/**
 * Both lists as parsed from JSON. The checks run in the registry's order (XPKG.md section 5): shape, types and ids of
 * all rows of both lists come before any selection is read.
 */
export function validateLists(packageId: unknown, dependencies: unknown, incompatibilities: unknown): ValidatedLists {
  const { faults, lists } = inspectLists(packageId, dependencies, incompatibilities);
  const [first] = faults;
  return first === undefined ? { ok: true, ...lists } : { ok: false, ...first };
}

/** Every fault, in the same order: the first is the one the registry would name. */
export function listFaults(
  packageId: unknown,
  dependencies: unknown,
  incompatibilities: unknown,
): readonly ListFault[] {
  return inspectLists(packageId, dependencies, incompatibilities).faults;
}

interface Inspection {
  readonly faults: readonly ListFault[];
  /** Without the rows that have faults. */
  readonly lists: Readonly<Record<ListName, readonly ListEntry[]>>;
}

function inspectLists(packageId: unknown, dependencies: unknown, incompatibilities: unknown): Inspection {
  const faults: ListFault[] = [];
  const own = parseOwnPackageId(packageId);
  if (!own.ok) faults.push({ code: own.code, list: undefined, row: undefined, column: undefined });
  const dependencyRows = readArray('dependencies', dependencies, faults);
  const incompatibilityRows = readArray('incompatibilities', incompatibilities, faults);
  const taken = new Set(own.ok ? [own.value.full] : []);
  const needed = mergeRows('dependencies', dependencyRows, taken, faults);
  for (const { id } of needed) taken.add(id);
  const unwanted = mergeRows('incompatibilities', incompatibilityRows, taken, faults);
  const lists = {
    dependencies: readSelections('dependencies', needed, faults),
    incompatibilities: readSelections('incompatibilities', unwanted, faults),
  };
  return { faults, lists };
}

function readArray(list: ListName, value: unknown, faults: ListFault[]): readonly unknown[] {
  if (Array.isArray(value) && value.length <= MAX_LIST_ROWS) return value;
  faults.push({ code: CODES[list].array, list, row: undefined, column: undefined });
  return [];
}

function mergeRows(
  list: ListName,
  tuples: readonly unknown[],
  taken: ReadonlySet<string>,
  faults: ListFault[],
): MergedRows[] {
  const codes = CODES[list];
  const merged = new Map<string, MergedRows>();
  // entries() sees the holes of a sparse array too, which forEach would let through.
  for (const [row, tuple] of tuples.entries()) {
    const read = readTuple(tuple, codes, taken);
    if (!read.ok) {
      faults.push({ code: read.code, list, row, column: read.column });
      continue;
    }
    const { id, selection } = read;
    const known = merged.get(id);
    if (known) known.rows.push({ row, selection });
    else merged.set(id, { id, rows: [{ row, selection }] });
  }
  return [...merged.values()];
}

type ReadTuple =
  | { readonly ok: true; readonly id: string; readonly selection: string }
  | { readonly ok: false; readonly code: string; readonly column: ListFault['column'] };

function readTuple(tuple: unknown, codes: (typeof CODES)[ListName], taken: ReadonlySet<string>): ReadTuple {
  if (!Array.isArray(tuple) || tuple.length !== 2) return { ok: false, code: codes.tuple, column: undefined };
  const [idText, selection]: unknown[] = tuple;
  if (typeof idText !== 'string') return { ok: false, code: codes.types, column: 'id' };
  if (typeof selection !== 'string') return { ok: false, code: codes.types, column: 'selection' };
  const id = normalizePackageId(idText);
  if (!id.ok) return { ok: false, code: codes.id, column: 'id' };
  if (taken.has(id.value.full)) return { ok: false, code: codes.clash, column: 'id' };
  return { ok: true, id: id.value.full, selection };
}

function readSelections(list: ListName, merged: readonly MergedRows[], faults: ListFault[]): ListEntry[] {
  return merged.flatMap(({ id, rows }): ListEntry[] => {
    const tooLong = overlongRow(rows);
    const ranges = tooLong === undefined ? readRanges(rows.map(({ selection }) => selection)) : undefined;
    if (ranges !== undefined) return [[id, printRanges(ranges)]];
    // Rows are read one after the other as if joined by commas, so the first that is wrong alone is the one.
    const wrong = tooLong ?? rows.find(({ selection }) => readRanges([selection]) === undefined);
    faults.push({ code: CODES[list].selection, list, row: wrong?.row, column: 'selection' });
    return [];
  });
}

// The row with which the joined text of one id grows beyond what is read.
function overlongRow(rows: MergedRows['rows']): MergedRows['rows'][number] | undefined {
  let length = -1;
  return rows.find(({ selection }) => {
    length += selection.length + 1;
    return length > MAX_LIST_SELECTION;
  });
}
