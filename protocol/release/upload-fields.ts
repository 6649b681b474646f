import { type PackageId, parseOwnPackageId } from '../identity/package-id.ts';
import { parseVersion, type Version } from '../identity/version.ts';
import { type Access, accessFromFlags } from './access.ts';
import { type ListEntry, type ListFault, type ListName, MAX_LIST_ROWS, validateLists } from './lists.ts';
import { hasAnyPlatform, type Platforms } from './platforms.ts';
import { parseSelection } from './selection.ts';
import { namedSelection, type StoredFields } from './stored-fields.ts';

/** The text fields of a multipart form as received. */
export type TextFields = Readonly<Record<string, unknown>>;

export interface FieldFault {
  readonly ok: false;
  readonly code: string;
  readonly field: string;
  readonly list?: ListName;
  readonly row?: number;
  readonly column?: 'id' | 'selection';
}

export type Checked<T> = { readonly ok: true; readonly value: T } | FieldFault;

/** A form whose every field can be read; whether the fields agree with each other is checked after. */
interface ReadUpload {
  readonly packageId: PackageId;
  readonly version: Version;
  /** Canonical. */
  readonly xpSelection: string;
  readonly flags: { readonly isPublic: boolean; readonly isPrivate: boolean; readonly isStored: boolean };
  readonly dependencies: readonly unknown[];
  readonly incompatibilities: readonly unknown[];
  readonly platforms: Platforms;
}

export interface UploadForm extends StoredFields {
  readonly packageId: PackageId;
  readonly version: Version;
  readonly access: Access;
}

export interface RetryForm {
  readonly packageId: PackageId;
  readonly version: Version;
}

/** 128 rows fit many times over; it keeps a hostile text from costing more than a few milliseconds. */
const MAX_LIST_TEXT = 262_144;

/** Checks 1 to 11 of XPKG.md section 5, field by field. */
function readUploadFields(fields: TextFields): Checked<ReadUpload> {
  const release = readRelease(fields);
  if (!release.ok) return release;
  const xpSelection = readXPlaneSelection(fields);
  if (!xpSelection.ok) return xpSelection;
  const flags = readFlags(fields, ['isPublic', 'isPrivate', 'isStored']);
  if (!flags.ok) return flags;
  const dependencies = readList(fields, 'dependencies', 'dep_not_str', 'bad_dep_arr');
  if (!dependencies.ok) return dependencies;
  const incompatibilities = readList(fields, 'incompatibilities', 'inc_not_str', 'bad_inc_arr');
  if (!incompatibilities.ok) return incompatibilities;
  const supports = readFlags(fields, ['supportsMacOS', 'supportsWindows', 'supportsLinux']);
  if (!supports.ok) return supports;
  const { supportsMacOS: macOS, supportsWindows: windows, supportsLinux: linux } = supports.value;
  return {
    ok: true,
    value: {
      ...release.value,
      xpSelection: xpSelection.value,
      flags: flags.value,
      dependencies: dependencies.value,
      incompatibilities: incompatibilities.value,
      platforms: { macOS, windows, linux },
    },
  };
}

/** Access and platforms: what the registry looks at after the file and before the permission. */
function checkUploadChoices(read: ReadUpload): Checked<{ readonly access: Access; readonly platforms: Platforms }> {
  const access = accessFromFlags(read.flags);
  if (access === undefined) return { ok: false, code: 'invalid_access_config', field: 'access' };
  if (!hasAnyPlatform(read.platforms)) return { ok: false, code: 'plat_supp', field: 'platforms' };
  return { ok: true, value: { access, platforms: read.platforms } };
}

/** The rows of both lists: what the registry looks at after the permission. */
function checkUploadLists(
  read: ReadUpload,
): Checked<{ readonly dependencies: readonly ListEntry[]; readonly incompatibilities: readonly ListEntry[] }> {
  const lists = validateLists(read.packageId.full, read.dependencies, read.incompatibilities);
  if (!lists.ok) return listFieldFault(lists);
  return { ok: true, value: { dependencies: lists.dependencies, incompatibilities: lists.incompatibilities } };
}

interface UploadFacts {
  readonly hasFile?: boolean;
  /** Whether the token may upload to the package, by its partial id. */
  readonly mayUpload?: (packageId: string) => boolean;
}

/** All the registry can tell from form and token, first fault first: the permission is looked at before the lists. */
export function validateUploadFields(
  fields: TextFields,
  { hasFile = true, mayUpload = () => true }: UploadFacts = {},
): Checked<UploadForm> {
  const read = readUploadFields(fields);
  if (!read.ok) return read;
  if (!hasFile) return NO_FILE;
  const choices = checkUploadChoices(read.value);
  if (!choices.ok) return choices;
  if (!mayUpload(read.value.packageId.partial)) return NOT_PERMITTED;
  const lists = checkUploadLists(read.value);
  if (!lists.ok) return lists;
  const { packageId, version, xpSelection } = read.value;
  return { ok: true, value: { packageId, version, xpSelection, ...choices.value, ...lists.value } };
}

/** The same for a retry, where the file comes first; everything else is taken from the stored version. */
export function validateRetryFields(fields: TextFields, { hasFile = true } = {}): Checked<RetryForm> {
  return hasFile ? readRelease(fields) : NO_FILE;
}

const NO_FILE: FieldFault = { ok: false, code: 'no_file', field: 'file' };
/** A registry says this by its status, 401, and not by a code. */
export const NOT_PERMITTED: FieldFault = { ok: false, code: 'http_401', field: 'connection' };

export function listFieldFault(fault: ListFault): FieldFault {
  const { code, list, row, column } = fault;
  if (list === undefined) return { ok: false, code, field: 'packageId' };
  return {
    ok: false,
    code,
    field: list,
    list,
    ...(row === undefined ? {} : { row }),
    ...(column === undefined ? {} : { column }),
  };
}

function readRelease(fields: TextFields): Checked<RetryForm> {
  const packageId = parseOwnPackageId(fields.packageId);
  if (!packageId.ok) return { ...packageId, field: 'packageId' };
  const version = parseVersion(fields.packageVersion);
  if (!version.ok) return { ...version, field: 'packageVersion' };
  return { ok: true, value: { packageId: packageId.value, version: version.value } };
}

function readXPlaneSelection(fields: TextFields): Checked<string> {
  const selection = parseSelection(namedSelection(fields));
  return selection.ok ? { ok: true, value: selection.value.canonical } : { ...selection, field: 'xpSelection' };
}

function readFlags<K extends string>(fields: TextFields, names: readonly K[]): Checked<Record<K, boolean>> {
  const flags = {} as Record<K, boolean>;
  for (const name of names) {
    const text = fields[name];
    // 1 and 0 pass the check but count as false, as they always did.
    if (text !== 'true' && text !== 'false' && text !== '1' && text !== '0')
      return { ok: false, code: 'not_bool', field: name };
    flags[name] = text === 'true';
  }
  return { ok: true, value: flags };
}

function readList(fields: TextFields, list: ListName, notText: string, notArray: string): Checked<readonly unknown[]> {
  const text = fields[list];
  if (typeof text !== 'string' || text.trim() === '') return { ok: false, code: notText, field: list, list };
  const rows = text.length > MAX_LIST_TEXT ? undefined : parseJson(text);
  if (!Array.isArray(rows) || rows.length > MAX_LIST_ROWS) return { ok: false, code: notArray, field: list, list };
  return { ok: true, value: rows };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
