import { message } from '../../../preload/messages/index.ts';
import { type RegistryCalls, type RegistryPort, registryPort } from '../../destinations/index.ts';
import type { CommandContext } from '../command.ts';
import { expectOk } from '../output/outcome.ts';
import { beginForm } from '../publish/begin-form.ts';
import { follow } from '../publish/follow.ts';
import type { TerminalApp } from '../terminal-app.ts';

/** The registries of a release from the terminal: progress is shown, and the folder becomes an add-on where it is sent. */
export function terminalRegistryPort(
  app: TerminalApp,
  { terminal, signal }: CommandContext,
  workFolder: string,
): RegistryPort {
  const calls: RegistryCalls = {
    ...app.registryCalls,
    connectHint: message('connect-hint.terminal'),
    async submit({ connectionId }, release) {
      const { root, packageId, version, notes } = release;
      const { addons, publish } = app.handlers;
      const addon = expectOk(await addons.add({ folder: root }));
      const { draft } = await beginForm(app, root, { addonId: addon.id, connectionId });
      const form = { ...draft, packageId, packageVersion: version, notes: notes || draft.notes };
      app.offerArchive(addon.id, release);
      return publish.submit({ addonId: addon.id, connectionId, draft: form, dryRun: false });
    },
    whenEnded: (id) => follow(id, { app, terminal, signal, timeoutMs: undefined, wait: false }),
  };
  return registryPort(calls, workFolder);
}
