import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Fixes } from '../../../main/addon/fixes/index.ts';
import { type FixStep, runPreflight } from '../../../main/addon/preflight/index.ts';
import { inWords } from '../../../preload/messages/index.ts';
import { tempFolder } from '../../temp-folder.ts';
import { contextFor, type Tree, writeTree } from '../preflight/check-folder.ts';
import { privateKey } from '../preflight/rule-case.ts';

function addon(tree: Tree): { root: string; fixes: Fixes; kept: string } {
  const root = tempFolder();
  writeTree(root, tree);
  const kept = join(tempFolder(), 'undo');
  return { root, fixes: new Fixes(kept), kept };
}

function content(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((item) => item.isFile());
  return Object.fromEntries(
    files.map((file) => [
      join(file.parentPath, file.name).slice(root.length + 1),
      readFileSync(join(file.parentPath, file.name), 'utf8'),
    ]),
  );
}

async function show(fixes: Fixes, root: string, steps: readonly FixStep[]): Promise<string> {
  const preview = await fixes.show(root, 'A fix', steps);
  if (!preview.ok) throw new Error(preview.error.message);
  return preview.value.token;
}

const steps: readonly FixStep[] = [
  { kind: 'create', path: 'new/install.ska', content: 'DELETE /x\n' },
  { kind: 'edit', path: 'a.txt', before: 'old\n', after: 'new\n' },
  { kind: 'rename', path: 'Wing.PNG', to: 'wing.png' },
  { kind: 'delete', path: 'junk.bak' },
];
const tree = { 'a.txt': 'old\n', 'Wing.PNG': 'picture', 'junk.bak': 'junk', 'other.txt': 'untouched' };

test('a fix is shown without being done, done in one step, and undone to the byte', async () => {
  const { root, fixes, kept } = addon(tree);
  chmodSync(join(root, 'a.txt'), 0o640);
  const before = content(root);
  const token = await show(fixes, root, steps);
  expect(content(root)).toEqual(before);

  const done = await fixes.apply(token);
  if (!done.ok) throw new Error(done.error.message);
  expect(content(root)).toEqual({
    'a.txt': 'new\n',
    'wing.png': 'picture',
    'new/install.ska': 'DELETE /x\n',
    'other.txt': 'untouched',
  });
  expect(statSync(join(root, 'a.txt')).mode & 0o777).toBe(0o640);
  expect(readdirSync(join(kept, done.value.undoId)).sort()).toEqual(['1', '3', 'fix.json']);

  expect((await fixes.undo(done.value.undoId)).ok).toBe(true);
  expect(content(root)).toEqual(before);
  expect(statSync(join(root, 'a.txt')).mode & 0o777).toBe(0o640);
  expect(await fixes.undo(done.value.undoId)).toMatchObject({ ok: false, error: { code: 'unknown_fix' } });
});

test('an agreement holds once, and only for what was shown', async () => {
  const { root, fixes } = addon(tree);
  const token = await show(fixes, root, steps);
  expect((await fixes.apply(token)).ok).toBe(true);
  expect(await fixes.apply(token)).toMatchObject({ ok: false, error: { code: 'unknown_fix' } });
});

test.each([
  ['an edited file', (root: string) => writeFileSync(join(root, 'a.txt'), 'edited meanwhile\n')],
  ['a file that appeared where one is to be made', (root: string) => writeTree(root, { 'new/install.ska': 'mine' })],
  [
    'a file that appeared where one is to be renamed to',
    (root: string) => writeTree(root, { 'wing.png': 'another picture' }),
  ],
])('%s makes the fix stale and nothing is done', async (_what, meanwhile) => {
  const { root, fixes } = addon(tree);
  const token = await show(fixes, root, steps);
  meanwhile(root);
  const before = content(root);
  expect(await fixes.apply(token)).toMatchObject({ ok: false, error: { code: 'stale_fix' } });
  expect(content(root)).toEqual(before);
});

test('when a later step fails, the earlier ones are taken back', async () => {
  const { root, fixes } = addon(tree);
  const before = content(root);
  const token = await show(fixes, root, [...steps, { kind: 'rename', path: 'not there', to: 'x' }]);
  expect(await fixes.apply(token)).toMatchObject({ ok: false, error: { code: 'fix_failed' } });
  expect(content(root)).toEqual(before);
});

test('what was edited after the fix is not overwritten by an undo', async () => {
  const { root, fixes } = addon(tree);
  const done = await fixes.apply(await show(fixes, root, steps));
  if (!done.ok) throw new Error(done.error.message);
  writeFileSync(join(root, 'a.txt'), 'my own words\n');
  expect(await fixes.undo(done.value.undoId)).toMatchObject({ ok: false, error: { code: 'stale_fix' } });
  expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('my own words\n');
});

test.each(['../out.txt', '/etc/passwd', 'a/../../b', '', 'C:\\x'])('a step at %j is never offered', async (path) => {
  const { root, fixes } = addon(tree);
  expect(await fixes.show(root, 'A fix', [{ kind: 'create', path, content: '' }])).toMatchObject({
    ok: false,
    error: { code: 'unsafe_fix' },
  });
});

test('every fix that preflight offers for a messy add-on makes its finding go away', async () => {
  const mess: Tree = {
    'plane.acf': 'I\n',
    'plane_icon11.png': '',
    'objects/a.obj': 'TEXTURE Wing.png\n',
    'objects/wing.png': '',
    'objects/aux.txt': '',
    'wing.psd': '',
    'deploy key.txt': privateKey,
    'docs/a__MACOSX[1].txt': '',
    'to there': { link: 'plane.acf' },
    'lin_x64/p.xpl': 'x',
  };
  const { root, fixes } = addon(mess);
  const more = { packageType: 'plugin' } as const;
  const first = await runPreflight(
    await contextFor(root, { ...more, detection: { ...(await contextFor(root)).detection } }),
  );
  const fixable = first.findings.filter(({ fix }) => fix !== undefined);
  expect(new Set(fixable.map(({ finding }) => finding.rule))).toEqual(
    new Set(['macosx', 'links', 'windows-names', 'secrets', 'references', 'sources']),
  );
  for (const { finding, fix } of fixable) {
    const done = await fixes.apply(await show(fixes, root, (await fix?.steps()) ?? []));
    expect(done, finding.message).toMatchObject({ ok: true });
    const left = (await runPreflight(await contextFor(root, more))).findings.map((now) => now.finding.id);
    expect(left, finding.message).not.toContain(finding.id);
  }
  expect(existsSync(join(root, 'wing.psd'))).toBe(true);
});

test('a missing install script is created as suggested', async () => {
  const { root, fixes } = addon({ 'library.txt': 'A\n800\nLIBRARY\n' });
  const { findings } = await runPreflight(await contextFor(root));
  const missing = findings.find(({ finding }) => finding.rule === 'install-script');
  expect((await fixes.apply(await show(fixes, root, (await missing?.fix?.steps()) ?? []))).ok).toBe(true);
  expect(readFileSync(join(root, 'install.ska'), 'utf8')).toContain(
    'COPY @default TO /"Custom Scenery"/$(@packageName)',
  );
  const after = await runPreflight(await contextFor(root));
  expect(after.findings.filter(({ finding }) => finding.path === 'install.ska')).toEqual([]);
});

test('fixes of one file are taken back one after the other, the last one first, but not over what somebody wrote', async () => {
  const { root, fixes } = addon({ 'ignore.txt': 'one\n' });
  const write = async (before: string, after: string) => {
    const done = await fixes.apply(await show(fixes, root, [{ kind: 'edit', path: 'ignore.txt', before, after }]));
    return done.ok ? done.value.undoId : '';
  };
  const first = await write('one\n', 'one\ntwo\n');
  const second = await write('one\ntwo\n', 'one\ntwo\nthree\n');
  expect(await fixes.undo(first)).toMatchObject({ ok: false, error: { code: 'stale_fix' } });
  expect((await fixes.undo(second)).ok).toBe(true);
  expect((await fixes.undo(first)).ok).toBe(true);
  expect(content(root)).toEqual({ 'ignore.txt': 'one\n' });

  const third = await write('one\n', 'one\nfour\n');
  const fourth = await write('one\nfour\n', 'one\nfour\nfive\n');
  expect((await fixes.undo(fourth)).ok).toBe(true);
  writeFileSync(join(root, 'ignore.txt'), 'by hand\n');
  expect(await fixes.undo(third)).toMatchObject({ ok: false, error: { code: 'stale_fix' } });
});

test('why a fix cannot be done is said in the words of the catalogue, inside the refusal too', async () => {
  const { root, fixes } = addon(tree);
  const twice = { kind: 'create', path: 'new.txt', content: 'x' } as const;
  const refused = await fixes.apply(await show(fixes, root, [twice, twice]));
  if (refused.ok) throw new Error('It was done.');
  expect(refused.error.message).toBe('Nothing was changed: new.txt is already there.');
  expect(inWords(refused.error.said.message, 'de')).toBe('Nichts wurde geändert: new.txt ist schon da.');
});
