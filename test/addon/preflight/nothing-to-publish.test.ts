import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createIgnoreRules } from '../../../main/addon/ignore/rules.ts';
import { createSample, detectAddon } from '../../../main/addon/index.ts';
import { runPreflight } from '../../../main/addon/preflight/index.ts';
import { linuxLibrary } from '../../../main/addon/samples/linux-library.ts';
import { macLibrary } from '../../../main/addon/samples/mac-library.ts';
import { scanAddon } from '../../../main/addon/scan/scan.ts';
import { tempFolder } from '../../temp-folder.ts';
import { checkTree, contextFor, type Tree, writeTree } from './check-folder.ts';
import { privateKey } from './rule-case.ts';

/** Trees in which nothing is an add-on: programs in X-Plane's name, and what libraries are made from. */
async function rulesOf(tree: Tree): Promise<string[]> {
  return (await checkTree(tree)).map(({ finding }) => `${finding.severity} ${finding.rule}`);
}

async function kindOf(tree: Tree) {
  const root = tempFolder();
  writeTree(root, tree);
  return detectAddon(await scanAddon(root, { ignore: createIgnoreRules() }));
}

const documents: Tree = { 'README.md': 'read', LICENSE: 'MIT' };
const object = 'I\n800\nOBJ\n\nTEXTURE gone.png\nTEXTURE_LIT gone_LIT.png\n';

test('the code of a program is told as that, and not what lies beside it', async () => {
  const tree = {
    ...documents,
    '.editorconfig': '',
    'converter.py': 'import os\n',
    'dist.cmd': 'build',
    'logo.psd': 'picture',
    'win32/DSFTool.exe': 'MZ',
    'examples.zip': 'PK',
    'Resources/windsock.obj': object,
  };
  expect(await rulesOf(tree)).toEqual(['warning source-only']);
});

test('scripts beside textures are a change to an aircraft that may bring a tool', async () => {
  const textures = { 'cockpit/panel.png': '', 'plugins/xlua/scripts/a/a.lua': '-- text' };
  expect(await rulesOf({ ...documents, ...textures, 'install.py': '' })).not.toContain('warning source-only');
});

test('a program that reads files of WorldEditor is no scenery', async () => {
  const tree = { ...documents, 'earth.wed.xml': '<doc/>', 'Mapper/Mapper.cpp': 'int main() {}' };
  const [found] = await checkTree(tree);
  expect(found?.finding).toMatchObject({ rule: 'source-only', path: 'Mapper/Mapper.cpp' });
});

test('beside source alone neither a link nor a name stops anybody yet', async () => {
  const root = tempFolder();
  writeTree(root, { ...documents, 'tool.py': '', 'doc/a|b.webloc': 'link' });
  symlinkSync('..', join(root, 'modules'));
  const { findings } = await runPreflight(await contextFor(root));
  expect(findings.map(({ finding }) => `${finding.severity} ${finding.rule}`)).toEqual([
    'warning source-only',
    'note links',
    'note windows-names',
  ]);
});

test('what is left around an add-on is not told, nor what objects there wear', async () => {
  const root = tempFolder();
  await createSample('scenery', join(root, 'airport'));
  const before = await runPreflight(await contextFor(root));
  writeTree(root, { 'src/a.vcxproj.user': 'x', 'sources/tower.obj': object, 'sources/earth.wed.xml': '<doc/>' });
  const after = await runPreflight(await contextFor(root));
  const told = (report: typeof before) => report.findings.map(({ finding }) => finding.message);
  expect(told(after)).toEqual(told(before));
});

const exported = 'A\n800\nLIBRARY\nEXPORT lib/a.obj objects/a.obj\n';

test('several library.txt without anything they name are lists, one alone lacks its files', async () => {
  const lists = { 'lists/One/library.txt': exported, 'lists/Two/library.txt': exported };
  expect(await kindOf({ ...documents, ...lists })).toMatchObject({ kind: 'other', candidates: [] });
  expect(await kindOf({ ...documents, 'library.txt': exported })).toMatchObject({ kind: 'library' });
});

test('a library.txt without anything it names is no add-on beside one that has something', async () => {
  const tree = { 'One/library.txt': exported, 'One/objects/a.obj': object, 'lists/library.txt': exported };
  expect(await kindOf(tree)).toMatchObject({ kind: 'library', root: 'One' });
});

test('the kit to build plugins with is not the source of one', async () => {
  const unit = {
    'Delphi/XPLM/XPLMUtilities.pas': '{ in your XPluginStart }',
    'Wrappers/XPCDisplay.cpp': 'XPLMDrawString',
  };
  const [found] = await checkTree({ ...documents, ...unit });
  expect(found?.finding).toMatchObject({ rule: 'source-only', path: 'Wrappers/XPCDisplay.cpp' });
  expect(found?.finding.message).toMatch(/^There is source code for X-Plane here/);
});

test('of pages and pictures that are no add-on no copies are told', async () => {
  const picture = Buffer.alloc(300 * 1024, 1);
  expect(await rulesOf({ ...documents, 'docs/a.jpg': picture, 'docs/b.jpg': picture })).toEqual([
    'warning install-script',
  ]);
});

test('what the code of a program shows in a folder of examples is no add-on', async () => {
  const code = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`src/${n}.py`, '']));
  const shown = { 'tool/examples/Field/Earth nav data/apt.dat': '', 'tool/examples/Field/objects/a.obj': object };
  expect(await kindOf({ ...documents, ...code, ...shown })).toMatchObject({ kind: 'other', candidates: [] });
  expect(await kindOf({ ...documents, ...shown })).toMatchObject({ kind: 'scenery', root: 'tool/examples/Field' });
  const whole = { 'Field/Earth nav data/apt.dat': '' };
  expect(await kindOf({ ...code, ...shown, ...whole })).toMatchObject({ kind: 'scenery', root: 'Field' });
});

test('pictures of a game in a folder called objects are no repaint', async () => {
  const pictures = { 'objects/wing.png': '', 'objects/laser.png': '', 'index.html': '', 'styles.css': '' };
  expect(await kindOf({ ...documents, ...pictures })).toMatchObject({ kind: 'livery' });
  expect(await kindOf({ ...documents, ...pictures, 'game.js': '' })).toMatchObject({ kind: 'other', candidates: [] });
});

test('a tile among tests is not of the scenery, and hidden files are told of an add-on alone', async () => {
  const scenery = { 'Field/Earth nav data/apt.dat': '', 'Tests/Tiles/+47+011.dsf': '' };
  expect(await rulesOf({ ...documents, ...scenery })).not.toContain('warning stray-tiles');
  expect(await rulesOf({ ...documents, '.Rhistory': '', 'a.dat': '' })).toEqual(['warning install-script']);
});

test('a folder full of names that Windows cannot write is one finding', async () => {
  const names = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`Field/${n}[*]/apt.dat`, '']));
  const found = await checkTree({ ...documents, ...names });
  expect(found.filter(({ finding }) => finding.rule === 'windows-names')).toMatchObject([
    { finding: { severity: 'error', also: { length: 29 } } },
  ]);
});

test('a plugin in a folder called XPLANE is called like the program it belongs to', async () => {
  const { suggested } = await kindOf({ 'JoinUs/libs/XPLANE/win_x64/join.xpl': 'MZ', 'JoinUs/Program.cs': '' });
  expect(suggested.packageName).toBe('JoinUs');
});

test('a script in a folder called lua-client is called like what it belongs to', async () => {
  const { suggested } = await kindOf({ 'radio/lua-client/radio.lua': 'do_often("a()")', 'radio/desktop/main.go': '' });
  expect(suggested.packageName).toBe('radio');
});

test('navigation data beside the code that reads it is no add-on, beside one helper it is', async () => {
  const data = { 'navdata/earth_fix.dat': '', 'navdata/cycle_info.txt': '' };
  const code = { 'main.py': '', 'airports.py': '', 'routes.py': '' };
  expect(await kindOf({ ...documents, ...data, ...code })).toMatchObject({ kind: 'other', candidates: [] });
  expect(await kindOf({ ...documents, ...data, 'convert.py': '' })).toMatchObject({ kind: 'navdata', root: 'navdata' });
});

test('a page of a web panel does not make an aircraft of another simulator a program', async () => {
  const models = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`Models/${n}.ac`, '']));
  expect(await rulesOf({ ...documents, ...models, 'panel/mcdu.js': '' })).toEqual(['warning install-script']);
});

test('beside source alone nothing is told of the plugin of an aircraft that is there to try it with', async () => {
  const code = { 'CMakeLists.txt': '', 'src/a.cpp': 'XPluginStart', 'src/b.cpp': '', 'src/c.cpp': '' };
  const tried = { 'aircraft/Wing/w.acf': '', 'aircraft/Wing/plugins/xlua/64/mac.xpl': macLibrary(['x86_64'], 40_000) };
  expect(await rulesOf({ ...documents, ...code, ...tried })).toEqual(['warning source-only']);
  const half = { 'build/radio.xpl': linuxLibrary(4000), 'a.cpp': 'XPluginStart', Makefile: '' };
  expect(await rulesOf({ ...documents, ...half })).toEqual(['warning source-only']);
});

test('scripts for a command line are told of an add-on alone', async () => {
  const scripts = { 'build.sh': 'make', 'run.bat': 'start' };
  expect(await rulesOf({ ...documents, ...scripts, 'notes.txt': '' })).toEqual(['warning install-script']);
  expect(await rulesOf({ ...documents, ...scripts, 'jet.acf': '' })).toContain('note executables');
});

test('the project of a game engine is a program', async () => {
  const pictures = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`Assets/${n}.jpeg`, `${n}`]));
  const game = { 'ProjectSettings/ProjectVersion.txt': '', 'Assets/Plane.cs': '', 'Assets/models.zip': 'PK' };
  expect(await rulesOf({ ...documents, ...pictures, ...game })).toEqual(['warning source-only']);
});

test('settings without a secret are none, and keys that show how code works are told of an add-on alone', async () => {
  const settings = {
    '.npmrc': 'save-exact=true\n',
    'b/.npmrc': '//example.org/:_authToken=abcdef012345\n',
    '.env': 'PORT=80\nAPI_KEY=\n',
    'b/.env': 'DATABASE_URL=postgres://me:word@example.org/x\n',
    'c/.env': 'API_TOKEN=abcdef012345\n',
  };
  const keys = { 'lib/net/examples/ca.pem': privateKey, 'web/app.ts': `key: "AIza${'Sy0'.repeat(11)}aa"` };
  const told = async (tree: Tree) =>
    (await checkTree(tree))
      .filter(({ finding }) => finding.rule === 'secrets')
      .map(({ finding }) => `${finding.severity} ${finding.path}`);
  const named = ['warning b/.env', 'warning b/.npmrc', 'warning c/.env'];
  expect(await told({ ...settings, ...keys, 'app.js': '' })).toEqual(named);
  const ofAddOn = ['warning lib/net/examples/ca.pem', 'warning web/app.ts'];
  expect(await told({ ...settings, ...keys, 'jet.acf': '' })).toEqual([...named, ...ofAddOn]);
});

test('a program with a script among its resources is told as a program', async () => {
  const code = { 'app/A.java': '', 'app/B.java': '', 'app/resources/PI_Link.py': 'import xp\n' };
  expect(await rulesOf({ ...documents, ...code })).toEqual(['warning source-only']);
});

test('scripts of a game server lie where SASL keeps its own, and are none', async () => {
  const server = { ...documents, 'docker-compose.yml': '', 'data/modules/main.lua': 'local nk = require("nakama")\n' };
  expect(await rulesOf(server)).toEqual(['warning install-script']);
  const own = { ...documents, 'data/modules/main.lua': 'components = { hud {} }\n' };
  expect(await rulesOf(own)).toEqual(['warning source-only']);
});

test('of what is no add-on neither drawings nor archives further down are told', async () => {
  const model = { 'Models/jet.ac': '', 'Models/cockpit.zip': 'PK', 'Paint/jet.xcf': 'picture' };
  expect(await rulesOf({ ...documents, ...model })).toEqual(['warning install-script']);
  expect(await rulesOf({ ...documents, 'Jet 1.0.zip': 'PK' })).toContain('note nested-archives');
  expect(await rulesOf({ ...documents, 'dist/Jet 1.0.zip': 'PK' })).toContain('note nested-archives');
});

test('what ran scripts of Python 2 is no plugin of who has such scripts', async () => {
  const old = { 'PythonInterfaceLin26.xpl': linuxLibrary(4000), 'panel/panel.py': 'import serial\n' };
  expect(await kindOf({ ...documents, ...old })).toMatchObject({ kind: 'other', candidates: [] });
});

test('an airport that lies in no scenery is noted, several are data for something else', async () => {
  const airport = 'I\n1200 Version\n\n1 1906 1 0 LOWI Innsbruck\n';
  const strays = async (tree: Tree) =>
    (await checkTree({ ...documents, ...tree })).filter(({ finding }) => finding.rule === 'stray-tiles');
  const [found, ...others] = await strays({ 'field/apt.dat': airport });
  expect(others).toEqual([]);
  expect(found?.finding).toMatchObject({ severity: 'note', path: 'field/apt.dat' });
  expect(found?.finding.message).toContain('move it to field/Earth nav data/apt.dat');
  expect(await strays({ 'a/apt.dat': airport, 'b/apt.dat': airport })).toEqual([]);
  expect(await strays({ 'apt.dat': 'package: tools\n' })).toEqual([]);
});

test('the script that is asked for says where the files go, as far as that is known', async () => {
  const asked = async (tree: Tree) =>
    (await checkTree({ ...documents, ...tree })).find(({ finding }) => finding.rule === 'install-script')?.finding
      .message;
  expect(await asked({ 'a320/clist.txt': 'sw_checklist:Before start\n' })).toContain(
    'COPY @default/"a320"/"clist.txt" TO /Aircraft/"Extra Aircraft"/"The Aircraft"/"clist.txt".',
  );
  expect(await asked({ 'earth_nav.dat': '' })).toContain('X-Plane reads "Custom Data"');
  expect(await asked({ 'notes.txt': '' })).toContain('does not know what this is for');
});
