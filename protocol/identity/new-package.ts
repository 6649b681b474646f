import { accept, type Result } from '../result.ts';
import { checkDescription, checkPackageName } from './names.ts';
import { parsePartialPackageId } from './package-id.ts';
import { isPackageType, type PackageType } from './package-types.ts';

export interface NewPackage {
  /** The partial id; a registry only makes packages of its own. */
  readonly packageId: string;
  readonly packageName: string;
  readonly description: string;
  readonly packageType: PackageType;
}

export interface NewPackageFault {
  readonly ok: false;
  readonly code: string;
  readonly field: keyof NewPackage;
}

/** The body of POST /packages/new, in the order the registry looks at it. Whether id and name are free is not known here. */
export function checkNewPackage(body: unknown): Extract<Result<NewPackage>, { ok: true }> | NewPackageFault {
  const fields = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  const id = parsePartialPackageId(fields.packageId);
  if (!id.ok) return { ...id, field: 'packageId' };
  const name = checkPackageName(fields.packageName);
  if (!name.ok) return { ...name, field: 'packageName' };
  const description = checkDescription(fields.description);
  if (!description.ok) return { ...description, field: 'description' };
  const packageType = typeof fields.packageType === 'string' ? fields.packageType.trim() : undefined;
  if (!isPackageType(packageType)) {
    const code = packageType ? 'invalid_pkg_type' : 'invalid_or_empty_str';
    return { ok: false, code, field: 'packageType' };
  }
  return accept({ packageId: id.value.partial, packageName: name.value, description: description.value, packageType });
}
