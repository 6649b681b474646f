import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createIgnoreRules } from '../../../main/addon/ignore/rules.ts';
import { createSample, detectAddon } from '../../../main/addon/index.ts';
import { runPreflight } from '../../../main/addon/preflight/index.ts';
import { scanAddon } from '../../../main/addon/scan/scan.ts';
import { tempFolder } from '../../temp-folder.ts';
import { checkTree, contextFor, type Tree, writeTree } from './check-folder.ts';

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
