import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { expect, test } from 'vitest';
import { runInProcess } from '../cli/run-cli.ts';
import { tempFolder } from '../temp-folder.ts';
import { ARM, INTEL, LINUX, WINDOWS } from './builds.ts';

type Entry = readonly [name: string, content: string | Uint8Array, mode?: number];

async function zipped(entries: readonly Entry[], password?: string): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), password === undefined ? {} : { password });
  for (const [name, content, mode] of entries)
    await writer.add(
      name,
      new Uint8ArrayReader(Buffer.from(content)),
      mode === undefined ? {} : { externalFileAttributes: mode * 65536, versionMadeBy: 0x0314 },
    );
  return writer.close();
}

async function gatherZips(zips: readonly Uint8Array[], ...more: string[]) {
  const top = tempFolder();
  const files = zips.map((bytes, index) => {
    writeFileSync(join(top, `${index}.zip`), bytes);
    return join(top, `${index}.zip`);
  });
  const out = join(top, 'out');
  const { exit, stderr, stdout } = await runInProcess(['gather', out, ...files, ...more]);
  const found = existsSync(out) ? readdirSync(out, { recursive: true, encoding: 'utf8' }) : [];
  // Nothing of the work lies about.
  expect(readdirSync(top).filter((name) => !/^(?:out|\d\.zip)$/.test(name))).toEqual([]);
  return { exit, stderr, stdout, out, paths: found.filter((path) => statSync(join(out, path)).isFile()).sort() };
}

test('zips of three systems become one plugin, a zip in a zip is opened, and modes are kept', async () => {
  const inner = await zipped([
    ['MyPlugin/lin_x64/MyPlugin.xpl', LINUX, 0o100755],
    ['MyPlugin/data/a.txt', 'a', 0o100640],
  ]);
  const { exit, out, paths } = await gatherZips([
    await zipped([['MyPlugin/win_x64/MyPlugin.xpl', WINDOWS]]),
    await zipped([
      ['plugin.zip', inner],
      ['build.log', 'all well'],
    ]),
    await zipped([
      ['MyPlugin.xpl', INTEL],
      ['__MACOSX/._MyPlugin.xpl', 'x'],
      ['.DS_Store', 'x'],
    ]),
    await zipped([['mac_x64/MyPlugin.xpl', ARM]]),
  ]);
  expect([exit, paths]).toEqual([
    0,
    ['data/a.txt', 'lin_x64/MyPlugin.xpl', 'mac_x64/MyPlugin.xpl', 'win_x64/MyPlugin.xpl'],
  ]);
  expect(statSync(join(out, 'lin_x64/MyPlugin.xpl')).mode & 0o777).toBe(0o755);
  expect(statSync(join(out, 'data/a.txt')).mode & 0o777).toBe(0o640);
});

test('a folder with zips in it, as CI downloads them, is gathered too', async () => {
  const top = tempFolder();
  mkdirSync(join(top, 'artifacts'));
  writeFileSync(join(top, 'artifacts/win.zip'), await zipped([['p.xpl', WINDOWS]]));
  writeFileSync(join(top, 'artifacts/lin.zip'), await zipped([['p.xpl', LINUX]]));
  const { exit } = await runInProcess(['gather', join(top, 'out'), join(top, 'artifacts')]);
  expect([exit, readdirSync(join(top, 'out')).sort()]).toEqual([0, ['lin_x64', 'win_x64']]);
});

const hostile: readonly [string, () => Promise<Uint8Array>, string][] = [
  ['a path that leads out', () => zipped([['../p.xpl', LINUX]]), 'leads out of it'],
  ['an absolute path', () => zipped([['/p.xpl', LINUX]]), 'leads out of it'],
  ['a link', () => zipped([['p.xpl', '/etc/passwd', 0o120777]]), 'symbolic link'],
  ['a password', () => zipped([['p.xpl', LINUX]], 'secret'), 'password'],
  ['no zip', async () => Buffer.from('no zip at all'), 'no zip that can be read'],
  ['half a zip', async () => (await zipped([['p.xpl', LINUX]])).subarray(30), ''],
  [
    'a file that is a folder too',
    () =>
      zipped([
        ['p.xpl', LINUX],
        ['p.xpl/a', 'a'],
      ]),
    'two entries for one place',
  ],
  ['a program that lies about its system', () => zipped([['win_x64/p.xpl', LINUX]]), 'is a program for lin_x64'],
  ['a hostile zip inside', async () => zipped([['i.zip', await zipped([['../p.xpl', LINUX]])]]), 'leads out of it'],
  [
    'a zip in a zip in a zip',
    async () => zipped([['i.zip', await zipped([['j.zip', await zipped([['p.xpl', LINUX]])]])]]),
    'no .xpl',
  ],
];

test.each(hostile)('%s is refused with a sentence, and nothing is written', async (_what, make, sentence) => {
  const { exit, stderr, out } = await gatherZips([await make()]);
  expect([exit, stderr]).toEqual([1, expect.stringContaining(sentence)]);
  expect(stderr).toContain('Nothing was written.');
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(existsSync(out)).toBe(false);
});

test('bytes that do not match their checksum are refused', async () => {
  const bytes = Buffer.from(await zipped([['p.xpl', Buffer.concat([LINUX, Buffer.from('a fact')])]]));
  const at = bytes.indexOf(Buffer.from('p.xpl')) + 30;
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  const { exit, stderr, out } = await gatherZips([bytes]);
  expect([exit, stderr]).toEqual([1, expect.stringContaining('cannot be unpacked')]);
  expect(existsSync(out)).toBe(false);
});
