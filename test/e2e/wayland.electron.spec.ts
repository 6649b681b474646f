import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { giveToTestUser, isRoot, TEST_UID } from '../electron-runtime/test-user.ts';
import { makeFolder } from '../make-folder.ts';
import { startElectron } from './electron-shell.ts';
import { exitOf } from './processes.ts';

const hasWeston = (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'weston')));
test.skip(!hasWeston, 'weston is not installed: a Wayland server is needed (Debian: apt-get install weston)');

/** A Wayland server without a screen, of the user that Electron runs as. */
function startWeston(runtimeFolder: string): { ready: () => boolean; end(): Promise<unknown> } {
  const command = ['weston', '--backend=headless-backend.so', '--socket=wayland-test', '--width=1280', '--height=820'];
  const asUser = ['setpriv', '--reuid', String(TEST_UID), '--regid', String(TEST_UID), '--clear-groups'];
  const [program = '', ...parameters] = isRoot() ? [...asUser, ...command] : command;
  const server = spawn(program, parameters, {
    env: { ...process.env, XDG_RUNTIME_DIR: runtimeFolder, HOME: runtimeFolder },
    stdio: 'ignore',
  });
  const ended = exitOf(server);
  return {
    ready: () => existsSync(join(runtimeFolder, 'wayland-test')),
    async end() {
      server.kill();
      await ended;
    },
  };
}

test('on Wayland, where a hidden window gets no frames, there is a window and the services open', async () => {
  const folder = makeFolder('wayland');
  const runtimeFolder = join(folder, 'runtime');
  const dataFolder = join(folder, 'data');
  mkdirSync(runtimeFolder, { mode: 0o700 });
  mkdirSync(dataFolder);
  giveToTestUser(folder);
  const weston = startWeston(runtimeFolder);
  try {
    await expect.poll(weston.ready).toBe(true);
    const env = {
      XDG_RUNTIME_DIR: runtimeFolder,
      WAYLAND_DISPLAY: 'wayland-test',
      XDG_SESSION_TYPE: 'wayland',
      DISPLAY: '',
    };
    const app = startElectron({ dataFolder, env }, '--ozone-platform=wayland');
    try {
      await expect.poll(app.output).toContain('start: interactive');
      expect(app.output()).toContain('start: first paint');
    } finally {
      await app.end();
    }
  } finally {
    await weston.end();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
});
