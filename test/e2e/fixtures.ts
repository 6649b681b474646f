import { rmSync } from 'node:fs';
import { test as base, expect, type Page } from '@playwright/test';
import { makeFolder } from '../make-folder.ts';
import type { OpenShell } from './open-shell.ts';
import type { ShellOptions } from './projects.ts';
import { openShell } from './shells.ts';

export { expect };

export type App = OpenShell & {
  /** This test's own; gone when it ends. */
  readonly dataFolder: string;
  /** Ends the app and opens it again on the same data. */
  reopen(env?: Readonly<Record<string, string>>): Promise<App>;
};

interface Fixtures {
  /** Loadmaster, open on a fresh data folder. */
  readonly app: App;
  readonly page: Page;
  /** Set by `test.use` for what the app is to find when it starts. */
  readonly prepare: { readonly dataFolder?: (folder: string) => Promise<void> | void };
}

/** Its time is its own, not the test's: a machine that does other things meanwhile takes half a minute to start Electron. */
async function openApp(
  { shell, prepare }: Pick<Fixtures, 'prepare'> & ShellOptions,
  use: (app: App) => Promise<void>,
): Promise<void> {
  const dataFolder = makeFolder('e2e');
  const open: OpenShell[] = [];
  async function start(env: Readonly<Record<string, string>> = {}): Promise<App> {
    const opened = await openShell(shell, { dataFolder, env });
    open.push(opened);
    return {
      ...opened,
      dataFolder,
      async reopen(next) {
        await opened.close();
        return start(next);
      },
    };
  }
  try {
    await prepare.dataFolder?.(dataFolder);
    await use(await start());
  } finally {
    for (const shellOpen of open) await shellOpen.close().catch(() => {});
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}

export const test = base.extend<Fixtures, ShellOptions>({
  shell: ['browser', { option: true, scope: 'worker' }],
  prepare: [{}, { option: true }],
  app: [openApp, { timeout: 120_000 }],
  page: async ({ app }, use) => {
    await use(app.page);
  },
});
