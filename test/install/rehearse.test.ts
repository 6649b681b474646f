import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { FolderInUse, type Rehearsal } from '../../main/install/index.ts';
import { inWords } from '../../preload/messages/index.ts';
import { tempFolder } from '../temp-folder.ts';
import { tryTree } from './a-package.ts';

afterEach(() => vi.unstubAllEnvs());

const aircraft = { 'plane.acf': 'I\n1200 Version\n', 'objects/a.obj': '' };

function said({ findings }: Rehearsal): string[][] {
  return findings.map(({ severity, rule, path = '' }) => [severity, rule, path]);
}

function step(rehearsal: Rehearsal, name: string) {
  const found = rehearsal.steps.find((each) => each.step === name);
  expect(found, name).toBeDefined();
  return found;
}

test('an aircraft goes where X-Plane finds it, and away again, by the scripts of the registry', async () => {
  const rehearsal = await tryTree(aircraft, { last: { 'plane.acf': 'old' } });
  expect(step(rehearsal, 'install')?.files.map(({ path }) => path)).toEqual([
    'Aircraft/Extra Aircraft/The Add-on/objects/a.obj',
    'Aircraft/Extra Aircraft/The Add-on/plane.acf',
  ]);
  expect(step(rehearsal, 'install')?.found).toEqual([{ kind: 'aircraft', path: 'Aircraft/Extra Aircraft/The Add-on' }]);
  expect(summaryOf(rehearsal, 'uninstall')).toMatch(/Nothing stays behind/);
  expect(step(rehearsal, 'by-hand')?.found).toEqual([{ kind: 'aircraft', path: 'Aircraft/The Add-on' }]);
  expect(said(rehearsal)).toEqual([['note', 'try-upgrade', 'Aircraft/Extra Aircraft/The Add-on/notes of a user.txt']]);
});

test('unzipped by hand over a folder that is there, what lies in it stays', async () => {
  const tree = { 'lin_x64/FlyWithLua.xpl': '\u007fELF', 'Scripts/hud.lua': '', 'Modules/a.lua': '' };
  const rehearsal = await tryTree(tree, { type: 'plugin', folderName: 'FlyWithLua' });
  expect(step(rehearsal, 'by-hand')?.found).toContainEqual({ kind: 'plugin', path: 'Resources/plugins/FlyWithLua' });
  expect(rehearsal.findings.filter(({ rule }) => rule === 'try-by-hand')).toEqual([]);
});

test('a script that stops is an error with its line, and nothing is installed', async () => {
  const rehearsal = await tryTree({
    ...aircraft,
    'install.ska': 'MKDIR /Aircraft/"New"\nCOPY @default TO /Resources/"x"',
  });
  expect(step(rehearsal, 'install')).toMatchObject({
    files: [],
    findings: [{ message: expect.stringMatching(/line 2: .*may not write/) }],
  });
  expect(said(rehearsal)).toEqual([['error', 'try-install', 'install.ska']]);
});

test('navigation data of a user is found in Custom Data', async () => {
  const tree = {
    'user_nav.dat': 'I\n810 Version\n',
    'install.ska': 'COPY @default/"user_nav.dat" TO /"Custom Data"/"user_nav.dat"',
  };
  const rehearsal = await tryTree(tree, { type: 'other' });
  expect(step(rehearsal, 'install')?.found).toEqual([{ kind: 'navdata', path: 'Custom Data' }]);
  expect(summaryOf(rehearsal, 'install')).toBe('One file was installed.');
  expect(said(rehearsal).filter(([severity]) => severity === 'error')).toEqual([]);
});

test('scenery one folder too deep is not found', async () => {
  const tree = { 'Earth nav data/apt.dat': '', 'install.ska': 'COPY @default TO /"Custom Scenery"/"a"/"b"' };
  const rehearsal = await tryTree(tree);
  expect(said(rehearsal)).toContainEqual(['error', 'try-place', 'Custom Scenery/a/b']);
  expect(rehearsal.findings[0]?.message).toMatch(
    /^X-Plane would not find this as scenery: it lies in Custom Scenery\/a\/b, /,
  );
});

test('a plugin in a folder with another name than its .xpl is not loaded', async () => {
  const tree = {
    'lin_x64/Push.xpl': '\u007fELF',
    'install.ska': 'COPY @default TO /Resources/plugins/$(@packageName)',
    'uninstall.ska': 'DELETE /Resources/plugins/$(@packageName)',
  };
  expect(said(await tryTree(tree))).toContainEqual([
    'error',
    'try-place',
    'Resources/plugins/The Add-on/lin_x64/Push.xpl',
  ]);
  const mended = await tryTree({
    ...tree,
    'install.ska': 'COPY @default TO /Resources/plugins/"Push"',
    'uninstall.ska': 'DELETE /Resources/plugins/"Push"',
  });
  expect(mended.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(step(mended, 'install')?.found).toEqual([{ kind: 'plugin', path: 'Resources/plugins/Push' }]);
});

test('a script add-on that copies and deletes a shared folder takes files of others', async () => {
  const place = '/Resources/plugins/FlyWithLua/Scripts';
  const tree = {
    'a.lua': '',
    'lib/b.lua': '',
    'install.ska': `COPY @default/"a.lua" TO ${place}/"a.lua"\nCOPY @default/"lib" TO ${place}/"lib"`,
    'uninstall.ska': `DELETE ${place}/"a.lua"\nDELETE ${place}/"lib"`,
  };
  const rehearsal = await tryTree(tree);
  const lost = "Resources/plugins/FlyWithLua/Scripts/lib/another add-on's another.lua";
  expect(said(rehearsal)).toContainEqual(['error', 'try-install', lost]);
  expect(said(rehearsal)).toContainEqual(['error', 'try-uninstall', lost]);
  const single = await tryTree({
    ...tree,
    'install.ska': `COPY @default/"a.lua" TO ${place}/"a.lua"\nCOPY @default/"lib"/"b.lua" TO ${place}/"lib"/"b.lua"`,
    'uninstall.ska': `DELETE ${place}/"a.lua"`,
  });
  expect(said(single)).toEqual([
    ['warning', 'try-uninstall', 'Resources/plugins/FlyWithLua/Scripts/lib/b.lua'],
    ['note', 'try-install', ''],
  ]);
});

test('what is suggested for a kind installs it, and takes it away', async () => {
  const { detect } = await import('./suggested.ts');
  for (const tree of [
    { 'Earth nav data/apt.dat': '' },
    { 'library.txt': 'A\n800\nLIBRARY\n' },
    { 'lin_x64/Push.xpl': '\u007fELF' },
    { 'Scripts/737-800.lua': 'do_often("f()")', 'Scripts/lib/TO.lua': '', 'Modules/x/y.lua': '' },
    {
      'thin.xpl': '\u007fELF',
      'thin.ini': '',
      'thin data/a.txt': '',
      'images/b.png': '',
      'README.md': '',
      'a.cpp': '',
    },
    { 'PI_Follow.py': 'import xp\n', 'follow/__init__.py': '', 'lib/helper.py': '' },
  ]) {
    const { installScript, uninstallScript } = await detect(tree);
    const rehearsal = await tryTree({
      ...tree,
      'install.ska': installScript ?? '',
      'uninstall.ska': uninstallScript ?? '',
    });
    expect(
      rehearsal.findings.filter(({ severity, rule }) => severity !== 'note' && rule !== 'try-by-hand'),
      JSON.stringify(tree),
    ).toEqual([]);
    expect(step(rehearsal, 'install')?.found.length).toBeGreaterThan(0);
  }
});

test('an upgrade script that keeps what users changed says so', async () => {
  const tree = {
    ...aircraft,
    'settings.ini': 'a=1',
    'upgrade.ska': 'COPY @default/"plane.acf" TO /Aircraft/"Extra Aircraft"/$(@packageName)/"plane.acf"',
  };
  const rehearsal = await tryTree(tree, { last: { ...aircraft, 'settings.ini': 'a=0' } });
  expect(summaryOf(rehearsal, 'upgrade')).toBe('Upgraded by upgrade.ska; 2 of 2 traces of a user were kept.');
});

test("nothing stays but what was asked for, and the author's files are as they were", async () => {
  const temporary = tempFolder();
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, temporary);
  const ours = (): string[] => readdirSync(tmpdir()).filter((name) => /^loadmaster-(?:try|unpacked)-/.test(name));
  const before = ours();
  const into = join(tempFolder(), 'kept');
  const { keptIn } = await tryTree(aircraft, { into });
  expect(ours().filter((name) => !before.includes(name))).toEqual([]);
  const installed = join(keptIn ?? '', 'Aircraft/Extra Aircraft/The Add-on/plane.acf');
  expect(readFileSync(installed, 'utf8')).toBe('I\n1200 Version\n');
  expect(existsSync(join(into, 'X-Plane/Custom Scenery'))).toBe(true);
  writeFileSync(join(into, 'more.txt'), '');
  await expect(tryTree(aircraft, { into })).rejects.toBeInstanceOf(FolderInUse);
});

function summaryOf(rehearsal: Parameters<typeof step>[0], name: Parameters<typeof step>[1]): string {
  const found = step(rehearsal, name);
  return found ? inWords(found.summary) : '';
}
