import { parseOwnPackageId } from '../identity/package-id.ts';
import { normalizeVersion } from '../identity/version.ts';
import { type Access, accessToFlags } from './access.ts';
import { type ListEntry, type ListName, listFaults, validateLists } from './lists.ts';
import { hasAnyPlatform } from './platforms.ts';
import { parseSelection, SELECTION_LENGTH } from './selection.ts';
import type { StoredFields } from './stored-fields.ts';
import { tidySelection, tidyXPlaneSelection } from './tidy-selection.ts';
import { type FieldFault, listFieldFault } from './upload-fields.ts';

/** The release form as an author fills it; after validation every text in it is canonical and the id partial. */
export interface ReleaseForm extends StoredFields {
  readonly packageId: string;
  readonly packageVersion: string;
  readonly access: Access;
}

export type CheckedRelease =
  | { readonly ok: true; readonly value: ReleaseForm }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

/**
 * Every fault of the form, in the order in which the registry would name them. The author's typing is met half-way:
 * edges are trimmed and letters lowered first. Selections in lists are held to the length of the others.
 */
export function checkRelease(form: ReleaseForm): CheckedRelease {
  const faults: FieldFault[] = [];
  const id = parseOwnPackageId(form.packageId);
  if (!id.ok) faults.push({ ...id, field: 'packageId' });
  const version = normalizeVersion(form.packageVersion);
  if (!version.ok) faults.push({ ...version, field: 'packageVersion' });
  const selection = parseSelection(tidyXPlaneSelection(form.xpSelection));
  if (!selection.ok) faults.push({ ...selection, field: 'xpSelection' });
  const dependencies = tidyRows(form.dependencies);
  const incompatibilities = tidyRows(form.incompatibilities);
  const inLists = faultsInLists(form.packageId, dependencies, incompatibilities);
  // A list that is none, or too long, is a fault of the field; its rows are looked at after everything else.
  faults.push(...inLists.filter(({ row }) => row === undefined));
  if (!hasAnyPlatform(form.platforms)) faults.push({ ok: false, code: 'plat_supp', field: 'platforms' });
  faults.push(...inLists.filter(({ row }) => row !== undefined));
  const lists = validateLists(form.packageId, dependencies, incompatibilities);
  if (faults.length > 0 || !id.ok || !version.ok || !selection.ok || !lists.ok) return { ok: false, faults };
  return {
    ok: true,
    value: {
      packageId: id.value.partial,
      packageVersion: version.value.canonical,
      xpSelection: selection.value.canonical,
      access: form.access,
      platforms: form.platforms,
      dependencies: lists.dependencies,
      incompatibilities: lists.incompatibilities,
    },
  };
}

function tidyRows(rows: readonly ListEntry[]): ListEntry[] {
  return rows.map(([id, selection]) => [id, tidySelection(selection)]);
}

function faultsInLists(packageId: string, dependencies: ListEntry[], incompatibilities: ListEntry[]): FieldFault[] {
  const faults = listFaults(packageId, dependencies, incompatibilities)
    .filter(({ list }) => list !== undefined)
    .map(listFieldFault);
  return [
    ...faults,
    ...longSelections('dependencies', dependencies),
    ...longSelections('incompatibilities', incompatibilities),
  ];
}

function longSelections(list: ListName, rows: readonly ListEntry[]): FieldFault[] {
  return rows.flatMap(([, selection], row): FieldFault[] =>
    selection.length > SELECTION_LENGTH.max
      ? [{ ok: false, code: 'bad_sel_len', field: list, list, row, column: 'selection' }]
      : [],
  );
}

/** A valid form as the text fields of the upload. The X-Plane selection goes under both of its names. */
export function releaseFields(form: ReleaseForm): Readonly<Record<string, string>> {
  const flags = accessToFlags(form.access);
  return {
    packageId: form.packageId,
    packageVersion: form.packageVersion,
    xpSelection: form.xpSelection,
    xplaneSelection: form.xpSelection,
    isPublic: String(flags.isPublic),
    isPrivate: String(flags.isPrivate),
    isStored: String(flags.isStored),
    dependencies: JSON.stringify(form.dependencies),
    incompatibilities: JSON.stringify(form.incompatibilities),
    supportsMacOS: String(form.platforms.macOS),
    supportsWindows: String(form.platforms.windows),
    supportsLinux: String(form.platforms.linux),
  };
}
