import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { divideForPackage, readProjectFile, scanAddon, writeProjectFile } from '../../../main/addon/index.ts';
import type { ReleaseDraft } from '../../../preload/contract.ts';
import { inWords } from '../../../preload/messages/index.ts';
import { tempFolder } from '../folder.ts';

const RELEASE: ReleaseDraft = {
  packageId: 'arkin.trainer',
  packageVersion: '1.0.0',
  xpSelection: '12.*',
  access: 'public',
  platforms: { macOS: true, windows: true, linux: false },
  dependencies: [['xpkg/some.library', '1.*']],
  incompatibilities: [],
  notes: '',
};

test('what was saved is read again, and the file is never packed', async () => {
  const root = tempFolder({ 'plane.acf': '' });
  expect(await readProjectFile(root)).toEqual({ state: 'none' });
  const project = {
    packageId: 'arkin.trainer',
    packageName: 'Trainer',
    packageType: 'aircraft',
    ignore: ['*.psd'],
    scripts: { install: 'package/install.ska' },
    resources: ['package/extra'],
    release: RELEASE,
  } as const;
  await writeProjectFile(root, project);
  expect(await readProjectFile(root)).toEqual({ state: 'read', project, faults: [] });
  expect((await scanAddon(root)).entries.map(({ path }) => path)).toEqual(['plane.acf']);
});

test('keys it does not know are kept, at the top and inside, in their order', async () => {
  const root = tempFolder({
    'loadmaster.json': JSON.stringify({
      $note: 'ours',
      packageName: 'Old',
      scripts: { install: 'a.ska', after: 'later.ska' },
      format: 1,
      team: ['a'],
    }),
  });
  await writeProjectFile(root, { packageId: 'arkin.trainer', scripts: { uninstall: 'b.ska' } });
  const written: Record<string, unknown> = JSON.parse(readFileSync(join(root, 'loadmaster.json'), 'utf8'));
  expect(Object.keys(written)).toEqual(['$note', 'scripts', 'format', 'team', 'packageId']);
  expect(written).toEqual({
    $note: 'ours',
    scripts: { uninstall: 'b.ska', after: 'later.ska' },
    format: 1,
    team: ['a'],
    packageId: 'arkin.trainer',
  });
});

test('a faulty field is named and left out; the others are taken', async () => {
  const root = tempFolder({
    'loadmaster.json': JSON.stringify({
      packageId: 'a',
      packageName: 'Trainer',
      packageType: 'boat',
      scripts: { install: '../outside.ska' },
      resources: ['C:/Users', '/etc', 'a//b', 'fine'],
    }),
  });
  const read = await readProjectFile(root);
  expect(read).toMatchObject({ state: 'read', project: { packageName: 'Trainer' } });
  expect(read.state === 'read' && read.faults.map(({ field }) => field)).toEqual([
    'packageId',
    'packageType',
    'scripts.install',
    'resources.0',
    'resources.1',
    'resources.2',
  ]);
  const inGerman = read.state === 'read' ? read.faults.map(({ said }) => inWords(said, 'de')) : [];
  expect(inGerman[0]).toBe('ist keine Paket-ID');
  expect(inGerman[1]).toMatch(/^ist keines von aircraft, .* und /);
  expect(inGerman.slice(2)).toEqual(Array.from({ length: 4 }, () => 'ist kein Pfad im Add-on'));
});

test.each([
  ['{ "packageId": <<<<<<< HEAD', 'it is not a JSON object', 'sie ist kein JSON-Objekt'],
  ['[]', 'it is not a JSON object', 'sie ist kein JSON-Objekt'],
  ['null', 'it is not a JSON object', 'sie ist kein JSON-Objekt'],
  [
    '{"format": 2}',
    'it has format 2, made by a later version of Loadmaster',
    'sie hat das Format 2 aus einer späteren Version von Loadmaster',
  ],
])('%s is not used, and never written over', async (text, reason, inGerman) => {
  const root = tempFolder({ 'loadmaster.json': text });
  const read = await readProjectFile(root);
  if (read.state !== 'unusable') throw new Error(read.state);
  expect([inWords(read.reason), inWords(read.reason, 'de')]).toEqual([reason, inGerman]);
  await expect(writeProjectFile(root, { packageName: 'New' })).rejects.toMatchObject({
    error: { code: 'project_unusable' },
  });
  expect(readFileSync(join(root, 'loadmaster.json'), 'utf8')).toBe(text);
});

test('reading writes nothing', async () => {
  const root = tempFolder({ 'plane.acf': '' });
  await readProjectFile(root);
  expect(existsSync(join(root, 'loadmaster.json'))).toBe(false);
});

test('the files are divided over content, scripts and resources', async () => {
  const root = tempFolder({
    'install.ska': '',
    'package/remove.ska': '',
    'package/extra/a/b.txt': '',
    'package/extras.txt': '',
    'plane.acf': '',
  });
  const parts = divideForPackage(await scanAddon(root), {
    scripts: { uninstall: 'package/remove.ska', upgrade: 'none.ska' },
    resources: ['package/extra', 'package/none'],
  });
  expect(parts.content.map(({ path }) => path)).toEqual(['package/extras.txt', 'plane.acf']);
  expect(parts.contentFolders).toEqual(['', 'package']);
  expect([parts.scripts.install?.entry.path, parts.scripts.uninstall?.entry.path]).toEqual([
    'install.ska',
    'package/remove.ska',
  ]);
  expect(parts.resources.map(({ name, root: at, entries }) => [name, at, entries.map(({ path }) => path)])).toEqual([
    ['extra', join(root, 'package/extra'), ['a/b.txt']],
  ]);
  expect(parts.missing).toEqual(['none.ska', 'package/none']);
});

test('a byte order mark in front is no fault', async () => {
  const root = tempFolder();
  writeFileSync(join(root, 'loadmaster.json'), '\uFEFF{"packageName": "Trainer"}');
  expect(await readProjectFile(root)).toMatchObject({ state: 'read', project: { packageName: 'Trainer' } });
});
