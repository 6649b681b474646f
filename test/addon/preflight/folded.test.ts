import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Fixes } from '../../../main/addon/fixes/index.ts';
import { runPreflight } from '../../../main/addon/preflight/index.ts';
import { macLibrary } from '../../../main/addon/samples/mac-library.ts';
import { tempFolder } from '../../temp-folder.ts';
import { checkTree, contextFor, type Tree, writeTree } from './check-folder.ts';
import { plain } from './rule-case.ts';

async function ofRule(rule: string, tree: Tree) {
  return (await checkTree(tree)).map(({ finding }) => finding).filter((finding) => finding.rule === rule);
}

test('what is said of many files in the same words is one finding with all of them', async () => {
  const intel = macLibrary(['x86_64'], 40_000);
  const names = ['a', 'b', 'c', 'd', 'e'];
  const tree = Object.fromEntries(names.map((name) => [`plugins/${name}/mac_x64/${name}.xpl`, intel]));
  const found = (await ofRule('platforms', { ...plain, ...tree })).filter(({ message }) => message.includes('arm64'));
  expect(found).toMatchObject([
    { path: 'plugins/a/mac_x64/a.xpl', also: names.slice(1).map((name) => `plugins/${name}/mac_x64/${name}.xpl`) },
  ]);
});

test('three of a kind stand each by itself', async () => {
  const found = await ofRule('secrets', {
    ...plain,
    '.env': 'API_KEY=abcdef12',
    'a/.env': 'API_KEY=abcdef12',
    'b/.env': 'API_KEY=abcdef12',
  });
  expect(found.map(({ path, also }) => [path, also])).toEqual([
    ['.env', undefined],
    ['a/.env', undefined],
    ['b/.env', undefined],
  ]);
});

test('the one fix of a finding about many files leaves out all of them, and the finding is gone', async () => {
  const root = tempFolder();
  writeTree(root, {
    ...plain,
    '.env': 'API_KEY=abcdef12',
    'a/.env': 'API_KEY=abcdef12',
    'b/.env': 'API_KEY=abcdef12',
    'c d/.env': 'API_KEY=abcdef12',
  });
  const { findings } = await runPreflight(await contextFor(root));
  const found = findings.find(({ finding }) => finding.rule === 'secrets');
  if (found?.fix === undefined) throw new Error('no fix');
  expect(found.finding.fix?.description).toMatch(/^Adds "\/\.env" and 3 more/);
  const fixes = new Fixes(tempFolder());
  const shown = await fixes.show(root, 'leave out', await found.fix.steps());
  if (!shown.ok) throw new Error('not shown');
  expect(await fixes.apply(shown.value.token)).toMatchObject({ ok: true });
  expect(readFileSync(join(root, '.xpkgignore'), 'utf8')).toBe('/.env\n/a/.env\n/b/.env\n/c\\ d/.env\n');
  const after = await runPreflight(await contextFor(root));
  expect(after.findings.filter(({ finding }) => finding.rule === 'secrets')).toEqual([]);
});

test('a group keeps its id when its first file is gone', async () => {
  const env = {
    '.env': 'API_KEY=abcdef12',
    'a/.env': 'API_KEY=abcdef12',
    'b/.env': 'API_KEY=abcdef12',
    'c/.env': 'API_KEY=abcdef12',
    'd/.env': 'API_KEY=abcdef12',
  };
  const [before] = await ofRule('secrets', { ...plain, ...env });
  const { '.env': _gone, ...others } = env;
  const [after] = await ofRule('secrets', { ...plain, ...others });
  expect(after?.id).toBe(before?.id);
});

test('the links of a macOS framework are one finding with one fix', async () => {
  const framework = 'plugins/a/mac_x64/Kit.framework';
  const links = ['Kit', 'Headers', 'Resources', 'Versions/Current'];
  const tree = Object.fromEntries(links.map((name) => [`${framework}/${name}`, { link: 'Versions/A' }]));
  const found = await ofRule('links', { ...plain, ...tree });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ severity: 'error', message: expect.stringMatching(/^There are 4 links/) });
  expect([found[0]?.path, ...(found[0]?.also ?? [])].toSorted()).toEqual(
    links.map((name) => `${framework}/${name}`).toSorted(),
  );
});
