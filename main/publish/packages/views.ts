import type { Package, PackageVersion } from '../../../preload/contract.ts';
import {
  accessFromFlags,
  compareVersions,
  isPackageType,
  statusInfo,
  storedFieldsOf,
} from '../../../protocol/index.ts';
import type { OwnPackage, VersionData } from '../client/index.ts';

/** A registry's package as the app shows it: newest version first. */
export function toPackage(found: OwnPackage): Package {
  const { packageId, packageName, packageType, description, versions } = found;
  return {
    packageId,
    packageName,
    packageType: isPackageType(packageType) ? packageType : 'other',
    description,
    versions: versions.map(toVersion).sort((a, b) => compareVersions(b.version, a.version)),
  };
}

function toVersion(version: VersionData): PackageVersion {
  const { isPublic, isStored, status } = version;
  return {
    version: version.packageVersion,
    status,
    access: accessFromFlags({ isPublic, isPrivate: !isPublic, isStored }) ?? null,
    isPublic,
    isStored,
    ...storedFieldsOf(version),
    size: version.size ?? 0,
    installedSize: version.installedSize ?? 0,
    downloads: version.downloads,
    uploadedAt: version.uploadedAt ?? 0,
    hash: version.hash ?? null,
    hasPrivateKey: typeof version.privateKey === 'string' && version.privateKey !== '',
    retryable: statusInfo(status).retryable,
  };
}
