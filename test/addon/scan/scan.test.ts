import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createIgnoreRules } from '../../../main/addon/ignore/rules.ts';
import { scanAddon } from '../../../main/addon/index.ts';
import { createReadableCheck } from '../../../main/addon/scan/readable.ts';
import { tempFolder } from '../folder.ts';

test('lists every file once, sorted by code units, with its size and time', async () => {
  const root = tempFolder({ 'b.txt': 'bb', 'a/z.obj': 'z', 'a.b/c': '', 'Ä.png': '1', 'B.txt': '' });
  const scan = await scanAddon(root);
  expect(scan.rootState).toBe('ok');
  expect(scan.entries.map(({ path, size }) => [path, size])).toEqual([
    ['B.txt', 0],
    ['a.b/c', 0],
    ['a/z.obj', 1],
    ['b.txt', 2],
    ['Ä.png', 1],
  ]);
  expect(scan.folders).toEqual(['', 'a', 'a.b']);
  expect(scan.entries.every(({ mtimeNs, ino }) => mtimeNs > 0n && ino > 0n)).toBe(true);
});

test('reports links with their target and never follows them', async () => {
  const root = tempFolder({ 'aircraft/plane.acf': 'x' });
  symlinkSync('/etc', join(root, 'outside'));
  symlinkSync('..', join(root, 'aircraft/loop'));
  symlinkSync('nowhere', join(root, 'dangling'));
  const { entries, problems } = await scanAddon(root);
  expect(entries.map(({ path, link }) => [path, link])).toEqual([
    ['aircraft/loop', '..'],
    ['aircraft/plane.acf', undefined],
    ['dangling', 'nowhere'],
    ['outside', '/etc'],
  ]);
  expect(problems).toEqual([]);
});

test('never enters what the rules hide', async () => {
  const root = tempFolder({ 'node_modules/a/b.js': '', 'plane.acf': '', 'parts/x.psd': '', 'parts/y.txt': '' });
  const { entries, ignored, folders } = await scanAddon(root, {
    ignore: createIgnoreRules({ ignoreFile: '/parts/' }),
  });
  expect(entries.map(({ path }) => path)).toEqual(['plane.acf']);
  expect(folders).toEqual(['']);
  expect(ignored.map(({ path, isFolder, rule }) => [path, isFolder, rule.source])).toEqual([
    ['node_modules', true, 'built-in'],
    ['parts', true, 'ignore-file'],
  ]);
});

test.runIf(process.platform === 'linux')('a name that is no Unicode becomes a problem with its bytes', async () => {
  const root = tempFolder({ 'real \uFFFD.txt': 'a true replacement character' });
  writeFileSync(Buffer.concat([Buffer.from(`${root}/bad `), Buffer.from([0xff, 0xe9])]), '1');
  mkdirSync(Buffer.concat([Buffer.from(`${root}/dir`), Buffer.from([0x80])]));
  const { entries, problems } = await scanAddon(root);
  expect(entries.map(({ path }) => path)).toEqual(['real \uFFFD.txt']);
  expect(problems).toEqual([
    { kind: 'not-unicode', path: 'bad \uFFFD\uFFFD', bytes: '62616420ffe9' },
    { kind: 'not-unicode', path: 'dir\uFFFD', bytes: '64697280' },
  ]);
});

test.runIf(process.platform === 'linux')('names that other systems cannot hold apart, or not at all', async () => {
  const root = tempFolder({
    'Objects/a.obj': '',
    'objects/b.obj': '',
    'caf\u00e9.png': '',
    'cafe\u0301.png': '',
    'README.txt': '',
    'readme.TXT': '',
    'aux.lua': '',
    'what?.txt': '',
    'tail.': '',
    'space ': '',
    'tab\t.txt': '',
    [`${'long/'.repeat(40)}x.txt`]: '',
  });
  const { problems } = await scanAddon(root);
  expect(problems.map((problem) => [problem.kind, problem.path.slice(0, 12)]).sort()).toEqual([
    ['differs-by-case', 'Objects'],
    ['differs-by-case', 'README.txt'],
    ['differs-by-unicode-form', 'cafe\u0301.png'],
    ['long-path', 'long/long/lo'],
    ['windows-name', 'aux.lua'],
    ['windows-name', 'space '],
    ['windows-name', 'tab\t.txt'],
    ['windows-name', 'tail.'],
    ['windows-name', 'what?.txt'],
  ]);
});

test.runIf(process.platform === 'linux')('pipes are told apart from files', async () => {
  const root = tempFolder({ 'a.txt': '' });
  execFileSync('mkfifo', [join(root, 'pipe')]);
  const { entries, problems } = await scanAddon(root);
  expect(entries.map(({ path }) => path)).toEqual(['a.txt']);
  expect(problems).toEqual([{ kind: 'special-file', path: 'pipe', what: 'pipe' }]);
});

test.runIf(process.getuid?.() !== 0 && process.platform !== 'win32')('what may not be read is reported', async () => {
  const root = tempFolder({ 'secret.txt': 'x', 'closed/inside.txt': 'x', 'open.txt': 'x' });
  chmodSync(join(root, 'secret.txt'), 0);
  chmodSync(join(root, 'closed'), 0);
  const { entries, problems } = await scanAddon(root);
  chmodSync(join(root, 'closed'), 0o700);
  expect(entries.map(({ path }) => path)).toEqual(['open.txt', 'secret.txt']);
  expect(problems).toEqual([
    { kind: 'unreadable', path: 'closed', what: 'folder', code: 'EACCES' },
    { kind: 'unreadable', path: 'secret.txt', what: 'file', code: 'EACCES' },
  ]);
});

test('the readable check goes by owner, group and others, in that order', () => {
  const check = createReadableCheck({ user: 1000, groups: [50] });
  const asked = (mode: number, uid: number, gid: number) =>
    check({ mode: BigInt(mode), uid: BigInt(uid), gid: BigInt(gid) });
  expect(asked(0o077, 1000, 50)).toBe(false);
  expect(asked(0o400, 1000, 1)).toBe(true);
  expect(asked(0o707, 1, 50)).toBe(false);
  expect(asked(0o040, 1, 50)).toBe(true);
  expect(asked(0o770, 1, 1)).toBe(false);
  expect(asked(0o004, 1, 1)).toBe(true);
  expect(createReadableCheck({ user: 0, groups: [] })({ mode: 0n, uid: 1n, gid: 1n })).toBe(true);
});

test('the state of the root is told, not thrown', async () => {
  const root = tempFolder({ 'file.txt': '' });
  symlinkSync('nowhere', join(root, 'dangling'));
  expect((await scanAddon(join(root, 'none'))).rootState).toBe('missing');
  expect((await scanAddon(join(root, 'file.txt'))).rootState).toBe('not-a-folder');
  expect((await scanAddon(join(root, 'file.txt/below'))).rootState).toBe('missing');
  expect((await scanAddon(join(root, 'dangling'))).rootState).toBe('not-a-folder');
  expect((await scanAddon(root)).rootState).toBe('ok');
});

test('an aborted scan rejects with the reason', async () => {
  const root = tempFolder(Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`f/${index}.txt`, ''])));
  const reason = new Error('closed');
  await expect(scanAddon(root, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  const controller = new AbortController();
  const scanning = scanAddon(root, { signal: controller.signal });
  setImmediate(() => controller.abort(reason));
  await expect(scanning).rejects.toBe(reason);
});

test.runIf(process.platform === 'linux')('a process out of file handles waits for some', async () => {
  const root = tempFolder(
    Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`f${index % 40}/${index}`, ''])),
  );
  const script = fileURLToPath(new URL('../few-handles.ts', import.meta.url));
  const output = execFileSync('sh', ['-c', `ulimit -n 80 && exec "$0" "$1" "$2"`, process.execPath, script, root]);
  expect(JSON.parse(output.toString())).toEqual({ held: true, phase: 'ready', files: 300, problems: [] });
});
