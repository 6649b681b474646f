import { chmodSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runPreflight } from '../../../main/addon/preflight/index.ts';
import { RULES } from '../../../main/addon/preflight/rules/index.ts';
import { tempFolder } from '../../temp-folder.ts';
import { makeDsf } from '../dsf/make-dsf.ts';
import { checkTree, contextFor, writeTree } from './check-folder.ts';
import { CONTENT_CASES } from './content-cases.ts';
import { FOLDER_CASES } from './folder-cases.ts';
import { PLUGIN_CASES } from './plugin-cases.ts';
import { elf, plain } from './rule-case.ts';
import { CASES } from './rule-cases.ts';
import { SCENERY_CASES } from './scenery-cases.ts';

const ALL_CASES = [...FOLDER_CASES, ...CASES, ...CONTENT_CASES, ...PLUGIN_CASES, ...SCENERY_CASES];

test.each(ALL_CASES)(
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
  const tested = new Set([...ALL_CASES.map(({ rule }) => rule), 'unreadable', 'huge-files', 'sizes']);
  expect(RULES.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});

test('libraries that users need are told as names and as a sentence', async () => {
  const tile = makeDsf({ objects: ['opensceneryx/objects/a.obj'] });
  const found = await checkTree({ 'Earth nav data/apt.dat': '', 'Earth nav data/+40+010/+47+011.dsf': tile });
  const { finding } = found.find(({ finding: { rule } }) => rule === 'scenery-libraries') ?? {};
  expect(finding?.libraries).toEqual({ names: ['OpenSceneryX'], sentence: 'Needs OpenSceneryX.' });
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
    { kind: 'special-file', path: 'pipe', what: 'pipe' },
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

/** Each in ten degrees of its own, so that of each another folder is told. */
function tileOf(n: number): string {
  return `+${Math.floor(n / 36)}0+${String((n % 36) * 5).padStart(3, '0')}`;
}

test('errors come first, ids stay the same from check to check, and many of a kind are counted', async () => {
  const root = tempFolder();
  writeTree(root, {
    'Earth nav data/apt.dat': '',
    ...Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`tiles/${tileOf(n)}.dsf`, ''])),
    l: { link: 'x' },
  });
  const first = await runPreflight(await contextFor(root));
  const second = await runPreflight(await contextFor(root));
  expect(first.findings[0]?.finding.severity).toBe('error');
  expect(first.findings.map(({ finding }) => finding.id)).toEqual(second.findings.map(({ finding }) => finding.id));
  expect(new Set(first.findings.map(({ finding }) => finding.id)).size).toBe(first.findings.length);
  const names = first.findings.filter(({ finding }) => finding.rule === 'stray-tiles');
  expect(names).toHaveLength(201);
  expect(names.at(-1)?.finding.message).toBe('And 100 more of the same kind.');
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
