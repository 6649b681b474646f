import { join } from 'node:path';
import { publishedIn } from '../destinations/index.ts';
import type { CommandContext } from './command.ts';
import { registryPort } from './release-registry.ts';
import type { TerminalApp } from './terminal-app.ts';

/** What destinations work with in a terminal. Secrets come from the environment, as CI hands them over. */
export async function destinationDeps(app: TerminalApp, context: CommandContext) {
  const log = await app.releases();
  return {
    ...placeDeps(app.dataFolder, context),
    log,
    registry: registryPort(app, context),
    published: publishedIn(log),
  };
}

export function placeDeps(dataFolder: string, { env, signal }: Pick<CommandContext, 'env' | 'signal'>) {
  return {
    signal,
    dataFolder: join(dataFolder, 'destinations'),
    secret: async (destination: string, variable = secretVariable(destination)) => env[variable] || undefined,
  };
}

/** The variable that is looked at where the settings name none. */
export function secretVariable(destination: string): string {
  return `LOADMASTER_SECRET_${destination.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}`;
}
