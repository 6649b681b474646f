import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ask, openRegistry, temporaryFolder, vectorSeed } from './support/local-registry.ts';
import { serveInTerminal } from './support/terminal.ts';

test.each(['SIGINT', 'SIGTERM'] as const)(
  'one line of JSON when ready, the first token in it, and a clean end by %s',
  async (signal) => {
    const dataDir = await temporaryFolder();
    const first = serveInTerminal('--port', '0', '--data', dataDir, '--json');
    const ready = JSON.parse((await first.firstLine()) ?? '{}') as {
      url: string;
      firstRun: { authorId: string; token: string };
    };
    expect(ready.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const account = await ask(`${ready.url}/account/data`, { token: ready.firstRun.token });
    expect(JSON.parse(account.text)).toMatchObject({ id: ready.firstRun.authorId });
    first.child.kill(signal);
    const { code, out, err } = await first.ended;
    expect([code, err, out.trim().split('\n').length]).toEqual([0, '', 1]);

    const second = serveInTerminal('--port', '0', '--data', dataDir, '--json');
    expect(Object.keys(JSON.parse((await second.firstLine()) ?? '{}') as object)).toEqual(['url']);
    second.child.kill(signal);
    expect((await second.ended).code).toBe(0);
  },
);

test('a seed, a port, and no limits', async () => {
  const dataDir = await temporaryFolder();
  const seed = join(dataDir, 'seed.json');
  await writeFile(seed, JSON.stringify(vectorSeed()));
  const terminal = serveInTerminal('--data', join(dataDir, 'data'), '--seed', seed, '--rate-limits', 'off');
  const line = await terminal.firstLine();
  const url = /http\S+/.exec(line ?? '')?.[0] ?? '';
  expect(line).toBe(`The registry listens on ${url}`);
  const { status, headers } = await ask(`${url}/account/packages/example.package1/1.0.0`);
  expect([status, headers.has('x-ratelimit-limit')]).toEqual([200, false]);
  terminal.child.kill('SIGTERM');
  expect(await terminal.ended).toMatchObject({ code: 0, err: '' });
});

test('a new token for who lost the first one', async () => {
  const dataDir = await temporaryFolder();
  const registry = await openRegistry({ dataDir, seed: undefined });
  await registry.close();
  const terminal = serveInTerminal('--data', dataDir, '--json', '--new-token');
  const ready = JSON.parse((await terminal.firstLine()) ?? '{}') as { url: string; newToken: { token: string } };
  expect((await ask(`${ready.url}/local/tokens`, { token: ready.newToken.token })).status).toBe(200);
});

test.each([
  [[], 2, /--data is missing/],
  [['--data', 'x', '--port', 'many'], 2, /--port is a whole number/],
  [['--data', 'x', '--rate-limits', 'maybe'], 2, /on or off/],
  [['--data', 'x', '--colour'], 2, /--colour/],
  [['--data', 'x', '--seed', '/nowhere/seed.json'], 1, /seed\.json cannot be read/],
])('%j is refused in words', async (args, code, message) => {
  const ended = await serveInTerminal(...args).ended;
  expect(ended).toMatchObject({ code, out: '' });
  expect(ended.err).toMatch(message);
  expect(ended.err).not.toContain('    at ');
});

test('a folder in use and a port in use are refused in words', async () => {
  const registry = await openRegistry();
  const taken = await serveInTerminal('--data', registry.dataDir).ended;
  expect(taken).toMatchObject({ code: 1, err: expect.stringMatching(/^Another registry is running/) });
  const port = await serveInTerminal('--data', await temporaryFolder(), '--port', String(registry.port)).ended;
  expect(port).toMatchObject({ code: 1, err: expect.stringMatching(/^The port is taken/) });
});
