export interface InstallationRequest {
  /** Partial. */
  readonly packageId: string;
  /** Canonical. */
  readonly version: string;
  readonly privateKey: string | null;
}

/** The first bytes of a package file (a zip) and of an installation file, which share the ending .xpkg. */
export const PACKAGE_MAGIC = '504b0304';
export const INSTALLATION_MAGIC = '3e3e3e3e';

/** The small text file by which the X-Pkg client installs one version, a private one with its key. */
export function installationFile(request: InstallationRequest): { readonly fileName: string; readonly text: string } {
  const { packageId, version, privateKey } = request;
  return { fileName: `${packageId}@${version}.xpkg`, text: `>>>>${packageId}>${version}>${privateKey ?? '!'}` };
}
