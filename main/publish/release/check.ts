import type { FormFault, ReleaseDraft } from '../../../preload/contract.ts';
import { fault, message } from '../../../preload/messages/index.ts';
import { checkRelease, compareVersions, statusInfo } from '../../../protocol/index.ts';
import type { RegistryClient } from '../client/index.ts';
import { storageFault } from './quota.ts';
import type { TakenOn, TakenVersion } from './taken-versions.ts';

export interface CheckOptions {
  /** What is known of the registry while it cannot be asked. */
  readonly taken: TakenOn;
  /** The version is meant to be there already. */
  readonly retrying?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * What the registry would refuse though the form is right: the package, the version number, the space. A registry that
 * cannot be reached, or does not show packages to this token, has nothing to say here; it will say it later.
 */
export async function checkOnRegistry(
  client: RegistryClient | undefined,
  draft: ReleaseDraft,
  { taken, retrying = false, signal }: CheckOptions,
): Promise<FormFault[]> {
  const checked = checkRelease(draft);
  if (!checked.ok) return [];
  const { packageId, packageVersion } = checked.value;
  const used = (versions: readonly TakenVersion[]) => (retrying ? [] : takenVersion(versions, packageVersion));
  if (client === undefined) return used(taken.known(packageId));
  if (!client.hasToken) return [NO_TOKEN];
  const [found, account] = await Promise.all([client.ownPackage(packageId, { signal }), client.account({ signal })]);
  const faults: FormFault[] = [];
  const missing = found.kind === 'refused' && found.httpStatus === 404;
  if (missing) faults.push(noPackage(packageId));
  if (missing) taken.learn(packageId, undefined);
  else if (found.kind === 'ok') faults.push(...used(taken.learn(packageId, found.value)));
  else faults.push(...used(taken.known(packageId)));
  if (account.kind === 'ok') faults.push(...storageFault(account.value));
  return faults;
}

function noPackage(packageId: string): FormFault {
  return { ...fault('no_package.text', packageId), field: 'packageId' };
}

const NO_TOKEN: FormFault = { ...fault('no_token.registry'), field: 'connection', retry: 'sign-in' };

function takenVersion(versions: readonly TakenVersion[], version: string): FormFault[] {
  const taken = versions.find((one) => compareVersions(one.version, version) === 0);
  if (!taken) return [];
  const { sentence, retryable } = statusInfo(taken.status);
  return [
    {
      ...fault(
        retryable ? 'version_exists.toRetry' : 'version_exists.used',
        version,
        message('error.byCode', taken.status, sentence),
      ),
      field: 'packageVersion',
      retry: 'new-version',
    },
  ];
}
