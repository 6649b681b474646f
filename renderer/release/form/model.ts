import type { ReleaseDraft } from '../../../preload/contract.ts';
import { checkRelease, type ListName, normalizeVersion } from '../../../protocol/index.ts';
import { isFormField } from '../../submissions/form-field.ts';

/** One row of a list editor. The key stays with the row while it moves, so that faults and focus move with it. */
export interface FormRow {
  readonly key: number;
  readonly id: string;
  readonly selection: string;
}

/** The release form as it stands on screen. */
export type ReleaseModel = Readonly<Omit<ReleaseDraft, ListName>> & { readonly [L in ListName]: readonly FormRow[] };

export type ScalarField = Exclude<keyof ReleaseModel, ListName>;
export type Column = 'id' | 'selection';

/** Where a fault belongs: a field, a list as a whole, or a cell of a row. */
export interface PlacedFault {
  readonly code: string;
  readonly field: string;
  readonly rowKey?: number;
  readonly column?: Column;
  /** What main or the registry said, where it said more than the code. */
  readonly message?: string | undefined;
  readonly hint?: string | undefined;
}

export interface TakenVersion {
  readonly version: string;
  readonly status: string;
}

let lastKey = 0;

export function newRow(id = '', selection = ''): FormRow {
  lastKey += 1;
  return { key: lastKey, id, selection };
}

export function modelFromDraft(draft: ReleaseDraft): ReleaseModel {
  const toRows = (rows: ReleaseDraft['dependencies']) => rows.map(([id, selection]) => newRow(id, selection));
  return {
    ...draft,
    dependencies: toRows(draft.dependencies),
    incompatibilities: toRows(draft.incompatibilities),
  };
}

export function draftFromModel(model: ReleaseModel): ReleaseDraft {
  const toTuples = (rows: readonly FormRow[]) => rows.map(({ id, selection }): [string, string] => [id, selection]);
  return {
    ...model,
    dependencies: toTuples(model.dependencies),
    incompatibilities: toTuples(model.incompatibilities),
  };
}

export function setField<F extends ScalarField>(model: ReleaseModel, field: F, value: ReleaseModel[F]): ReleaseModel {
  return { ...model, [field]: value };
}

export function changeRow(
  model: ReleaseModel,
  list: ListName,
  key: number,
  column: Column,
  value: string,
): ReleaseModel {
  return { ...model, [list]: model[list].map((row) => (row.key === key ? { ...row, [column]: value } : row)) };
}

export function insertRows(model: ReleaseModel, list: ListName, at: number, rows: readonly FormRow[]): ReleaseModel {
  return { ...model, [list]: model[list].toSpliced(at, 0, ...rows) };
}

export function removeRow(model: ReleaseModel, list: ListName, key: number): ReleaseModel {
  return { ...model, [list]: model[list].filter((row) => row.key !== key) };
}

export function duplicateRow(model: ReleaseModel, list: ListName, key: number): ReleaseModel {
  const at = model[list].findIndex((row) => row.key === key);
  const row = model[list][at];
  return row ? insertRows(model, list, at + 1, [newRow(row.id, row.selection)]) : model;
}

/** One step up (-1) or down (1); at the ends nothing moves. */
export function moveRow(model: ReleaseModel, list: ListName, key: number, step: -1 | 1): ReleaseModel {
  const rows = model[list];
  const from = rows.findIndex((row) => row.key === key);
  const row = rows[from];
  const to = from + step;
  if (!row || to < 0 || to >= rows.length) return model;
  return { ...model, [list]: rows.toSpliced(from, 1).toSpliced(to, 0, row) };
}

/** What the registry would refuse, by the registry's own functions, plus a number that is known to be taken. */
export function ownFaults(model: ReleaseModel, taken: readonly TakenVersion[]): readonly PlacedFault[] {
  const checked = checkRelease(draftFromModel(model));
  const faults = checked.ok
    ? []
    : checked.faults.map(({ code, field, list, row, column }): PlacedFault => {
        const rowKey = list === undefined || row === undefined ? undefined : model[list][row]?.key;
        return { code, field, ...(rowKey !== undefined && { rowKey }), ...(column && { column }) };
      });
  return takenVersion(model, taken) ? [...faults, { code: 'version_exists', field: 'packageVersion' }] : faults;
}

export function takenVersion(
  { packageVersion }: ReleaseModel,
  taken: readonly TakenVersion[],
): TakenVersion | undefined {
  const version = normalizeVersion(packageVersion);
  return version.ok ? taken.find((known) => known.version === version.value.canonical) : undefined;
}

interface Answered {
  readonly code: string;
  readonly message: string;
  readonly field?: string | undefined;
  readonly list?: ListName | undefined;
  readonly row?: number | undefined;
  readonly hint?: string | undefined;
}

/** A fault as main or the registry named it, at the row as it stood when the form was sent. */
export function placeFault(model: ReleaseModel, fault: Answered): PlacedFault | undefined {
  const field = fault.list ?? fault.field;
  if (field === undefined || !isFormField(field)) return undefined;
  const rowKey = fault.list && fault.row !== undefined ? model[fault.list][fault.row]?.key : undefined;
  return {
    code: fault.code,
    field,
    message: fault.message,
    ...(fault.hint !== undefined && { hint: fault.hint }),
    ...(rowKey !== undefined && { rowKey, column: columnOf(fault.code) }),
  };
}

function columnOf(code: string): Column {
  return code.endsWith('_sel') || code === 'bad_sel_len' ? 'selection' : 'id';
}
