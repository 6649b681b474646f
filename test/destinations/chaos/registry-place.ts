import { type Registry, startRegistry } from '../../../main/registry/index.ts';

const TOKEN = 'an-admin-token-for-chaos';
export const PACKAGE = 'author.sample';

/** An X-Pkg registry that can be ended and started again at its port. */
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
  const ask = (path: string) => fetch(`${url}${path}`, { headers: { authorization: TOKEN } });
  return {
    ...{ port, token: TOKEN },
    async restart() {
      await registry.close();
      registry = await start(port);
    },
    /** What became of a version; undefined where the registry has none of that number. */
    async statusOf(version: string): Promise<string | undefined> {
      const answer = await ask(`/account/packages/${PACKAGE}/${version}`);
      if (answer.status === 404) return undefined;
      return ((await answer.json()) as { versionData: { status: string } }).versionData.status;
    },
    close: () => registry.close(),
  };
}
