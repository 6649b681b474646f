import type { AppError, Submission } from '../../preload/contract.ts';
import { DestinationError, type RegistryPort } from '../destinations/index.ts';
import type { CommandContext } from './command.ts';
import { follow } from './follow.ts';
import { expectOk } from './outcome.ts';
import type { TerminalApp } from './terminal-app.ts';

/** The X-Pkg registry as one destination among others: the publisher does everything, and remembers what it did. */
export function registryPort(app: TerminalApp, { terminal, signal }: CommandContext): RegistryPort {
  const { handlers } = app;

  async function connectionOf(registry: string): Promise<string> {
    const all = expectOk(await handlers.connections.list(null));
    const found = all.find(({ id, name, baseUrl }) => id === registry || name === registry || baseUrl === registry);
    if (found !== undefined) return found.id;
    const hint = '`loadmaster connect` adds it.';
    throw new DestinationError('no_connection', `There is no connection "${registry}" on this machine.`, { hint });
  }

  return {
    async ask({ registry }, { packageId, version }) {
      const connectionId = await connectionOf(registry);
      const known = expectOk(await handlers.publish.list({ limit: 500 }));
      const mine = known.find(
        (one) => one.connectionId === connectionId && one.packageId === packageId && one.version === version,
      );
      return { is: mine?.state.phase === 'processed' ? 'published' : 'absent' };
    },
    async publish({ registry }, { root, packageId, version, notes }) {
      const connectionId = await connectionOf(registry);
      const addon = expectOk(await handlers.addons.add({ folder: root }));
      const target = { addonId: addon.id, connectionId };
      const { draft } = expectOk(await handlers.publish.startRelease(target));
      const form = { ...draft, packageId, packageVersion: version, notes: notes || draft.notes };
      const submission = await handlers.publish.submit({ ...target, draft: form, dryRun: false });
      if (!submission.ok) throw refused(submission.error);
      const ended = await follow(submission.value.id, { app, terminal, signal, timeoutMs: null, wait: false });
      if (ended.state.phase !== 'processed') throw refused(ended.error ?? endOf(ended));
    },
  };
}

function refused({ code, message, hint }: AppError): DestinationError {
  return new DestinationError(code, message, { ...(hint !== undefined && { hint }) });
}

function endOf({ state, packageId, version }: Submission): AppError {
  return { code: state.phase, message: `${packageId} ${version} was not published: ${state.phase}.` };
}
