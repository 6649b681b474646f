import { expect, test } from 'vitest';
import type { FileEntry } from '../../../main/addon/index.ts';
import { type PlanRequest, planArchive } from '../../../main/archive/index.ts';
import { inWords } from '../../../preload/messages/index.ts';
import { ID } from '../support.ts';

function file(path: string, more: Partial<FileEntry> = {}): FileEntry {
  return { path, size: 10, mtimeNs: 1n, ino: 2n, mode: 0o100644, ...more };
}

function request(paths: readonly (string | FileEntry)[], more: Partial<PlanRequest> = {}): PlanRequest {
  const entries = paths.map((path) => (typeof path === 'string' ? file(path) : path));
  return { root: '/addon', entries, packageId: ID, ...more };
}

function namesOf(plan: PlanRequest): string[] {
  const outcome = planArchive(plan);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.plan.entries.map((entry) => entry.name);
}

function refusalsOf(plan: PlanRequest): [string, string | undefined][] {
  const outcome = planArchive(plan);
  if (outcome.ok) return [];
  expect(outcome.refusals.filter(({ message, said }) => inWords(said.message, 'de') === message)).toEqual([]);
  return outcome.refusals.map(({ code, path }) => [code, path]);
}

test('files lie in the folder of the package, in code-unit order', () => {
  expect(namesOf(request(['b.txt', 'Z.txt', 'a/x.txt', 'a.txt', 'é.txt']))).toEqual([
    'author.thing/',
    'author.thing/Z.txt',
    'author.thing/a.txt',
    'author.thing/a/x.txt',
    'author.thing/b.txt',
    'author.thing/é.txt',
  ]);
});

test('an add-on without files is still a package', () => {
  expect(namesOf(request([]))).toEqual(['author.thing/']);
});

test('a folder with nothing in it gets an entry, one with something does not', () => {
  const folders = ['', 'a', 'a/deep', 'b', 'b/empty', 'c'];
  expect(namesOf(request(['a/x.txt'], { folders }))).toEqual([
    'author.thing/',
    'author.thing/a/deep/',
    'author.thing/a/x.txt',
    'author.thing/b/empty/',
    'author.thing/c/',
  ]);
});

test('a full id in any case becomes the folder the registry wants', () => {
  expect(namesOf(request([], { packageId: ' xpkg/Author.Thing ' }))).toEqual(['author.thing/']);
});

test('scripts and resource folders lie at the root', () => {
  const scripts = { install: { text: 'PATH x' }, upgrade: { root: '/elsewhere', entry: file('up.ska') } };
  const resources = [{ name: 'extras', root: '/more', entries: [file('manual/page.txt')] }];
  expect(namesOf(request(['x.acf'], { scripts, resources }))).toEqual([
    'author.thing/',
    'author.thing/x.acf',
    'extras/manual/page.txt',
    'install.ska',
    'upgrade.ska',
  ]);
});

test('what file managers leave behind is dropped and told', () => {
  const outcome = planArchive(
    request(['.DS_Store', 'a/desktop.ini', 'a/Thumbs.db', '__MACOSX/._x', 'a/__MACOSX/b', 'keep.txt']),
  );
  expect(outcome).toMatchObject({
    ok: true,
    plan: { files: 1, junk: ['.DS_Store', 'a/desktop.ini', 'a/Thumbs.db', '__MACOSX/._x', 'a/__MACOSX/b'] },
  });
});

test('everything that would fail on the registry or on a disk is refused, all of it at once', () => {
  const link = file('link', { link: 'target' });
  const deep = `${'d/'.repeat(70)}x`;
  const long = `${'ü'.repeat(120)}/`.repeat(6);
  const found = refusalsOf(
    request([link, 'x__MACOSX.txt', 'a\\b', 'a\u0001b', 'a/\ud800', 'nul.txt', 'dot.', deep, `${long}x`]),
  );
  expect(found).toEqual([
    ['link', 'link'],
    ['macosx', 'x__MACOSX.txt'],
    ['back_slash', 'a\\b'],
    ['control_character', 'a\u0001b'],
    ['not_unicode', 'a/\ud800'],
    ['reserved_name', 'nul.txt'],
    ['reserved_name', 'dot.'],
    ['too_deep', deep],
    ['too_long', `${long}x`],
  ]);
});

test('paths that are one on some disks are refused', () => {
  expect(refusalsOf(request(['Readme.txt', 'README.txt']))).toEqual([['collision', 'author.thing/Readme.txt']]);
  expect(refusalsOf(request(['a/x', 'A/y']))).toEqual([['collision', 'author.thing/a']]);
  expect(refusalsOf(request(['e\u0301.txt', '\u00e9.txt']))).toEqual([['collision', 'author.thing/\u00e9.txt']]);
  expect(refusalsOf(request(['a', 'a/x']))).toEqual([['file_and_folder', 'author.thing/a']]);
  expect(refusalsOf(request(['a', 'a']))).toEqual([['duplicate', 'author.thing/a']]);
});

test.each(['manifest.json', 'author.thing', 'AUTHOR.thing', 'install.ska', '', 'a/b', '..'])(
  'a resource folder cannot be called "%s"',
  (name) => {
    const resources = [{ name, root: '/more', entries: [file('x')] }];
    expect(planArchive(request([], { resources })).ok).toBe(false);
  },
);

test.each(['.hidden', '-dash', 'c:'])('a root folder "%s" would vanish or be misread', (name) => {
  const resources = [{ name, root: '/more', entries: [file('x')] }];
  expect(refusalsOf(request([], { resources }))).toHaveLength(1);
});

test('a bad id is refused before anything else', () => {
  expect(refusalsOf(request(['x'], { packageId: 'abc' }))).toEqual([['bad_package_id', undefined]]);
});

test('more than 16 GiB is refused, exactly 16 GiB is not', () => {
  const half = file('a', { size: 2 ** 33 });
  expect(refusalsOf(request([half, file('b', { size: 2 ** 33 })]))).toEqual([]);
  expect(refusalsOf(request([half, file('b', { size: 2 ** 33 + 1 })]))).toEqual([['too_large', undefined]]);
});
