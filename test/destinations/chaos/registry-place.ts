import { type Registry, startRegistry } from '../../../main/registry/index.ts';
import type { DestinationSettings } from '../../../preload/contract.ts';
import { cuttingProxy } from '../carriers/cutting-proxy.ts';

const TOKEN = 'an-admin-token-for-chaos';
export const PACKAGE = 'author.sample';

/** An X-Pkg registry behind a proxy that cuts. */
export async function openRegistryPlace(dataDir: string) {
  const start = (port?: number): Promise<Registry> =>
    startRegistry({
      ...{ dataDir, port, rateLimits: false },
      seed: {
        authors: [{ authorId: 'author1', name: 'Author', tokens: [{ token: TOKEN }] }],
        packages: [{ packageId: PACKAGE, packageName: 'A sample' }],
      },
    });
  let registry = await start();
  const { port, url } = registry;
  const cut = await cuttingProxy(port);
  const address = `http://127.0.0.1:${cut.port}`;
  const settings: DestinationSettings = { kind: 'xpkg', name: 'registry', registry: address };
  const ask = (path: string) => fetch(`${url}${path}`, { headers: { authorization: TOKEN } });
  return {
    settings,
    cut,
    environment: { LOADMASTER_REGISTRY: address, LOADMASTER_TOKEN: TOKEN },
    stop: () => registry.close(),
    async start() {
      registry = await start(port);
    },
    /** What became of a version; undefined where the registry has none of that number. */
    async statusOf(version: string): Promise<string | undefined> {
      const answer = await ask(`/account/packages/${PACKAGE}/${version}`);
      if (answer.status === 404) return undefined;
      return ((await answer.json()) as { versionData: { status: string } }).versionData.status;
    },
    async close() {
      await Promise.all([registry.close(), cut.close()]);
    },
  };
}
