import type { ListedPackage } from '../../../protocol/index.ts';
import { parseVersion } from '../../../protocol/index.ts';
import { systemClock } from '../../clock/index.ts';
import { RegistryClients } from '../../publish/index.ts';
import type { SeenSite } from '../../settings/index.ts';
import { type ExportSource, registrySource, StaticRegistryFault } from '../../static-registry/index.ts';
import type { Store } from '../storage/database/store.ts';
import { keepSiteKey, mirrorState } from '../storage/packages/mirrored.ts';

/** The registry that is followed, asked without a token: what it keeps for somebody cannot get here. */
export interface Origin {
  /** Every question ends with this signal. */
  ask(signal: AbortSignal): Promise<ExportSource>;
  close(): void;
}

export function openOrigin(db: Store, baseUrl: string): Origin {
  const clients = new RegistryClients({
    clock: systemClock,
    connections: {
      async get(id) {
        const { siteKey } = await mirrorState(db, baseUrl);
        return {
          id,
          kind: 'remote',
          baseUrl,
          token: undefined,
          siteKey: siteKey === undefined ? undefined : (JSON.parse(siteKey) as SeenSite),
        };
      },
      learnSiteKey: (_, seen) => void keepSiteKey(db, baseUrl, JSON.stringify(seen)).catch(() => undefined),
    },
  });
  return {
    async ask(signal) {
      const client = await clients.for('origin', { anonymous: true });
      if (!client.ok) throw new StaticRegistryFault(client.error);
      return registrySource(client.value, signal);
    },
    close: () => clients.close(),
  };
}

/** What can be offered on: versions with a number that this registry could answer for, written as it writes them. */
export function offerable(packages: readonly ListedPackage[]): ListedPackage[] {
  return packages.flatMap((one) => {
    const versions = one.versions.filter(({ version }) => {
      const read = parseVersion(version);
      return read.ok && read.value.canonical === version;
    });
    return versions.length === 0 ? [] : [{ ...one, versions }];
  });
}
