import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freePort } from '../free-port.ts';
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
