import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';

// How the browser shell comes to run: by itself, on a port of one's own, or in the place of the desktop app.

const MAIN = join(import.meta.dirname, '..', '..', 'main');

async function run(file: string, parameters: string[], dataFolder: string): Promise<string> {
  const child: ChildProcess = spawn(process.execPath, [join(MAIN, file), ...parameters], {
    // Whoever has a network must not fetch Electron for this test.
    env: { ...process.env, LOADMASTER_DATA: dataFolder, ELECTRON_MIRROR: 'http://127.0.0.1:9/' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const opened = new Promise<void>((resolve) => {
    const heard = (chunk: Buffer): void => {
      said += chunk;
      if (/\?ticket=\S+\n/.test(said)) resolve();
    };
    child.stdout?.on('data', heard);
    child.stderr?.on('data', heard);
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await Promise.race([opened, ended]);
  child.kill('SIGTERM');
  await ended;
  return said;
}

test('a port that is taken is said, and another one is used', async ({ app }) => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const said = await run('browser/index.ts', ['--no-open', '--port', String(port)], join(app.dataFolder, 'second'));
  expect(said).toContain(`Port ${port} is taken; another one is used.`);
  expect(said).toMatch(/Loadmaster is open at http:\/\/127\.0\.0\.1:\d+\/\?ticket=/);
  other.close();
});

test.describe('parameters', () => {
  for (const port of ['-1', '65536', 'x', '1.5']) {
    test(`--port ${port} is refused in words`, async ({ app }) => {
      const said = await run('browser/index.ts', ['--no-open', `--port=${port}`], join(app.dataFolder, 'second'));
      expect(said).toBe(`--port takes a number from 0 to 65535, not ${port}\n`);
    });
  }
});

// Where Electron's runtime is installed, npm start opens the desktop app instead.
if (!existsSync(join(MAIN, '..', 'node_modules', 'electron', 'path.txt'))) {
  test('npm start without a runtime tries to fetch it, and says in one line what it does instead', async ({ app }) => {
    const said = await run('start.ts', ['--no-open'], join(app.dataFolder, 'second'));
    expect(said).toMatch(
      /^Fetching Electron's runtime, for at most 20 s \.\.\.\nElectron's runtime could not be fetched: [^\n]+ browser[^\n]+\nLoadmaster is open at /,
    );
  });
}
