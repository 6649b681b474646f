import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { giveToTestUser } from '../electron-runtime/test-user.ts';
import { makeFolder } from '../make-folder.ts';
import { electronCommand, startElectron } from './electron-shell.ts';

// How a real Electron starts and ends where the world is not as usual. Nobody looks into it: what it says and does is enough.

const test = base.extend<{
  dataFolder: string;
  started: (...input: Parameters<typeof startElectron>) => ReturnType<typeof startElectron>;
}>({
  dataFolder: async ({ baseURL: _none }, use) => {
    const folder = makeFolder('e2e');
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  },
  started: async ({ baseURL: _none }, use) => {
    const all: ReturnType<typeof startElectron>[] = [];
    await use((...input) => {
      const one = startElectron(...input);
      all.push(one);
      return one;
    });
    for (const { end } of all) await end();
  },
});

test('a data folder that cannot be written is said, and the app ends with 1', async ({ dataFolder, started }) => {
  giveToTestUser(dataFolder);
  chmodSync(dataFolder, 0o500);
  const app = started({ dataFolder });
  await expect
    .poll(app.output)
    .toContain(`Loadmaster keeps its data in ${dataFolder} and cannot write there (EACCES).`);
  app.child.kill('SIGTERM');
  expect(await app.ended).toBe(1);
});

test('a relative LOADMASTER_DATA is read from where the app was started', async ({ dataFolder, started }) => {
  const { app: cwd } = electronCommand({ dataFolder });
  const name = `data-${process.pid}-${test.info().workerIndex}`;
  mkdirSync(join(cwd, name));
  giveToTestUser(join(cwd, name));
  const app = started({ dataFolder, env: { LOADMASTER_DATA: name } });
  await expect.poll(app.output).toContain('start: interactive');
  // Written after it was said.
  await expect.poll(() => existsSync(join(cwd, name, 'logs', 'start.log'))).toBe(true);
});

test('quitting during the first load is no fault', async ({ dataFolder, started }) => {
  const app = started({ dataFolder });
  await expect.poll(app.output, { intervals: [5] }).toContain('start: window asked');
  app.child.kill('SIGTERM');
  expect(await app.ended).toBe(0);
  expect(app.output()).not.toContain('cannot start');
});

test('a second start on the same data shows the first and ends', async ({ dataFolder, started }) => {
  const first = started({ dataFolder });
  await expect.poll(first.output).toContain('start: interactive');
  expect(await started({ dataFolder }).ended).toBe(0);
});

test('no compiled code is kept where a program of the user could plant its own', async ({ dataFolder, started }) => {
  // Chromium compiles what it saw before for good at the second start, and reads it back at the third.
  for (let start = 0; start < 3; start += 1) {
    const app = started({ dataFolder });
    await expect.poll(app.output).toContain('start: interactive');
    app.child.kill('SIGTERM');
    expect(await app.ended).toBe(0);
  }
  const kept = readdirSync(dataFolder, { recursive: true, encoding: 'utf8' });
  expect(kept.filter((path) => /Code Cache\/.*\/[0-9a-f]{16}_\d$|compile-cache/.test(path))).toEqual([]);
});

test('a window out of sight from its beginning: the services open all the same, and interrupted work goes on', async ({
  dataFolder,
  started,
}) => {
  // Nobody may look into it: a page that is looked at draws as if it were seen.
  const before = `electron.app.on('browser-window-created', (_event, window) => queueMicrotask(() => window.hide()));`;
  const app = started({ dataFolder, before });
  await expect.poll(app.output, { timeout: 50_000 }).toContain('start: services ready');
  await expect.poll(app.output, { timeout: 50_000 }).toContain('start: interactive');
});
