import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { runInProcess } from '../../cli/run-cli.ts';
import { missing } from '../../destinations/peers/peer.ts';
import { freePort } from '../../free-port.ts';
import { put, runOn, sectionOf } from '../support/hosting-page.ts';
import { ask, PATIENT, temporaryFolder } from '../support/local-registry.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
const CLONED = 'git clone ADDRESS /opt/loadmaster';
const INSTALLED = 'npm ci --omit=dev --prefix /opt/loadmaster';

test.skipIf(missing('curl'))(
  'one machine: five commands, and the first author publishes',
  { timeout: 120_000 },
  async () => {
    const { title, commands } = sectionOf('From nothing to a registry, in five commands');
    const [clone, install, serve = '', proxy = '', author = '', connect = '', create = '', publish = '', ...more] =
      commands;
    expect(more).toEqual([]);
    expect(title).toContain('five');
    // What this checkout has behind it.
    expect([clone, install]).toEqual([CLONED, INSTALLED]);
    const [port, operations] = [String(await freePort()), String(await freePort())];
    const folder = await temporaryFolder();
    const registry = runOn(
      put(serve, { '/opt/loadmaster': ROOT, '/srv/registry': join(folder, 'data'), '8080': port, '8081': operations }),
    );
    await registry.line(/listens on port/);
    const OPERATOR = (await registry.line(/token \(shown only now\): (\S+)/))[1];
    const { stdout } = await run('sh', ['-c', put(author, { '8081': operations })], {
      env: { PATH: process.env.PATH, OPERATOR },
    });
    const { token } = JSON.parse(stdout) as { token: string };
    expect((await ask(`http://127.0.0.1:${port}/account/data`, { token })).status).toBe(200);
    // The proxy leads from the public name to the port of the command before; the author connects to that name.
    expect(proxy).toBe('sudo caddy reverse-proxy --from registry.example.org --to 127.0.0.1:8080');
    expect(serve).toContain('--port 8080 --public-url https://registry.example.org');
    const glider = join(folder, 'glider');
    expect((await runInProcess(['sample', 'aircraft', glider])).exit).toBe(0);
    const env = { ...process.env, LOADMASTER_DATA: join(folder, 'author') };
    const at = { 'https://registry.example.org': `http://127.0.0.1:${port}` };
    for (const [command, changes, more] of [
      [connect, at, { LOADMASTER_TOKEN: token }],
      [create, {}, {}],
      [publish, { ' glider ': ` ${glider} ` }, {}],
    ] as const) {
      const [program, ...words] = [...put(command, changes).matchAll(/"([^"]*)"|\S+/g)].map(
        ([word, quoted]) => quoted ?? word,
      );
      const done = await runInProcess(words, { env: { ...env, ...more } });
      expect([command, program, done.exit, done.exit === 0 ? '' : done.stderr]).toEqual([command, 'loadmaster', 0, '']);
    }
    if (missing('caddy') !== undefined) return;
    const front = String(await freePort());
    const changes = { 'sudo ': '', 'registry.example.org': `:${front}`, '127.0.0.1:8080': `127.0.0.1:${port}` };
    runOn(put(proxy, changes), { XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder });
    await expect
      .poll(() => ask(`http://127.0.0.1:${front}/meta`).catch(() => ({ status: 0 })), PATIENT)
      .toMatchObject({ status: 200 });
    // Whom the proxy names is believed, and it does not pass on what anybody says of himself.
    await ask(`http://127.0.0.1:${front}/packages`, { headers: { 'X-Forwarded-For': '192.0.2.7' } });
    expect((await registry.line(/"path":"\/packages"/)).input).toContain('"client":"127.0.0.1"');
  },
);

test('three machines: ten commands, none of them unheard of', () => {
  const { title, commands } = sectionOf('From nothing to a registry on three machines');
  expect(title).toContain('ten');
  const [serve = '', work = ''] = commands.filter((command) => command.includes('npm run'));
  expect(commands.filter((command) => command !== work)).toHaveLength(10);
  expect(commands.filter((command) => [CLONED, INSTALLED].includes(command))).toHaveLength(2);
  expect([serve, work].every((command) => command.includes('--config /etc/registry.json'))).toBe(true);
});
