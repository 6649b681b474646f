import { join } from 'node:path';
import { publishedIn, secretVariable } from '../../destinations/index.ts';
import type { CommandContext } from '../command.ts';
import { expectOk } from '../output/outcome.ts';
import type { TerminalApp } from '../terminal-app.ts';
import { terminalRegistryPort } from './release-registry.ts';

/** What destinations work with in a terminal. Secrets come from the environment, as CI hands them over. */
export async function destinationDeps(app: TerminalApp, context: CommandContext) {
  const log = await app.releases();
  const places = placeDeps(app.dataFolder, context);
  return {
    ...places,
    log,
    registry: terminalRegistryPort(app, context, places.dataFolder),
    sites: app.sites,
    published: publishedIn(log),
  };
}

export function placeDeps(dataFolder: string, { env, signal }: Pick<CommandContext, 'env' | 'signal'>) {
  return {
    signal,
    dataFolder: join(dataFolder, 'destinations'),
    secret: async (destination: string, named: string | undefined) =>
      env[secretVariable(destination, named)] || undefined,
  };
}

/** What a release has to get in with; the token of a registry lies with its connection. */
export function secretsAtHand(app: TerminalApp, context: CommandContext) {
  return {
    secret: placeDeps(app.dataFolder, context).secret,
    async lacksToken(registry: string): Promise<boolean> {
      const id = await app.registryCalls.connection(registry);
      const all = expectOk(await app.handlers.connections.list(null));
      return all.some((one) => one.id === id && one.token === 'none');
    },
  };
}
