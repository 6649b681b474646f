import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../temp-folder.ts';
import { runInProcess } from './run-cli.ts';

test('--port is for this run: the registry answers there, and no setting is changed', async () => {
  const [data, port] = [tempFolder(), await freePort()];
  const args = ['registry', '--port', String(port), '--json', '--data', data];
  const { exit, stdout } = await runInProcess(args, { signal: AbortSignal.abort() });
  expect(exit).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ url: `http://127.0.0.1:${port}` });
  const settings = join(data, 'terminal', 'settings.json');
  expect(existsSync(settings) ? readFileSync(settings, 'utf8') : '').not.toContain('registryPort');
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (typeof address !== 'object' || address === null) throw new Error('No port is free.');
  return address.port;
}
