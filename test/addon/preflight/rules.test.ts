import { chmodSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runPreflight } from '../../../main/addon/preflight/index.ts';
import type { PreflightContext } from '../../../main/addon/preflight/rule.ts';
import { RULES } from '../../../main/addon/preflight/rules/index.ts';
import { tempFolder } from '../../temp-folder.ts';
import { checkTree, contextFor, type Tree, writeTree } from './check-folder.ts';

type Case = {
  readonly rule: string;
  readonly what: string;
  readonly trips: Tree;
  readonly severity: 'error' | 'warning' | 'note';
  readonly path?: string;
  readonly says: RegExp;
  readonly passes: Tree;
  readonly more?: Partial<PreflightContext>;
};

const elf = Buffer.concat([
  Buffer.from('7f454c460201010000000000000000000300', 'hex'),
  Buffer.from([62, 0]),
  Buffer.alloc(100),
]);
const plain: Tree = { 'plane.acf': 'I\n1200 Version\n', 'plane_icon11.png': 'png' };
const script = 'COPY @default TO /Resources/plugins/$(@packageName)\n';
const big = Buffer.alloc(300 * 1024, 7);

const CASES: readonly Case[] = [
  { rule: 'folder', what: 'an empty folder', trips: {}, severity: 'error', says: /empty/, passes: plain },
  {
    rule: 'folder',
    what: 'a folder of which all is ignored',
    trips: { '.git/HEAD': 'x' },
    severity: 'error',
    says: /all 1 files/,
    passes: plain,
  },
  {
    rule: 'package-id',
    what: 'a package id that is none',
    trips: plain,
    more: { packageId: null },
    severity: 'error',
    says: /6 to 32/,
    passes: { ...plain, 'x/y.txt': '' },
  },
  {
    rule: 'layout',
    what: 'a folder that has the layout of the archive already',
    trips: { 'author.package/plane.acf': 'I\n' },
    severity: 'error',
    path: 'author.package',
    says: /inner folder/,
    passes: plain,
  },
  {
    rule: 'layout',
    what: 'a manifest at the root of the archive',
    trips: { 'author.package/plane.acf': 'I\n', 'manifest.json': '{}' },
    severity: 'error',
    path: 'manifest.json',
    says: /manifest\.json/,
    passes: { ...plain, 'manifest.json': '{}' },
  },
  {
    rule: 'layout',
    what: 'an add-on one folder too deep',
    trips: { 'inner/plane.acf': 'I\n' },
    severity: 'warning',
    path: 'inner',
    says: /right depth/,
    passes: plain,
  },
  {
    rule: 'layout',
    what: 'several add-ons in one folder',
    trips: { 'one/a.acf': 'I\n', 'two/b.acf': 'I\n' },
    severity: 'warning',
    says: /2 add-ons/,
    passes: plain,
  },
  {
    rule: 'macosx',
    what: '__MACOSX inside a longer name',
    trips: { ...plain, 'docs/about__MACOSX.txt': '' },
    severity: 'error',
    path: 'docs/about__MACOSX.txt',
    says: /__MACOSX/,
    passes: { ...plain, 'docs/about_macosx.txt': '', '__MACOSX/x': '' },
  },
  {
    rule: 'links',
    what: 'a symbolic link',
    trips: { ...plain, 'a.txt': { link: 'plane.acf' } },
    severity: 'error',
    path: 'a.txt',
    says: /plane\.acf/,
    passes: plain,
  },
  {
    rule: 'colliding-names',
    what: 'names that differ by case only',
    trips: { ...plain, 'objects/A.obj': '', 'objects/a.obj': '' },
    severity: 'error',
    says: /case/,
    passes: { ...plain, 'objects/A.obj': '', 'other/a.obj': '' },
  },
  {
    rule: 'colliding-names',
    what: 'names that differ by Unicode form only',
    trips: { ...plain, 'caf\u00e9.txt': '', 'cafe\u0301.txt': '' },
    severity: 'error',
    says: /accents/,
    passes: { ...plain, 'caf\u00e9.txt': '' },
  },
  {
    rule: 'windows-names',
    what: 'a name Windows keeps for itself',
    trips: { ...plain, 'objects/aux.obj': '' },
    severity: 'error',
    path: 'objects/aux.obj',
    says: /keeps this name/,
    passes: { ...plain, 'objects/auxiliary.obj': '' },
  },
  {
    rule: 'windows-names',
    what: 'a back-slash',
    trips: { ...plain, 'objects\\x.obj': '' },
    severity: 'error',
    says: /none of/,
    passes: plain,
  },
  {
    rule: 'long-paths',
    what: 'a path too long for Windows',
    trips: { ...plain, [`${'d'.repeat(120)}/${'f'.repeat(120)}.txt`]: '' },
    severity: 'warning',
    says: /241|24\d characters/,
    passes: plain,
  },
  {
    rule: 'long-paths',
    what: 'a path deeper than the registry takes',
    trips: { ...plain, [`${'d/'.repeat(70)}f`]: '' },
    severity: 'error',
    says: /71 folders deep/,
    passes: { ...plain, [`${'d/'.repeat(60)}f`]: '' },
  },
  {
    rule: 'root-names',
    what: 'a resource folder with a dash',
    trips: { ...plain, '-extra/a.txt': '' },
    more: { resources: ['-extra'] },
    severity: 'error',
    path: '-extra',
    says: /dash/,
    passes: { ...plain, 'extra/a.txt': '' },
  },
  {
    rule: 'root-names',
    what: 'a hidden folder',
    trips: { ...plain, '.cache/a.txt': '' },
    severity: 'warning',
    path: '.cache',
    says: /leading dot/,
    passes: plain,
  },
  {
    rule: 'sizes',
    what: 'too little storage left',
    trips: { ...plain, 'a.png': big },
    more: { freeStorage: 1000 },
    severity: 'warning',
    says: /storage/,
    passes: { 'b.acf': 'I\n' },
  },
  {
    rule: 'secrets',
    what: 'a private key',
    trips: { ...plain, 'tool/deploy.txt': '-----BEGIN OPENSSH PRIVATE KEY-----\nx' },
    severity: 'error',
    path: 'tool/deploy.txt',
    says: /private key/,
    passes: { ...plain, 'deploy.txt': 'BEGIN reading the PRIVATE KEYS chapter' },
  },
  {
    rule: 'secrets',
    what: 'a file named like a secret',
    trips: { ...plain, '.env': 'A=1' },
    severity: 'warning',
    path: '.env',
    says: /By its name/,
    passes: { ...plain, 'environment.txt': '' },
  },
  {
    rule: 'platforms',
    what: 'a Linux library in the Windows folder',
    trips: { 'win_x64/p.xpl': elf },
    severity: 'warning',
    path: 'win_x64/p.xpl',
    says: /Windows.*Linux/,
    passes: { 'lin_x64/p.xpl': elf },
  },
  {
    rule: 'platforms',
    what: 'an .xpl that is no library',
    trips: { 'win_x64/p.xpl': 'hello' },
    severity: 'warning',
    says: /no plugin/,
    passes: { 'lin_x64/p.xpl': elf },
  },
  {
    rule: 'install-script',
    what: 'a plugin without a script',
    trips: { 'lin_x64/p.xpl': elf },
    severity: 'warning',
    path: 'install.ska',
    says: /needs an install\.ska/,
    passes: plain,
  },
  {
    rule: 'install-script',
    what: 'a script with an open quote',
    trips: { ...plain, 'install.ska': 'COPY @default TO /Aircraft/"Extra' },
    severity: 'warning',
    says: /Line 1: A quote/,
    passes: { ...plain, 'install.ska': 'COPY @default TO /Aircraft/"Extra Aircraft"/$(@packageName)' },
  },
  {
    rule: 'install-script',
    what: 'a script that cannot be undone',
    trips: { 'lin_x64/p.xpl': elf, 'install.ska': script },
    severity: 'note',
    path: 'uninstall.ska',
    says: /cannot take/,
    passes: {
      'lin_x64/p.xpl': elf,
      'install.ska': script,
      'uninstall.ska': 'DELETE /Resources/plugins/$(@packageName)',
    },
  },
  {
    rule: 'executables',
    what: 'a program',
    trips: { ...plain, 'setup.exe': 'MZ' },
    severity: 'warning',
    path: 'setup.exe',
    says: /program/,
    passes: { ...plain, 'plugins/x/win_x64/helper.dll': 'MZ' },
  },
  {
    rule: 'references',
    what: 'a texture that is not there',
    trips: { ...plain, 'objects/a.obj': 'A\n800\nOBJ\n\nTEXTURE gone.png\n' },
    severity: 'warning',
    path: 'objects/a.obj',
    says: /gone\.png.*not there/,
    passes: {
      ...plain,
      'objects/a.obj': 'A\n800\nOBJ\n\nTEXTURE here.png\nTEXTURE_LIT none\n',
      'objects/here.dds': '',
    },
  },
  {
    rule: 'references',
    what: 'a texture spelled in another case',
    trips: { ...plain, 'objects/a.obj': 'TEXTURE Wing.PNG\n', 'objects/wing.png': '' },
    severity: 'warning',
    says: /spelled objects\/wing\.png/,
    passes: { ...plain, 'objects/a.obj': 'TEXTURE wing.png\n', 'objects/wing.png': '' },
  },
  {
    rule: 'references',
    what: 'a library that exports what is not there',
    trips: { 'library.txt': 'A\n800\nLIBRARY\n\nEXPORT lib/me/a.obj objects/a.obj\n' },
    severity: 'warning',
    path: 'library.txt',
    says: /objects\/a\.obj/,
    passes: {
      'library.txt': 'EXPORT lib/me/a.obj objects/a b.obj\nEXPORT_RATIO 0.5 lib/me/b.obj objects/a b.obj\n',
      'objects/a b.obj': '',
    },
  },
  {
    rule: 'references',
    what: 'a texture the ignore rules leave out',
    trips: { ...plain, '.xpkgignore': 'wing.png\n', 'objects/a.obj': 'TEXTURE wing.png\n', 'objects/wing.png': '' },
    severity: 'warning',
    says: /ignore rule/,
    passes: plain,
  },
  {
    rule: 'references',
    what: 'an object an aircraft names',
    trips: { ...plain, 'plane.acf': 'P _obja/0/_v10_att_file_stl cockpit.obj\n' },
    severity: 'warning',
    path: 'plane.acf',
    says: /objects\/cockpit\.obj/,
    passes: { ...plain, 'plane.acf': 'P _obja/0/_v10_att_file_stl cockpit.obj\n', 'objects/cockpit.obj': '' },
  },
  {
    rule: 'references',
    what: 'an own object in a facade',
    trips: { 'library.txt': '', 'f/wall.fac': 'OBJ parts/door.obj\n', 'f/parts/x.txt': '' },
    severity: 'warning',
    says: /door\.obj/,
    passes: { 'library.txt': '', 'f/wall.fac': 'OBJ lib/airport/door.obj\n' },
  },
  {
    rule: 'aircraft-icon',
    what: 'an aircraft without an icon',
    trips: { 'plane.acf': 'I\n' },
    severity: 'warning',
    path: 'plane.acf',
    says: /plane_icon11\.png/,
    passes: plain,
  },
  {
    rule: 'junk',
    what: 'junk that was brought back',
    trips: { ...plain, '.xpkgignore': '!.DS_Store\n', '.DS_Store': 'x' },
    severity: 'warning',
    path: '.DS_Store',
    says: /deletes/,
    passes: { ...plain, '.DS_Store': 'x' },
  },
  {
    rule: 'sources',
    what: 'a source of a 3D program',
    trips: { ...plain, 'wing.blend': 'x', 'tail.blend': 'x' },
    severity: 'warning',
    says: /2 files/,
    passes: plain,
  },
  {
    rule: 'nested-archives',
    what: 'an archive inside',
    trips: { ...plain, 'liveries.zip': 'PK' },
    severity: 'warning',
    path: 'liveries.zip',
    says: /archive/,
    passes: plain,
  },
  {
    rule: 'duplicates',
    what: 'the same content twice',
    trips: { ...plain, 'a.bin': big, 'b.bin': big },
    severity: 'note',
    path: 'a.bin',
    says: /b\.bin/,
    passes: { ...plain, 'a.bin': big, 'b.bin': Buffer.alloc(300 * 1024, 8) },
  },
  {
    rule: 'readme',
    what: 'no readme and no licence',
    trips: plain,
    severity: 'note',
    says: /readme|licence/,
    passes: { ...plain, 'README.txt': '', LICENSE: '' },
  },
];

test.each(CASES)(
  '$rule finds $what, and not what is in order',
  async ({ rule, trips, severity, path, says, passes, more }) => {
    const found = (await checkTree(trips, more))
      .map(({ finding }) => finding)
      .filter((finding) => finding.rule === rule);
    const match = found.find((finding) => says.test(finding.message));
    expect(match, JSON.stringify(found)).toMatchObject({ severity, ...(path !== undefined && { path }) });
    expect(match?.why).not.toBe('');
    const clean = (await checkTree(passes)).filter(
      ({ finding }) => finding.rule === rule && says.test(finding.message),
    );
    expect(clean).toEqual([]);
  },
);

test('every rule has a case, or a test of its own below', () => {
  const tested = new Set([...CASES.map(({ rule }) => rule), 'unreadable', 'huge-files']);
  expect(RULES.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});

test('a huge file is noted, and over 16 GiB is refused (sparse files)', async () => {
  const root = tempFolder();
  writeTree(root, { ...plain, 'ortho.dds': '' });
  truncateSync(join(root, 'ortho.dds'), 17 * 1024 ** 3);
  const { findings } = await runPreflight(await contextFor(root));
  const said = findings.map(({ finding }) => [finding.rule, finding.severity]);
  expect(said).toContainEqual(['huge-files', 'note']);
  expect(said).toContainEqual(['sizes', 'error']);
});

test('a scan that met an unreadable file and a pipe becomes findings', async () => {
  const root = tempFolder();
  writeTree(root, plain);
  const context = await contextFor(root);
  const problems = [
    { kind: 'unreadable', path: 'locked.txt', what: 'file', code: 'EACCES' },
    { kind: 'special-file', path: 'pipe', what: 'a named pipe' },
    { kind: 'not-unicode', path: 'caf\uFFFD.txt', bytes: 'e9' },
  ] as const;
  const { findings } = await runPreflight({ ...context, scan: { ...context.scan, problems } });
  const said = findings.filter(({ finding }) => finding.rule === 'unreadable');
  expect(said.map(({ finding }) => [finding.severity, finding.path])).toEqual([
    ['error', 'locked.txt'],
    ['error', 'caf\uFFFD.txt'],
    ['warning', 'pipe'],
  ]);
});

test('a program without an ending is known by its header', async () => {
  const root = tempFolder();
  writeTree(root, { ...plain, 'tools/convert': elf, 'tools/notes': elf });
  chmodSync(join(root, 'tools/convert'), 0o755);
  const { findings } = await runPreflight(await contextFor(root));
  expect(findings.filter(({ finding }) => finding.rule === 'executables').map(({ finding }) => finding.path)).toEqual([
    'tools/convert',
  ]);
  const asProgram = await runPreflight(await contextFor(root, { packageType: 'executable' }));
  expect(asProgram.findings.filter(({ finding }) => finding.rule === 'executables')).toEqual([]);
});

test('a script the project file keeps elsewhere counts, and is checked', async () => {
  const root = tempFolder();
  writeTree(root, { 'lin_x64/p.xpl': elf, 'scripts/in.ska': 'DELETE relative/path', 'scripts/out.ska': 'DELETE /a' });
  const { findings } = await runPreflight(
    await contextFor(root, { scripts: { install: 'scripts/in.ska', uninstall: 'scripts/out.ska' } }),
  );
  const said = findings.filter(({ finding }) => finding.rule === 'install-script').map(({ finding }) => finding);
  expect(said).toMatchObject([{ path: 'scripts/in.ska', message: expect.stringContaining('Line 1') }]);
});

test('errors come first, ids stay the same from check to check, and many of a kind are counted', async () => {
  const root = tempFolder();
  writeTree(root, {
    ...plain,
    ...Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`old/${n}.zip`, ''])),
    l: { link: 'x' },
  });
  const first = await runPreflight(await contextFor(root));
  const second = await runPreflight(await contextFor(root));
  expect(first.findings[0]?.finding.severity).toBe('error');
  expect(first.findings.map(({ finding }) => finding.id)).toEqual(second.findings.map(({ finding }) => finding.id));
  expect(new Set(first.findings.map(({ finding }) => finding.id)).size).toBe(first.findings.length);
  const archives = first.findings.filter(({ finding }) => finding.rule === 'nested-archives');
  expect(archives).toHaveLength(201);
  expect(archives.at(-1)?.finding.message).toBe('And 100 more of the same kind.');
});

test('after a change only the rules it concerns run again, with the same result as a full run', async () => {
  const root = tempFolder();
  writeTree(root, { ...plain, 'a.psd': 'x' });
  const before = await runPreflight(await contextFor(root));
  writeTree(root, { 'setup.zip': '' });
  const context = await contextFor(root);
  const after = await runPreflight(context, { report: before, changed: ['setup.zip'] });
  expect(after.byRule.get('sources')).toBe(before.byRule.get('sources'));
  expect(after.byRule.get('nested-archives')).not.toBe(before.byRule.get('nested-archives'));
  const full = await runPreflight(context);
  expect(after.findings.map(({ finding }) => finding)).toEqual(full.findings.map(({ finding }) => finding));
});
