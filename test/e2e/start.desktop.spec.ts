import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { makeFolder } from '../make-folder.ts';
import { exitOf } from './processes.ts';
import { startStandin } from './shells.ts';

/** A loaded machine takes half a minute to start a browser. */
const STARTS = { timeout: 50_000 };

// How the desktop shell starts, or says why it does not, where the world is not as usual; on the stand-in, so on every machine.

type Started = ReturnType<typeof startStandin> & { readonly ended: Promise<number | null> };

const test = base.extend<{ folder: string; started: (env: Readonly<Record<string, string>>) => Started }>({
  folder: async ({ baseURL: _none }, use) => {
    const folder = makeFolder('e2e');
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  },
  started: async ({ folder }, use) => {
    const all: Started[] = [];
    await use((env) => {
      const one = startStandin({ dataFolder: folder, env });
      all.push({ ...one, ended: exitOf(one.child) });
      return all.at(-1) as Started;
    });
    for (const { child, ended } of all) {
      child.kill('SIGKILL');
      await ended;
    }
  },
});

test('a data folder that is a file is said in the terminal, and the app ends with 1', async ({ folder, started }) => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const app = started({ LOADMASTER_DATA: file });
  expect(await app.ended).toBe(1);
  expect(app.output()).toContain(`Loadmaster keeps its data in ${file} and cannot write there (EEXIST).`);
});

test('while the box that says why waits for its author, a signal still ends the app, with 1', async ({
  folder,
  started,
}) => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const app = started({ LOADMASTER_DATA: file, STANDIN_UNKIND: 'blocking-boxes' });
  const boxes = async () => (await app.ask<{ dialogs: readonly { method: string }[] }>({ ask: 'look' })).dialogs;
  await expect.poll(boxes, STARTS).toEqual([expect.objectContaining({ method: 'showMessageBox' })]);
  app.child.kill('SIGTERM');
  expect(await app.ended).toBe(1);
});

test('a relative LOADMASTER_DATA is read from where the app was started', async ({ folder, started }) => {
  const app = started({ LOADMASTER_DATA: relative(process.cwd(), folder) });
  await expect.poll(() => existsSync(join(folder, 'logs', 'start.log')), STARTS).toBe(true);
  app.child.kill('SIGTERM');
  expect(await app.ended).toBe(0);
});
