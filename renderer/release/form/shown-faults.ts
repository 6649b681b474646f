import { explain, explainError } from '../../text/explain.ts';
import type { ReleaseForm } from './forms.ts';
import type { PlacedFault } from './model.ts';

/** The first field of the panel that makes a package. */
export const CREATE_NAME_ID = 'create-name';
/** What main answers where the package has to be made first. */
export const NO_PACKAGE = 'no_package';

/** A fault as it stands at its field: what is wrong, what to do, and the code. */
export interface ShownFault {
  readonly code: string;
  readonly sentence: string;
  readonly hint: string | undefined;
}

export function explainFault({ code, message, hint }: PlacedFault): ShownFault {
  return message === undefined ? explain(code) : explainError({ code, message, hint });
}

/** The first fault of a field: what was answered comes before the rules, as it is about what was sent. */
export function fieldFault(form: ReleaseForm, field: string, value: string): PlacedFault | undefined {
  const isHere = (fault: PlacedFault) => fault.field === field && fault.rowKey === undefined;
  const answered = form.answered.find(isHere);
  if (answered) return answered;
  return value !== '' || form.attempted ? form.faults.find(isHere) : undefined;
}

export type RowFaults = ReadonlyMap<number, PlacedFault>;

/** The first fault of each row. An empty cell is no fault until somebody tries to publish. */
export function faultsByRow(form: ReleaseForm): RowFaults {
  const byRow = new Map<number, PlacedFault>();
  for (const fault of [...form.answered, ...form.faults]) {
    if (fault.rowKey !== undefined && !byRow.has(fault.rowKey)) byRow.set(fault.rowKey, fault);
  }
  if (form.attempted) return byRow;
  for (const row of [...form.model.dependencies, ...form.model.incompatibilities]) {
    const fault = byRow.get(row.key);
    if (fault && fault.message === undefined && row[fault.column ?? 'id'] === '') byRow.delete(row.key);
  }
  return byRow;
}

/** The id of the input a fault belongs to, for focus and for aria-describedby. */
export function faultTarget({ field, rowKey, column }: PlacedFault): string {
  return rowKey === undefined ? `release-${field}` : cellId(rowKey, column ?? 'id');
}

export function cellId(rowKey: number, column: 'id' | 'selection'): string {
  return `release-row-${rowKey}-${column}`;
}

/** Takes the author to a fault, or to where it is mended. */
export function focusFault(fault: PlacedFault | undefined): void {
  if (fault?.code === NO_PACKAGE && focusCreate()) return;
  const input = fault && document.getElementById(faultTarget(fault));
  if (!input) return;
  input.scrollIntoView({ block: 'center' });
  input.focus({ preventScroll: true });
}

/** A package that is missing is made in a panel of its own, if that is on the page; what it is for stands at its top. */
function focusCreate(): boolean {
  const name = document.getElementById(CREATE_NAME_ID);
  name?.closest('section')?.scrollIntoView({ block: 'start' });
  name?.focus({ preventScroll: true });
  return name !== null;
}
