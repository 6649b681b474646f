import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import {
  readJsonOrSetAside,
  readSmallFile,
  type SetAside,
  SHARED_FILE_MODE,
  writeFileDurably,
} from '../../main/disk/index.ts';
import { tempFolder } from '../temp-folder.ts';

const schema = z.object({ count: z.int() });

test('a durable write makes missing folders, keeps the mode and leaves no draft behind', async () => {
  const folder = tempFolder();
  const file = join(folder, 'deep', 'secret.json');
  await writeFileDurably(file, 'one', 0o600);
  await writeFileDurably(file, 'two', 0o600);
  expect(readFileSync(file, 'utf8')).toBe('two');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'deep'))).toEqual(['secret.json']);
});

test.skipIf(process.platform === 'win32')('a durable write is its owner’s alone unless it says otherwise', async () => {
  const before = process.umask(0);
  onTestFinished(() => void process.umask(before));
  const folder = tempFolder();
  await writeFileDurably(join(folder, 'own'), 'x');
  await writeFileDurably(join(folder, 'shown'), 'x', SHARED_FILE_MODE);
  const modes = ['own', 'shown'].map((name) => statSync(join(folder, name)).mode & 0o777);
  expect(modes).toEqual([0o600, SHARED_FILE_MODE]);
});

test('a write that cannot end leaves the old content and no draft', async () => {
  const folder = tempFolder();
  const file = join(folder, 'taken');
  await writeFileDurably(join(file, 'inner.json'), 'x');
  // The target is a folder that is not empty: the rename at the end must fail.
  await expect(writeFileDurably(file, 'new')).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(['taken']);
  expect(readFileSync(join(file, 'inner.json'), 'utf8')).toBe('x');
});

test('a file that is not there is null, one of the right shape is read', async () => {
  const file = join(tempFolder(), 'a.json');
  const moved: SetAside[] = [];
  expect(await readJsonOrSetAside(file, schema, (what) => moved.push(what))).toBeUndefined();
  await writeFileDurably(file, '{"count":3}');
  expect(await readJsonOrSetAside(file, schema, (what) => moved.push(what))).toEqual({ count: 3 });
  expect(moved).toEqual([]);
});

test.each([
  ['half written', '{"count":'],
  ['of another shape', '{"count":"many"}'],
])('a file that is %s is set aside with its content, and said', async (_name, content) => {
  const file = join(tempFolder(), 'a.json');
  writeFileSync(file, content);
  const moved: SetAside[] = [];
  const now = (): Date => new Date('2026-11-21T09:30:00Z');
  expect(await readJsonOrSetAside(file, schema, (what) => moved.push(what), now)).toBeUndefined();
  expect(existsSync(file)).toBe(false);
  expect(moved.map((what) => what.movedTo)).toEqual([`${file}.corrupt-20261121-093000`]);
  expect(readFileSync(`${file}.corrupt-20261121-093000`, 'utf8')).toBe(content);
});

test('a small file is read, a large one and a pipe that nobody writes to are refused', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'small'), 'text');
  expect(await readSmallFile(join(folder, 'small'), 4)).toBe('text');
  await expect(readSmallFile(join(folder, 'small'), 3)).rejects.toThrow(
    'it has 4 bytes, more than the 3 that are read',
  );
  await expect(readSmallFile(join(folder, 'none'), 3)).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(readSmallFile(folder, 3)).rejects.toThrow();
  if (process.platform === 'win32') return;
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  await expect(readSmallFile(join(folder, 'pipe'), 3)).rejects.toThrow('it is not a file');
});
