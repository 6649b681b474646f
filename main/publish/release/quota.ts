import type { AppError, FormFault } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import type { Account, RegistryClient } from '../client/index.ts';

/** As the registry says it: null where there is no limit. */
type Storage = Pick<Account, 'usedStorage' | 'totalStorage'>;

/** Storage is never given back, so a full account stays full (XPKG.md section 5). */
export function storageFault(storage: Storage): FormFault[] {
  const { usedStorage, totalStorage } = storage;
  if (totalStorage === null || usedStorage < totalStorage) return [];
  return [{ ...noSpace(0), field: 'archive' }];
}

/** Whether an archive of this size would end as failed_not_enough_space. A stored package is about as large as its zip. */
export async function archiveRoom(
  client: RegistryClient,
  size: number,
  signal?: AbortSignal,
): Promise<AppError | undefined> {
  const account = await client.account({ signal });
  if (account.kind !== 'ok') return undefined;
  const { usedStorage, totalStorage } = account.value;
  if (totalStorage === null) return undefined;
  const free = totalStorage - usedStorage;
  return size > free ? noSpace(size - free) : undefined;
}

function noSpace(missing: number): AppError {
  const mib = (missing / 2 ** 20).toFixed(1);
  return missing > 0 ? fault('no_storage_left.by', mib) : fault('no_storage_left.text');
}
