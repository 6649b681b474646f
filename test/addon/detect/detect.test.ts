import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseBinaryHeader } from '../../../main/addon/detect/binary-header.ts';
import { parseDsfProperties } from '../../../main/addon/detect/scenery-files.ts';
import { suggestPackageId, suggestPackageName } from '../../../main/addon/detect/suggest.ts';
import { detectAddon, inspectFolder, scanAddon } from '../../../main/addon/index.ts';
import { linuxLibrary } from '../../../main/addon/samples/linux-library.ts';
import { macLibrary } from '../../../main/addon/samples/mac-library.ts';
import { windowsLibrary } from '../../../main/addon/samples/windows-library.ts';
import { inWords } from '../../../preload/messages/index.ts';
import { normalizePackageId } from '../../../protocol/index.ts';
import { tempFolder } from '../folder.ts';

async function detect(files: Readonly<Record<string, string | Uint8Array>>) {
  return detectAddon(await scanAddon(tempFolder(files)));
}

function dsf(properties: readonly string[]) {
  const texts = Buffer.from(`${properties.join('\0')}\0`);
  const prop = Buffer.concat([Buffer.from('PORP'), le32(texts.length + 8), texts]);
  const head = Buffer.concat([Buffer.from('DAEH'), le32(prop.length + 8), prop]);
  return Buffer.concat([Buffer.from('XPLNEDSF'), le32(1), head, Buffer.alloc(16)]);
}

function le32(value: number) {
  return Buffer.from([value & 255, value >> 8, 0, 0]);
}

const KINDS: ReadonlyArray<readonly [files: readonly string[], kind: string, root: string]> = [
  [['plane.acf', 'objects/a.obj', 'plugins/fm/64/win.xpl', 'liveries/Red/objects/a.png'], 'aircraft', ''],
  [['My Plane/plane.acf', 'My Plane/_TCAS_AI_/ai.acf', 'readme.txt'], 'aircraft', 'My Plane'],
  [['plane.acf', '_TCAS_AI_/ai.acf'], 'aircraft', ''],
  [['_TCAS_AI_/ai.acf'], 'other', ''],
  [['Earth nav data/apt.dat', 'objects/tower.png'], 'scenery', ''],
  [['Pack/Earth nav data/+40+000/+47+011.dsf', 'Pack/library.txt'], 'scenery', 'Pack'],
  [['library.txt', 'objects/a.obj', 'objects/a.png'], 'library', ''],
  [['BetterPush/win_x64/BetterPush.xpl', 'BetterPush/objects/tug.acf'], 'plugin', 'BetterPush'],
  [['64/mac.xpl', '64/win.xpl'], 'plugin', ''],
  [['thin.xpl'], 'plugin', ''],
  [['objects/fuselage.png', 'objects/wing.dds'], 'livery', ''],
  [['Red/c172_icon11.png'], 'livery', 'Red'],
  [['objects/fuselage.png', 'objects/fuselage.obj'], 'other', ''],
  [['Scripts/hud.lua', 'Modules/lib.lua'], 'flywithlua', ''],
  [['HUD/Scripts/hud.lua', 'readme.txt'], 'flywithlua', 'HUD'],
  [['PI_weather.py', 'weather/core.py'], 'xppython3', ''],
  [['weather/core.py'], 'other', ''],
  [['CSL/A320/xsb_aircraft.txt', 'CSL/A320/a.obj', 'CSL/B738/xsb_aircraft.txt'], 'csl', 'CSL'],
  [['GNS430/cycle.json', 'GNS430/navdata/x.txt'], 'navdata', 'GNS430'],
  [['notes.txt'], 'other', ''],
  [[], 'other', ''],
];

const HUD = 'do_every_draw("draw_hud()")\n';
const PYTHON = 'class PythonInterface:\n  def XPluginStart(self):\n    return "a", "b", "c"\n';

function textOf(path: string): string {
  if (path.endsWith('.lua')) return HUD;
  return path.startsWith('PI_') ? PYTHON : 'x';
}

test.each(KINDS)('%j is %s in "%s"', async (paths, kind, root) => {
  const found = await detect(Object.fromEntries(paths.map((path) => [path, textOf(path)])));
  expect([found.kind, found.root]).toEqual([kind, root]);
});

test('several add-ons in one folder are told apart, each with its own root', async () => {
  const found = await detect({
    'A/a.acf': '',
    'A/plugins/x/64/win.xpl': '',
    'B/b.acf': '',
    'tools/win_x64/t.xpl': '',
    'LOWI/Earth nav data/apt.dat': '',
  });
  expect(found.candidates.map(({ kind, root }) => [kind, root])).toEqual([
    ['aircraft', 'A'],
    ['aircraft', 'B'],
    ['scenery', 'LOWI'],
    ['plugin', 'tools'],
  ]);
  expect(found.root).toBe('');
});

test('scenery is an airport, an overlay or mesh', async () => {
  const tile = 'Earth nav data/+40+000/+47+011.dsf';
  expect((await detect({ 'Earth nav data/apt.dat': '' })).sceneryKind).toBe('airport');
  expect((await detect({ [tile]: dsf(['sim/west', '11', 'sim/overlay', '1']) })).sceneryKind).toBe('overlay');
  expect((await detect({ [tile]: dsf(['sim/west', '11']) })).sceneryKind).toBe('mesh');
  expect((await detect({ [tile]: Buffer.from([0x37, 0x7a, 0xbc, 0xaf]) })).sceneryKind).toBe('mesh');
});

const HEADERS: ReadonlyArray<readonly [name: string, bytes: Uint8Array, expected: unknown]> = [
  ['PE x64', windowsLibrary('x86_64', 2048), { format: 'pe', cpus: ['x86_64'] }],
  ['PE arm64', windowsLibrary('arm64', 2048), { format: 'pe', cpus: ['arm64'] }],
  ['PE x86', windowsLibrary('x86', 2048), { format: 'pe', cpus: ['x86'] }],
  ['ELF', linuxLibrary(2048), { format: 'elf', cpus: ['x86_64'] }],
  ['Mach-O thin', macLibrary(['arm64'], 2048), { format: 'mach-o', cpus: ['arm64'] }],
  ['Mach-O universal', macLibrary(['x86_64', 'arm64'], 65536), { format: 'mach-o', cpus: ['x86_64', 'arm64'] }],
  ['Mach-O big-endian', Buffer.from(`feedface00000012${'00'.repeat(16)}`, 'hex'), { format: 'mach-o', cpus: ['ppc'] }],
  ['a Java class', Buffer.from(`cafebabe00000034${'00'.repeat(16)}`, 'hex'), undefined],
  ['a DOS program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)]), undefined],
  ['text', Buffer.from('this is no program at all'), undefined],
  ['nothing', Buffer.alloc(0), undefined],
];

test.each(HEADERS)('the header of %s is read', (_name, bytes, expected) => {
  expect(parseBinaryHeader(bytes)).toEqual(expected);
});

test.runIf(process.platform === 'linux')('the header of a real program is read', () => {
  const cpu = process.arch === 'arm64' ? 'arm64' : 'x86_64';
  expect(parseBinaryHeader(readFileSync(process.execPath).subarray(0, 4096))).toEqual({ format: 'elf', cpus: [cpu] });
});

test('no bytes make the parsers throw', () => {
  const start = fc.constantFrom('4d5a', '7f454c46', 'cffaedfe', 'cafebabe', 'cafebabf', '58504c4e45445346', '');
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 200 }), (magic, rest) => {
      const bytes = Buffer.concat([Buffer.from(magic, 'hex'), rest]);
      parseBinaryHeader(bytes);
      parseDsfProperties(bytes);
    }),
    { numRuns: 2000 },
  );
});

test('platforms come from headers, folders only stand in for them', async () => {
  const fat = await detect({
    'mac_x64/p.xpl': macLibrary(['x86_64', 'arm64'], 65536),
    'win_x64/p.xpl': windowsLibrary('x86_64', 2048),
    'lin_x64/p.xpl': linuxLibrary(2048),
  });
  expect(fat.platforms).toEqual({ macOS: true, windows: true, linux: true });
  expect(fat.platformFaults).toEqual([]);
  expect(fat.evidence.map((one) => inWords(one)).at(-1)).toBe(
    'The plugin is for macOS (arm64, x86_64), Windows (x86_64), Linux (x86_64).',
  );

  const wrong = await detect({
    'mac_x64/p.xpl': windowsLibrary('x86_64', 2048),
    'lin_x64/p.xpl': 'a note in the place of a program',
  });
  expect(wrong.platforms).toEqual({ macOS: false, windows: true, linux: true });
  expect(wrong.platformFaults).toEqual([
    { kind: 'no-program', path: 'lin_x64/p.xpl' },
    { kind: 'header-disagrees', path: 'mac_x64/p.xpl', folder: 'macOS', header: 'windows' },
  ]);
});

test('an aircraft names itself', async () => {
  const acf =
    'I\n1200 Version\nACF\n\nPROPERTIES_BEGIN\nP acf/_name Čáp 172_SP\nP acf/_studio Föhn & Söhne\nP acf/_descrip Flies well.\n';
  const { suggested } = await detect({ 'plane.acf': acf });
  expect(suggested).toEqual({
    title: 'Čáp 172_SP',
    packageId: 'fohn-sohne.cap-172_sp',
    packageName: 'Cap 172 SP',
    packageType: 'aircraft',
    description: 'Flies well.',
    installScript: undefined,
    uninstallScript: undefined,
  });
});

test('scripts are suggested where X-Plane looks for the kind', async () => {
  const scenery = await detect({ 'Earth nav data/apt.dat': '' });
  expect(scenery.suggested.installScript).toContain('COPY @default TO /"Custom Scenery"/$(@packageName)\n');
  const lua = await detect({
    'Scripts/737-800.lua': HUD,
    'Scripts/hud/a.lua': '',
    'Scripts/lib/deep/c.lua': '',
    'Modules/b.lua': '',
    'readme.txt': '',
  });
  expect(lua.suggested.installScript?.split('\n').slice(1)).toEqual([
    '%known1 = EXISTS /"Resources"/"plugins"/"FlyWithLua"/"Scripts"/"lib"/"deep"',
    'if !known1 {',
    '  MKDIRS /"Resources"/"plugins"/"FlyWithLua"/"Scripts"/"lib"/"deep"',
    '}',
    'COPY @default/"Modules"/"b.lua" TO /"Resources"/"plugins"/"FlyWithLua"/"Modules"/"b.lua"',
    'COPY @default/"Scripts"/"737-800.lua" TO /"Resources"/"plugins"/"FlyWithLua"/"Scripts"/"737-800.lua"',
    'COPY @default/"Scripts"/"hud" TO /"Resources"/"plugins"/"FlyWithLua"/"Scripts"/"hud"',
    'COPY @default/"Scripts"/"lib"/"deep"/"c.lua" TO /"Resources"/"plugins"/"FlyWithLua"/"Scripts"/"lib"/"deep"/"c.lua"',
    '',
  ]);
  const plugin = await detect({ 'win_x64/Push.xpl': 'MZ', 'lin_x64/Push.xpl': '' });
  expect(plugin.suggested.installScript).toContain('TO /"Resources"/"plugins"/"Push"\n');
});

test('of a repository with a Python script only what X-Plane runs is installed, and only that deleted', async () => {
  const python = await detect({
    'PI_Follow.py': PYTHON,
    'follow/__init__.py': '',
    'follow/lights.json': '',
    'docs/conf.py': '',
    'lib/shared.py': '',
    'setup.py': '',
    'mkdocs.yml': '',
    LICENSE: '',
  });
  expect(python.suggested.uninstallScript?.split('\n').slice(1)).toEqual([
    'DELETE /"Resources"/"plugins"/"PythonPlugins"/"PI_Follow.py"',
    'DELETE /"Resources"/"plugins"/"PythonPlugins"/"follow"',
    'DELETE /"Resources"/"plugins"/"PythonPlugins"/"lib"/"shared.py"',
    '',
  ]);
});

test('data that a script opens is installed with it, and what it does not open is not', async () => {
  const python = await detect({
    'PI_Radio.py':
      'import xp\nimage = os.path.join(here, "dials", "a.png")\nread(\'stations.txt\')\nload("ring.obj")\nopen("docs/x")\n',
    'dials/a.png': '',
    'stations.txt': '',
    'ring.obj': '',
    'ring.png': '',
    'screenshot.png': '',
    'pictures/b.png': '',
    'docs/x': '',
  });
  const copied = (script: string | null) =>
    script?.split('\n').flatMap((line) => /^COPY @default\/(.*) TO /.exec(line)?.[1] ?? []);
  expect(copied(python.suggested.installScript ?? null)).toEqual([
    '"PI_Radio.py"',
    '"dials"',
    '"ring.obj"',
    '"ring.png"',
    '"stations.txt"',
  ]);
  const lua = await detect({
    'hud.lua': 'do_every_draw("f()") f = io.open("hud.ini")',
    'hud.ini': '',
    'a.txt': '',
    'test.sh': '',
  });
  expect(copied(lua.suggested.installScript ?? null)).toEqual(['"hud.ini"', '"hud.lua"']);
});

test('no script is written that leaves out a module which the scripts load', async () => {
  const files = { 'scripts/hud.lua': 'local m = require("hud.menu")\ndo_often("m()")\n', 'own/hud/menu.lua': '' };
  expect((await detect(files)).suggested.installScript).toBe(undefined);
  const inModules = { 'scripts/hud.lua': files['scripts/hud.lua'], 'modules/hud/menu.lua': '' };
  expect((await detect(inModules)).suggested.installScript).toContain('"Modules"/"hud"');
});

test('no script is written where it would put every script too deep', async () => {
  const lua = await detect({ 'Land/land.lua': 'do_often("f()")', 'Clock/clock v1.lua': 'do_often("f()")' });
  expect([lua.kind, lua.suggested.installScript]).toEqual(['flywithlua', undefined]);
  const python = await detect({ 'a/PI_A.py': PYTHON, 'b/PI_B.py': PYTHON });
  expect([python.kind, python.suggested.installScript]).toEqual(['xppython3', undefined]);
});

test('a plugin without a folder of a system goes where X-Plane takes such a one', async () => {
  const thin = await detect({
    'fog.xpl': windowsLibrary('x86_64', 2048),
    'fog.prf': '',
    'fog/a.png': '',
    'README.md': '',
    Makefile: '',
    'src/fog.cpp': '',
  });
  expect(thin.suggested.uninstallScript?.split('\n').slice(1)).toEqual([
    'DELETE /"Resources"/"plugins"/"fog.prf"',
    'DELETE /"Resources"/"plugins"/"fog.xpl"',
    'DELETE /"Resources"/"plugins"/"fog"',
    '',
  ]);
});

test('every suggested id and name is a valid one', () => {
  const text = fc.oneof(fc.string({ maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 40 }));
  fc.assert(
    fc.property(text, text, (name, author) => {
      const id = suggestPackageId(name, author);
      expect([name, author, id, normalizePackageId(id).ok]).toEqual([name, author, id, true]);
      expect(suggestPackageName(name)).toMatch(/^[A-Za-z][A-Za-z0-9 -.]{1,30}[A-Za-z0-9]$/);
    }),
    { numRuns: 2000 },
  );
});

test('a folder above is an add-on by its files, not by a folder that is called like one of them', async () => {
  const root = tempFolder({ 'all/library.txt/x': '', 'all/old.acf/x': '', 'all/packs/trees/a.obj': '' });
  const { addons } = await inspectFolder(join(root, 'all/packs/trees'));
  expect(addons.map(({ place }) => place)).toEqual(['here']);
});

test('a folder picked inside an add-on leads to the add-on, one picked above to each in it', async () => {
  const root = tempFolder({
    'plane/plane.acf': 'P acf/_name Plane One\n',
    'plane/objects/a.obj': '',
    'plane/liveries/Red/objects/a.png': '',
    'lowi/Earth nav data/apt.dat': '',
  });
  const look = async (folder: string) =>
    (await inspectFolder(join(root, folder))).addons.map(({ folder: at, kind }) => [at.slice(root.length + 1), kind]);
  expect(await look('plane/objects')).toEqual([['plane', 'aircraft']]);
  expect(await look('lowi/Earth nav data')).toEqual([['lowi', 'scenery']]);
  expect(await look('plane/liveries/Red')).toEqual([
    ['plane/liveries/Red', 'livery'],
    ['plane', 'aircraft'],
  ]);
  expect(await look('.')).toEqual([
    ['plane', 'aircraft'],
    ['lowi', 'scenery'],
  ]);
  expect(await look('plane')).toEqual([['plane', 'aircraft']]);
  expect((await inspectFolder(join(root, 'none'))).rootState).toBe('missing');
});
