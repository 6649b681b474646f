import { join } from 'node:path';
import { publishedIn, secretVariable } from '../destinations/index.ts';
import type { CommandContext } from './command.ts';
import { terminalRegistryPort } from './release-registry.ts';
import type { TerminalApp } from './terminal-app.ts';

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
