import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parseBinaryHeader } from '../../main/addon/index.ts';
import { runInProcess } from '../cli/run-cli.ts';
import { tempFolder } from '../temp-folder.ts';
import { ARM, INTEL, LINUX, WINDOWS } from './builds.ts';

function folders(all: readonly Readonly<Record<string, string | Buffer>>[]): { out: string; from: string[] } {
  const top = tempFolder();
  const from = all.map((files, index) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(top, `${index}`, path)), { recursive: true });
      writeFileSync(join(top, `${index}`, path), content);
    }
    return join(top, `${index}`);
  });
  return { out: join(top, 'out'), from };
}

test('four builds become one plugin, with one universal file for macOS', async () => {
  const { out, from } = folders([
    { 'p.xpl': WINDOWS, 'help.dll': WINDOWS, 'data/a.txt': 'a' },
    { 'lin_x64/p.xpl': LINUX, 'data/a.txt': 'a' },
    { 'p.xpl': INTEL },
    { 'p.xpl': ARM, 'data/b.txt': 'b' },
  ]);
  chmodSync(join(from[1] ?? '', 'lin_x64/p.xpl'), 0o750);
  expect(await runInProcess(['gather', out, ...from])).toMatchObject({ exit: 0, stderr: '' });
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((path) => path.includes('.'));
  expect(files.toSorted()).toEqual([
    'data/a.txt',
    'data/b.txt',
    'lin_x64/p.xpl',
    'mac_x64/p.xpl',
    'win_x64/help.dll',
    'win_x64/p.xpl',
  ]);
  expect(statSync(join(out, 'lin_x64/p.xpl')).mode & 0o777).toBe(0o750);
  const universal = readFileSync(join(out, 'mac_x64/p.xpl'));
  expect(parseBinaryHeader(universal)).toEqual({ format: 'mach-o', cpus: ['x86_64', 'arm64'] });
  for (const [index, slice] of [INTEL, ARM].entries()) {
    const [at, length] = [universal.readUInt32BE(16 + 20 * index), universal.readUInt32BE(20 + 20 * index)];
    expect(at % 2 ** universal.readUInt32BE(24 + 20 * index)).toBe(0);
    expect(universal.subarray(at, at + length).equals(slice)).toBe(true);
  }
});

test.each([
  [
    'different files for one place',
    [
      { 'p.xpl': LINUX, a: '1' },
      { 'p.xpl': WINDOWS, a: '2' },
    ],
    'different files for one place, a',
  ],
  ['a folder that lies', [{ 'win_x64/p.xpl': LINUX }], 'is a program for lin_x64'],
  ['a name that lies', [{ '64/mac.xpl': LINUX }], 'is called mac'],
  ['no program', [{ 'p.xpl': 'text' }], 'is not a program file'],
  ['two names', [{ 'p.xpl': LINUX }, { 'q.xpl': WINDOWS }], '--name'],
  ['no plugin', [{ 'a.txt': 'a' }], 'no .xpl'],
])('%s is refused and nothing is written', async (_what, builds: Record<string, string | Buffer>[], sentence) => {
  const { out, from } = folders(builds);
  const { exit, stderr } = await runInProcess(['gather', out, ...from]);
  expect([exit, stderr]).toEqual([1, expect.stringContaining(sentence)]);
  expect(existsSync(out)).toBe(false);
});

test('links and a folder that is already there are refused', async () => {
  const { out, from } = folders([{ 'p.xpl': LINUX }]);
  symlinkSync('/etc/passwd', join(from[0] ?? '', 'data'));
  expect((await runInProcess(['gather', out, ...from])).stderr).toContain('is a link');
  mkdirSync(out);
  expect((await runInProcess(['gather', out, ...from])).stderr).toContain('already there');
});
