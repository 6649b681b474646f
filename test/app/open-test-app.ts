import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type AppServices, openApp } from '../../main/app/open-app.ts';
import { type AppShell, systemClock } from '../../main/app/shell.ts';
import { createEmitters } from '../../main/bridge/index.ts';
import { memoryStore, sessionVault } from '../../main/settings/index.ts';
import type { Notice, Outcome } from '../../preload/contract.ts';
import { tempFolder } from '../temp-folder.ts';

export type TestApp = AppServices & {
  readonly shell: AppShell;
  /** Everything it told the renderer, in order; each was checked against the contract. */
  readonly events: readonly { readonly channel: string; readonly payload: unknown }[];
  readonly notices: readonly Notice[];
};

/** All services on a folder of the test's own, behind a shell that only listens. */
export async function openTestApp(more: Partial<AppShell> = {}): Promise<TestApp> {
  const folder = tempFolder();
  const events: { channel: string; payload: unknown }[] = [];
  const notices: Notice[] = [];
  const emit = createEmitters({
    send: (channel, payload) => events.push({ channel, payload }),
    onFault: (channel, fault) => {
      throw new Error(`${channel} breaks the contract: ${String(fault)}`);
    },
    checkPayload: true,
  });
  const shell: AppShell = {
    shell: 'browser',
    version: '0.0.0-test',
    paths: {
      data: join(folder, 'data'),
      cache: join(folder, 'cache'),
      logs: join(folder, 'logs'),
      downloads: folder,
      home: folder,
    },
    store: memoryStore(),
    secrets: sessionVault(),
    clock: systemClock,
    notify: (notice) => notices.push(notice),
    openers: {
      openExternal: async () => {},
      openPage: async () => false,
      saveFile: async (name) => join(folder, name),
    },
    emit,
    ...more,
  };
  const app = await openApp(shell);
  onTestFinished(() => app.close());
  return { ...app, shell, events, notices };
}

export function valueIn<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}
