import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  detectAddon,
  planVersion,
  readIgnoreRules,
  readProjectFile,
  scanAddon,
  writeVersion,
  writtenVersion,
} from '../../../main/addon/index.ts';
import { runInProcess } from '../../cli/run-cli.ts';
import { tempFolder } from '../../temp-folder.ts';

const ACF = 'I\r\n1200 Version\r\nP acf/_studio Caf\xe9 1.0\r\nP acf/_version 1.0\r\nP acf/_name 1.0\r\n';

function addon(files: Readonly<Record<string, string>>): string {
  const folder = tempFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, 'latin1');
  }
  return folder;
}

function bytes(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'latin1');
}

test('every place is changed, and nothing beside it', async () => {
  const own = { versions: [{ file: 'src/version.h', pattern: '#define V "{version}"' }] };
  const files = {
    'plane.acf': ACF,
    'skunkcrafts_updater.cfg': 'module|http://a/\r\nversion|1.0\r\nname|1.0\r\n',
    'skunkcrafts_updater_beta.cfg': '\xef\xbb\xbfversion|v0.9\nlocked|false',
    'version.txt': '\xef\xbb\xbf\r\n 1.0 \r\n',
    'CHANGELOG.md': '# Changes\n## 1.0\n',
    'src/version.h': '// \xff 1.0\n#define V "1.0"\n',
    'loadmaster.json': JSON.stringify(own),
  };
  const folder = addon(files);
  chmodSync(join(folder, 'version.txt'), 0o640);
  const dry = await runInProcess(['version', '1.4.0', folder, '--dry-run', '--json']);
  expect(JSON.parse(dry.stdout).places).toHaveLength(6);
  for (const [path, text] of Object.entries(files)) expect(bytes(folder, path)).toBe(text);
  expect(await runInProcess(['version', '1.4.0', folder])).toMatchObject({ exit: 0, stderr: '' });
  expect(bytes(folder, 'plane.acf')).toBe(ACF.replace('_version 1.0', '_version 1.4.0'));
  expect(bytes(folder, 'skunkcrafts_updater.cfg')).toBe('module|http://a/\r\nversion|1.4.0\r\nname|1.0\r\n');
  expect(bytes(folder, 'skunkcrafts_updater_beta.cfg')).toBe('\xef\xbb\xbfversion|v1.4.0\nlocked|false');
  expect(bytes(folder, 'version.txt')).toBe('\xef\xbb\xbf\r\n 1.4.0 \r\n');
  expect(bytes(folder, 'CHANGELOG.md')).toBe(files['CHANGELOG.md']);
  expect(bytes(folder, 'src/version.h')).toBe('// \xff 1.0\n#define V "1.4.0"\n');
  expect(statSync(join(folder, 'version.txt')).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test.each([
  ['twice', 'V 1.0\nV 1.1\n', 'V {version}', '2 times in own.h'],
  ['nowhere', 'W 1.0\n', 'V {version}', 'nowhere in own.h'],
  ['without its placeholder', 'V 1.0\n', 'V 1.0', 'exactly one {version}'],
])('a pattern found %s changes nothing', async (_how, text, pattern, sentence) => {
  const own = JSON.stringify({ versions: [{ file: 'own.h', pattern }] });
  const folder = addon({ 'plane.acf': ACF, 'own.h': text, 'loadmaster.json': own });
  const { exit, stderr } = await runInProcess(['version', '1.4.0', folder]);
  expect(exit).toBe(1);
  expect(stderr).toContain(sentence);
  expect(bytes(folder, 'plane.acf')).toBe(ACF);
});

test('a place behind a link out of the folder is refused', async () => {
  const outside = addon({ 'own.h': 'V 1.0' });
  const own = JSON.stringify({ versions: [{ file: 'src/own.h', pattern: 'V {version}' }] });
  const folder = addon({ 'plane.acf': ACF, 'loadmaster.json': own });
  symlinkSync(outside, join(folder, 'src'));
  const { exit, stderr } = await runInProcess(['version', '1.4.0', folder]);
  expect([exit, stderr]).toEqual([1, expect.stringContaining('not a file inside the folder')]);
  expect(bytes(outside, 'own.h')).toBe('V 1.0');
});

test('what is no version is refused', async () => {
  for (const wrong of ['new', '1.4\nx', 'v1.4', '1']) {
    expect((await runInProcess(['version', wrong, addon({ 'plane.acf': ACF })])).exit).toBe(2);
  }
});

test('a file that changed since it was read leaves all as they are', async () => {
  const folder = addon({ 'a.txt': 'one', 'b.txt': 'two' });
  const change = (path: string, before: string) => ({ path, before: Buffer.from(before), after: Buffer.from('new') });
  await expect(writeVersion(folder, [change('a.txt', 'one'), change('b.txt', 'other')])).rejects.toThrow('b.txt');
  expect([bytes(folder, 'a.txt'), readdirSync(folder)]).toEqual(['one', ['a.txt', 'b.txt']]);
});

test('any bytes around the line of an aircraft stay, and the new version is read back', async () => {
  const folder = addon({ 'plane.acf': ACF });
  const around = fc
    .uint8Array({ maxLength: 40 })
    .map((all) => Buffer.from(all).toString('latin1').replaceAll('P', 'p'));
  const read = await readProjectFile(folder);
  const project = read.state === 'read' ? read.project : {};
  const ends = fc.constantFrom('\n', '\r\n');
  await fc.assert(
    fc.asyncProperty(around, around, ends, fc.nat(99), async (before, after, end, number) => {
      const text = (version: string) => `${before}${end}P acf/_version ${version}${end}${after}`;
      writeFileSync(join(folder, 'plane.acf'), text('1.0'), 'latin1');
      const scan = await scanAddon(folder, { ignore: await readIgnoreRules(folder) });
      const found = { folder, scan, detection: await detectAddon(scan), project };
      const { changes } = await planVersion(found, `2.${number}.0`);
      await writeVersion(folder, changes);
      expect(bytes(folder, 'plane.acf')).toBe(text(`2.${number}.0`));
    }),
    { numRuns: 40 },
  );
});

test.each([
  ['what its files agree on', { 'plane.acf': ACF, 'version.txt': '1.0' }, { version: '1.0', path: 'plane.acf' }],
  ['nothing where they do not', { 'plane.acf': ACF, 'version.txt': '1.1' }, undefined],
  [
    'the change log where nothing else says one',
    { 'plane.acf': 'I', 'CHANGELOG.md': '## 2.3\n- x\n## 2.2\n' },
    { version: '2.3', path: 'CHANGELOG.md' },
  ],
  ['nothing where none says one', { 'plane.acf': 'I' }, undefined],
])('the written version is %s', async (_what, files: Record<string, string>, expected) => {
  const folder = addon(files);
  const scan = await scanAddon(folder, { ignore: await readIgnoreRules(folder) });
  const detection = await detectAddon(scan);
  const plan = await planVersion({ folder, scan, detection, project: {} }, '0.0.0');
  expect(writtenVersion(plan)).toEqual(expected);
});
