import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../temp-folder.ts';
import { runInProcess } from './run-cli.ts';

test('withdraw says what it would do, does it with --yes, and a registry keeps what it has', async () => {
  const base = tempFolder();
  const plane = join(base, 'aircraft');
  const place = join(base, 'mirror');
  mkdirSync(place);
  const env = { ...process.env, LOADMASTER_DATA: join(base, 'data') };
  const run = (...line: string[]) => runInProcess(line, { env });
  expect((await run('sample', 'aircraft', plane)).exit).toBe(0);
  for (const one of [
    { kind: 'folder', name: 'mirror', place: { carrier: 'folder', path: place } },
    { kind: 'xpkg', name: 'registry', registry: 'local' },
  ])
    expect((await run('destinations', plane, '--add', JSON.stringify(one))).exit).toBe(0);
  const release = (version: string) => run('release', plane, '--to', 'mirror', '--version', version);
  expect((await release('1.0.0')).exit).toBe(0);
  writeFileSync(join(plane, 'bad.txt'), 'bad');
  expect((await release('1.1.0')).exit).toBe(0);

  const withdraw = (...more: string[]) => run('withdraw', plane, '--version', '1.1.0', ...more);
  const asked = await withdraw('--from', 'mirror');
  expect(asked.exit).toBe(2);
  expect(asked.stdout).toContain('mirror goes back to 1.0.0');
  expect(asked.stdout).toContain('Nothing was done yet');
  expect(existsSync(join(place, 'bad.txt'))).toBe(true);
  expect((await withdraw('--from', 'nowhere')).exit).toBe(2);
  const refused = await withdraw('--from', 'registry', '--yes', '--json');
  expect([refused.exit, JSON.parse(refused.stdout).error.code]).toEqual([3, 'cannot_be_withdrawn']);

  const done = await withdraw('--from', 'mirror', '--yes', '--json');
  expect([done.exit, JSON.parse(done.stdout)]).toMatchObject([0, { done: true }]);
  expect(existsSync(join(place, 'bad.txt'))).toBe(false);
  expect(readFileSync(join(place, 'loadmaster-version.txt'), 'utf8')).toMatch(/^1\.0\.0\n/);
  expect((await withdraw('--from', 'mirror', '--yes')).stderr).toContain('mirror has 1.0.0 now');
  expect((await run('retry', '--releases')).stdout).toContain('Nothing is left to do.');
}, 120_000);
