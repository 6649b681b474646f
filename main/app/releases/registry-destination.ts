import type { Nothing, Outcome, ReleaseDraft } from '../../../preload/contract.ts';
import { fault, message } from '../../../preload/messages/index.ts';
import type { RegistryCalls } from '../../destinations/index.ts';
import { fail } from '../../library/index.ts';
import type { PackageServices, Publisher } from '../../publish/index.ts';
import type { Lazy } from '../lazy.ts';
import type { Connections } from '../registries/connections.ts';

export interface RegistryParts {
  readonly connections: Connections;
  readonly publisher: Lazy<Publisher>;
  readonly packages: Lazy<PackageServices>;
}

interface OfRelease {
  readonly addonId: string | undefined;
  readonly draft: ReleaseDraft | undefined;
}

const HISTORY_LOOKED_AT = 1000;
export const CONNECT_HINT = message('connect-hint.window');

/** The connection that the settings of an X-Pkg destination mean: its id, its name or its address. */
export async function connectionOf(connections: Connections, registry: string): Promise<string | undefined> {
  const all = await connections.list();
  return all.find(({ id, name, baseUrl }) => id === registry || name === registry || baseUrl === registry)?.id;
}

/** What releases to many destinations use of the publisher. */
export function registryCalls(parts: RegistryParts, { addonId, draft }: OfRelease): RegistryCalls {
  const { connections, publisher, packages } = parts;
  return {
    connectHint: CONNECT_HINT,
    connection: (registry) => connectionOf(connections, registry),
    submissions: async () => (await publisher.get()).list({ limit: HISTORY_LOOKED_AT }),
    packageAt: async (of) => (await packages.get()).get(of),
    fetchPackage: async (of, savedTo, signal) => (await packages.get()).savePackageFile(of, savedTo, { signal }),
    async submit({ connectionId }) {
      if (addonId === undefined || draft === undefined) {
        return fail(fault('unknown_addon.ofRelease'));
      }
      return (await publisher.get()).submit({ addonId, connectionId, draft, dryRun: false });
    },
    retry: async (target) => (await publisher.get()).retry({ ...target, ...(addonId !== undefined && { addonId }) }),
    resume: async (id) => (await publisher.get()).resume({ id }),
    async whenEnded(id, signal) {
      const opened = await publisher.get();
      const stop = (): void => void opened.cancel({ id }).catch(() => {});
      signal.addEventListener('abort', stop, { once: true });
      return opened.whenResting(id, signal).finally(() => signal.removeEventListener('abort', stop));
    },
  };
}

/** What users of the registry get today; null when there is nothing. */
export async function versionOnRegistry(
  parts: RegistryParts,
  connectionId: string,
  packageId: string,
): Promise<Outcome<string | Nothing>> {
  const { newestProcessed } = await import('../../destinations/index.ts');
  const found = await (await parts.packages.get()).get({ connectionId, packageId });
  if (!found.ok) return found;
  return { ok: true, value: newestProcessed(found.value?.versions ?? []) ?? null };
}
