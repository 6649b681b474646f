export interface InstallationRequest {
  /** Partial. */
  readonly packageId: string;
  /** Canonical. */
  readonly version: string;
  readonly privateKey: string | undefined;
}

/**
 * The small text file by which the X-Pkg client installs one version, a private one with its key. It shares the ending
 * of package files, which are zips; its first four characters tell them apart.
 */
export function installationFile(request: InstallationRequest): { readonly fileName: string; readonly text: string } {
  const { packageId, version, privateKey } = request;
  return { fileName: `${packageId}@${version}.xpkg`, text: `>>>>${packageId}>${version}>${privateKey ?? '!'}` };
}
