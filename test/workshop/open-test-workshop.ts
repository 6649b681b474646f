import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createEmitters } from '../../main/bridge/index.ts';
import { memoryStore, sessionVault } from '../../main/settings/index.ts';
import { systemClock, type WorkshopShell } from '../../main/workshop/shell.ts';
import { openWorkshop, type Workshop } from '../../main/workshop.ts';
import type { Notice, Outcome } from '../../preload/contract.ts';
import { tempFolder } from '../temp-folder.ts';

export type TestWorkshop = Workshop & {
  readonly shell: WorkshopShell;
  /** Everything it told the renderer, in order; each was checked against the contract. */
  readonly events: readonly { readonly channel: string; readonly payload: unknown }[];
  readonly notices: readonly Notice[];
};

/** All services on a folder of the test's own, behind a shell that only listens. */
export async function openTestWorkshop(more: Partial<WorkshopShell> = {}): Promise<TestWorkshop> {
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
  const shell: WorkshopShell = {
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
    openers: { openExternal: async () => {}, saveFile: async (name) => join(folder, name) },
    emit,
    ...more,
  };
  const workshop = await openWorkshop(shell);
  onTestFinished(() => workshop.close());
  return { ...workshop, shell, events, notices };
}

export function valueIn<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}
