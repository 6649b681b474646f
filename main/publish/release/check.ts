import type { FormFault, ReleaseDraft } from '../../../preload/contract.ts';
import { checkRelease, compareVersions, isVersionStatus, statusInfo } from '../../../protocol/index.ts';
import type { OwnPackage, RegistryClient } from '../client/index.ts';
import { storageFault } from './quota.ts';

export interface CheckOptions {
  /** The version is meant to be there already. */
  readonly retrying?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * What the registry would refuse though the form is right: the package, the version number, the space. A registry that
 * cannot be reached, or does not show packages to this token, has nothing to say here; it will say it later.
 */
export async function checkOnRegistry(
  client: RegistryClient | null,
  draft: ReleaseDraft,
  { retrying = false, signal }: CheckOptions = {},
): Promise<FormFault[]> {
  const checked = checkRelease(draft);
  if (client === null || !checked.ok) return [];
  if (!client.hasToken) return [NO_TOKEN];
  const { packageId, packageVersion } = checked.value;
  const [found, account] = await Promise.all([client.ownPackage(packageId, { signal }), client.account({ signal })]);
  const faults: FormFault[] = [];
  if (found.kind === 'refused' && found.httpStatus === 404) faults.push(noPackage(packageId));
  if (found.kind === 'ok' && !retrying) faults.push(...takenVersion(found.value, packageVersion));
  if (account.kind === 'ok') faults.push(...storageFault(account.value));
  return faults;
}

function noPackage(packageId: string): FormFault {
  return {
    code: 'no_package',
    field: 'packageId',
    message: `There is no package ${packageId} of yours on this registry.`,
    hint: 'Create the package first, or check the id and the account.',
  };
}

const NO_TOKEN: FormFault = {
  code: 'no_token',
  field: 'connection',
  message: 'There is no token for this registry.',
  hint: 'Enter a token that may upload versions.',
  retry: 'sign-in',
};

function takenVersion({ versions }: OwnPackage, version: string): FormFault[] {
  const taken = versions.find((one) => compareVersions(one.packageVersion, version) === 0);
  if (!taken) return [];
  const meaning = isVersionStatus(taken.status)
    ? statusInfo(taken.status).sentence
    : `Its status is "${taken.status}".`;
  const retryable = isVersionStatus(taken.status) && statusInfo(taken.status).retryable;
  return [
    {
      code: 'version_exists',
      field: 'packageVersion',
      message: `Version ${version} is already used on this registry. ${meaning}`,
      hint: retryable ? 'Retry that version, or choose the next number.' : 'Choose the next number.',
      retry: 'new-version',
    },
  ];
}
