import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeTree } from '../addon/preflight/check-folder.ts';
import { tempFolder } from '../temp-folder.ts';
import { runInProcess } from './run-cli.ts';

test('try says what users get, for people and for programs, with the exit codes of check', async () => {
  const folder = join(tempFolder(), 'My Plane');
  writeTree(folder, { 'plane.acf': 'I\n1200 Version\n' });
  const good = await runInProcess(['try', folder]);
  expect(good.exit, good.stderr).toBe(0);
  expect(good.stdout).toMatch(/X-Plane finds: an aircraft in Aircraft\/Extra Aircraft\//);
  expect(good.stdout).toMatch(/0 errors/);

  writeTree(folder, { 'install.ska': 'COPY @default TO /Resources/plugins/"x"' });
  const bad = await runInProcess(['try', folder, '--json']);
  expect(bad.exit).toBe(1);
  expect(JSON.parse(bad.stdout)).toMatchObject({
    counts: { error: 1 },
    findings: [{ rule: 'try-install', severity: 'error', path: 'install.ska' }],
  });

  expect((await runInProcess(['try', join(folder, 'nothing here')])).exit).toBe(2);
  expect((await runInProcess(['try', folder, '--into', folder])).exit).toBe(2);
  expect((await runInProcess(['try', folder, '--type', 'boat'])).exit).toBe(2);
});

test('a version of a registry is tried with what it depends on, and the upgrade from the one before', async () => {
  const folder = join(tempFolder(), 'plane');
  const env = { LOADMASTER_DATA: tempFolder() };
  writeTree(folder, { 'plane.acf': 'I\n1200 Version\n' });
  const id = 'author.plane';
  const words = ['--name', 'A Plane', '--type', 'aircraft', '--description', 'A plane to try things with.'];
  expect((await runInProcess(['packages', '--create', id, ...words], { env })).exit).toBe(0);
  for (const version of ['1.0.0', '1.1.0']) {
    writeTree(folder, { 'version.txt': version });
    const sent = await runInProcess(['publish', folder, '--id', id, '--version', version], { env });
    expect(sent.exit, sent.stderr).toBe(0);
  }
  const tried = await runInProcess(['try', `${id}@1.1.0`, '--json'], { env });
  expect(tried.exit, tried.stderr).toBe(0);
  const { steps } = JSON.parse(tried.stdout);
  expect(steps.map(({ step }: { step: string }) => step)).toEqual([
    'dependencies',
    'install',
    'upgrade',
    'uninstall',
    'by-hand',
  ]);
  expect((await runInProcess(['try', 'nobody.plane@1.0.0'], { env })).exit).toBe(1);
});
