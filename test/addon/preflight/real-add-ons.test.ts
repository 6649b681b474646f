import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Fixes } from '../../../main/addon/fixes/index.ts';
import { runPreflight } from '../../../main/addon/preflight/index.ts';
import { linuxLibrary } from '../../../main/addon/samples/linux-library.ts';
import { macLibrary } from '../../../main/addon/samples/mac-library.ts';
import { windowsLibrary } from '../../../main/addon/samples/windows-library.ts';
import { tempFolder } from '../../temp-folder.ts';
import { makeDsf } from '../dsf/make-dsf.ts';
import { checkTree, contextFor, type Tree, writeTree } from './check-folder.ts';
import { elf, plain } from './rule-case.ts';

/** Small trees with what reading add-ons of others taught. */
async function ofRule(rule: string, tree: Tree) {
  return (await checkTree(tree)).map(({ finding }) => finding).filter((finding) => finding.rule === rule);
}

function texture(name: string) {
  return `I\n800\nOBJ\n\nTEXTURE ${name}\n`;
}

function night(name: string) {
  return `I\n800\nOBJ\n\nTEXTURE a.png\nTEXTURE_LIT ${name}\n`;
}

test('a library.txt below that of a library is read by nobody', async () => {
  const library = 'A\n800\nLIBRARY\nEXPORT lib/a.obj forests/a.obj\n';
  const tree = { 'library.txt': library, 'forests/library.txt': library, 'forests/a.obj': texture('a.png') };
  expect(await ofRule('references', { ...tree, 'forests/a.png': '' })).toEqual([]);
  expect(await ofRule('references', { 'forests/library.txt': library })).toHaveLength(1);
});

test('a texture that many objects spell otherwise is one finding, with one fix that mends all', async () => {
  const objects = Object.fromEntries(
    ['a', 'b', 'c', 'd', 'e'].map((name) => [`objects/${name}.obj`, texture('Farm.png')]),
  );
  const root = tempFolder();
  writeTree(root, { ...plain, ...objects, 'objects/farm.png': '', 'liveries/x/objects/farm.png': '' });
  const { findings } = await runPreflight(await contextFor(root));
  const found = findings.filter(({ finding }) => finding.rule === 'references');
  expect(found).toMatchObject([
    {
      finding: {
        severity: 'warning',
        path: 'objects/a.obj',
        also: { length: 4 },
        fix: { description: expect.stringContaining('5 files') },
      },
    },
  ]);
  const fixes = new Fixes(tempFolder());
  const shown = await fixes.show(root, 'correct', (await found[0]?.fix?.steps()) ?? []);
  if (!shown.ok) throw new Error('not shown');
  expect(await fixes.apply(shown.value.token)).toMatchObject({ ok: true });
  const after = await runPreflight(await contextFor(root));
  expect(after.findings.filter(({ finding }) => finding.rule === 'references')).toEqual([]);
});

test('a night texture that is spelled otherwise is a note, as an absent one is, and many are one', async () => {
  const one = { ...plain, 'objects/a.obj': night('a_LIT.png'), 'objects/a.png': '', 'objects/a_lit.png': '' };
  expect(await ofRule('references', one)).toMatchObject([{ severity: 'note', fix: {} }]);
  const names = ['b', 'c', 'd', 'e'];
  const several = names.map((name) => [
    [`objects/${name}.obj`, night(`${name}_LIT.png`)],
    [`objects/${name}_lit.png`, ''],
  ]);
  const found = await ofRule('references', { ...one, ...Object.fromEntries(several.flat()) });
  expect(found).toMatchObject([{ severity: 'note', path: 'objects/a.obj', also: { length: 4 } }]);
  expect(found[0]?.message).toMatch(/^5 night or normal textures are spelled otherwise/);
});

test('a library without an ending is no program, a program is one', async () => {
  const root = tempFolder();
  const kit = { 'kit/XPLM': macLibrary(['x86_64', 'arm64'], 40_000), 'kit/thin': macLibrary(['arm64'], 40_000) };
  const dos = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);
  dos.writeUInt32LE(0x40, 0x3c);
  dos.write('PE\0\0', 0x40);
  writeTree(root, {
    ...plain,
    ...kit,
    'kit/so': linuxLibrary(4000),
    run: elf,
    'a.scr': 'wait 5\n'.repeat(20),
    'b.scr': dos,
  });
  for (const path of [...Object.keys(kit), 'kit/so', 'run']) chmodSync(join(root, path), 0o755);
  const { findings } = await runPreflight(await contextFor(root));
  const paths = findings.filter(({ finding }) => finding.rule === 'executables').map(({ finding }) => finding.path);
  expect(paths).toEqual(['b.scr', 'run']);
});

test('the size of several files of WorldEditor is not told as that of one', async () => {
  const parts = ['A', 'B'].map((name) => [
    [`${name}/Earth nav data/apt.dat`, ''],
    [`${name}/earth.wed.xml`, Buffer.alloc(600_000)],
  ]);
  const [found] = await ofRule('leftovers', Object.fromEntries(parts.flat()));
  expect(found?.message).toMatch(/^2 files like this are what WorldEditor works on, 1\.1 MB together, 100 % /);
});

test('a pack of liveries is one download, and its script copies each', async () => {
  const tree = { 'Blue/objects/a.png': '', 'Red 2/objects/a.png': '' };
  expect(await ofRule('layout', tree)).toEqual([]);
  const [script] = await ofRule('install-script', tree);
  expect(script?.message).toMatch(/each of the 2 liveries .* COPY @default\/"Blue" TO .*liveries\/"Blue"/);
});

test('source beside an archive: the build may be in it', async () => {
  const source = { 'src/main.cpp': 'PLUGIN_API int XPluginStart() { return 1; }' };
  const [found] = await ofRule('source-only', { ...source, 'Release/My 1.0.zip': 'PK' });
  expect(found?.message).toMatch(/no built plugin outside of archives\. If Release\/My 1\.0\.zip or another/);
  expect((await ofRule('source-only', source))[0]?.message).toMatch(/^There is no built plugin here/);
});

test('an archive deep in the tools of others holds no build', async () => {
  const source = { 'src/main.cpp': 'PLUGIN_API int XPluginStart() { return 1; }', 'lib/jpeg/gcc/jpeg.tgz': 'x' };
  expect((await ofRule('source-only', source))[0]?.message).toMatch(/^There is no built plugin here/);
  expect((await ofRule('source-only', { ...source, 'a/releases/x/1.zip': '' }))[0]?.message).toMatch(/1\.zip/);
});

test('links around a plugin, and beside source alone, are no error yet', async () => {
  const around = { 'fog/win_x64/fog.xpl': elf, 'SDK/XPLM': { link: 'Versions/A' } };
  expect(await ofRule('links', around)).toMatchObject([{ severity: 'warning', path: 'SDK/XPLM' }]);
  const source = { 'src/main.cpp': 'PLUGIN_API int XPluginStart() { return 1; }', 'SDK/XPLM': { link: 'Versions/A' } };
  expect(await ofRule('links', source)).toMatchObject([{ severity: 'note' }]);
  expect(await ofRule('links', { ...plain, 'objects/a.obj': { link: 'b.obj' } })).toMatchObject([
    { severity: 'error' },
  ]);
});

test('names that no archive can hold are errors around an add-on too, for the folder is packed as it was picked', async () => {
  const jet = { 'Jet/jet.acf': 'I', 'Jet/objects/a.obj': '' };
  expect(await ofRule('windows-names', { ...jet, 'art/aux.txt': '' })).toMatchObject([{ severity: 'error' }]);
  expect(await ofRule('colliding-names', { ...jet, 'art/Sky.txt': '', 'art/sky.txt': '' })).toMatchObject([
    { severity: 'error' },
  ]);
});

test('of what lies around an add-on, or beside source alone, no rule says to leave it out', async () => {
  const twice = Buffer.alloc(300_000, 1);
  const around = { 'art/a.blend': 'x', 'art/old.zip': 'x', 'art/a.bin': twice, 'art/b.bin': twice };
  const source = { 'src/main.cpp': 'PLUGIN_API int XPluginStart() { return 1; }' };
  for (const rule of ['sources', 'nested-archives', 'duplicates']) {
    expect(await ofRule(rule, { 'fog/win_x64/fog.xpl': elf, ...around })).toEqual([]);
    expect(await ofRule(rule, { ...source, ...around })).toEqual([]);
    expect(await ofRule(rule, { ...plain, ...around })).toHaveLength(1);
  }
});

test('nobody is promised a script that cannot be written', async () => {
  const models = 'EXPORT_NAME X\nOBJ8_AIRCRAFT A\nOBJ8 SOLID YES X/a.obj\nICAO B738\n';
  const [found] = await ofRule('install-script', { 'Set/xsb_aircraft.txt': models, 'Set/a.obj': '', 'readme.md': '' });
  expect(found?.message).not.toMatch(/can be written for you/);
});

test('names with a leading dot are one note', async () => {
  const found = await ofRule('root-names', { ...plain, '.tool/a.json': '', '.version': '', '-x.txt': '' });
  expect(found).toMatchObject([
    { severity: 'note', path: '.tool', also: ['.version'] },
    { severity: 'note', path: '-x.txt' },
  ]);
});

test('objects of World Models are known', async () => {
  const objects = ['objects/decorations/swing.obj', 'objects/Garages/G_06.obj'];
  const tile = makeDsf({ objects, polygons: ['forests/Europe/bush.for'] });
  const tree = { 'Earth nav data/apt.dat': '', 'Earth nav data/+40+010/+47+011.dsf': tile };
  expect(await ofRule('scenery-definitions', tree)).toEqual([]);
  expect((await ofRule('scenery-libraries', tree))[0]?.libraries?.names).toEqual(['World Models Library']);
});

test('an aircraft file that goes over an aircraft of users lacks neither an icon nor a list of files', async () => {
  const named = ['a', 'b', 'c', 'd', 'e'].map((name, at) => `P _obja/${at}/_v10_att_file_stl ${name}.obj\n`).join('');
  const change = { 'plane.acf': `I\n1200 Version\n${named}`, 'objects/e.obj': texture('e.png'), 'objects/e.png': '' };
  expect(await ofRule('aircraft-icon', change)).toEqual([]);
  const found = await ofRule('references', change);
  expect(found).toMatchObject([{ severity: 'warning', path: 'plane.acf' }]);
  expect(found[0]?.message).toMatch(/^4 of the 5 objects it names are not there: a\.obj, b\.obj, c\.obj and 1 more\./);
  const whole = { ...change, 'objects/a.obj': '', 'objects/b.obj': '', 'objects/c.obj': '', 'objects/d.obj': '' };
  expect(await ofRule('aircraft-icon', whole)).toHaveLength(1);
});

test('a library.txt where no scenery begins is a note', async () => {
  const tree = { 'PI_Follow.py': 'import xp\n', 'library.txt': 'A\n800\nLIBRARY\nEXPORT my/a.obj folder/a.obj\n' };
  expect(await ofRule('references', tree)).toEqual([]);
});

test('a texture outside of the aircraft that names it is perhaps one of X-Plane', async () => {
  const jet = (up: string) => ({
    'jets/jet/jet.acf': 'I\n1200 Version\nP _obja/0/_v10_att_file_stl a.obj\n',
    'jets/jet/objects/a.obj': texture(`${up}Resources/bitmaps/panel.png`),
  });
  expect(await ofRule('references', jet('../../../'))).toEqual([]);
  expect(await ofRule('references', jet('../'))).toMatchObject([{ severity: 'warning' }]);
});

test('what objects of a change to an aircraft wear may be in that aircraft', async () => {
  const named = ['a', 'b', 'c', 'd', 'e'].map((name, at) => `P _obja/${at}/_v10_att_file_stl ${name}.obj\n`).join('');
  const tree = { 'mod/jet.acf': `I\n1200 Version\n${named}`, 'mod/objects/e.obj': texture('e.png') };
  expect(await ofRule('references', tree)).toMatchObject([{ path: 'mod/jet.acf' }]);
});

test('scripts of a build are told of what is built, not of its source alone', async () => {
  const source = { 'src/main.cpp': 'PLUGIN_API int XPluginStart() { return 1; }', 'build.sh': '', 'make.bat': '' };
  expect(await ofRule('executables', source)).toEqual([]);
  expect(await ofRule('executables', { ...source, ...plain })).toHaveLength(2);
});

test('a licence may have its own name in front', async () => {
  for (const name of ['EUPL-1.2-license.txt', 'MIT License', 'docs/eupl.pdf', 'My_Licence.md'])
    expect((await ofRule('readme', { ...plain, [name]: '' })).map(({ message }) => message)).not.toContain(
      'There is no licence file.',
    );
  expect(await ofRule('readme', { 'plane.acf': '', 'readme.txt': '', 'pilot_license.png': '' })).toHaveLength(1);
});

test('a tile of a pack inside of another is told to lie there, and not what it names', async () => {
  const tile = makeDsf({ objects: ['tank.obj'], polygons: ['far/away.pol'] });
  const tree = { 'Earth nav data/apt.dat': '', 'old/Earth nav data/+20-100/+25-098.dsf': tile };
  expect(await ofRule('scenery-definitions', tree)).toEqual([]);
  expect(await ofRule('stray-tiles', tree)).toHaveLength(1);
  expect(await ofRule('scenery-definitions', { 'Earth nav data/+20-100/+25-098.dsf': tile })).toHaveLength(2);
});

test('an aircraft file without a name is none', async () => {
  const found = await checkTree({ '.acf': 'I\n1200 Version\nP acf/_name Wrong\n', ...plain });
  expect(found.filter(({ finding }) => finding.rule === 'aircraft-icon' && finding.path === '.acf')).toEqual([]);
});

test('tools that lie around a built plugin are not part of it', async () => {
  const tree = { 'fog/win_x64/fog.xpl': elf, 'build.sh': '', 'fog/start.sh': '' };
  expect(await ofRule('executables', tree)).toMatchObject([{ path: 'fog/start.sh' }]);
});

test('of what lies in the folder for X-Plane 10 nobody is told how it loads', async () => {
  const library = windowsLibrary('x86_64', 8000, { imports: ['glew32.dll'] });
  const found = await ofRule('windows-libraries', {
    ...plain,
    'plugins/a/32/win.xpl': library,
    'plugins/a/64/win.xpl': library,
  });
  expect(found.map(({ path }) => path)).toEqual(['plugins/a/64/win.xpl']);
});

test('what shows that there is a program is not one of its tests', async () => {
  const [found] = await ofRule('source-only', { 'tests/a.cs': '', 'src/deep/b.cs': '', 'src/deep/c.cs': '' });
  expect(found?.path).toBe('src/deep/b.cs');
});

test('a presentation is no key', async () => {
  const tree = { ...plain, 'panel.key': Buffer.concat([Buffer.from('PK'), Buffer.alloc(1_200_000)]) };
  expect(await ofRule('secrets', tree)).toEqual([]);
});
