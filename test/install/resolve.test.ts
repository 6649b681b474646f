import { expect, test } from 'vitest';
import { dependenciesStep } from '../../main/install/index.ts';
import { type PackageSource, type Rows, resolvePackage } from '../../main/install/resolve.ts';
import { inWords } from '../../preload/messages/index.ts';

type Book = Readonly<
  Record<string, Readonly<Record<string, { needs?: [string, string][]; not?: [string, string][] }>>>
>;

function rows(list: [string, string][] = []): Rows {
  return list.map(([id, selection]) => ({ id, selection }));
}

function registry(book: Book): PackageSource {
  return {
    versions: async (id) => (book[id] === undefined ? undefined : Object.keys(book[id])),
    facts: async (id, version) => {
      const found = book[id]?.[version];
      return found && { version, dependencies: rows(found.needs), incompatibilities: rows(found.not) };
    },
  };
}

function resolve(needs: [string, string][], book: Book, not: [string, string][] = []) {
  const top = { version: '1.0.0', dependencies: rows(needs), incompatibilities: rows(not) };
  return resolvePackage('xpkg/author.top', top, registry(book));
}

test('the newest version inside all selections wins, and dependencies come first', async () => {
  const book: Book = {
    'xpkg/a.library': { '1.0.0': {}, '1.5.0': { needs: [['xpkg/b.library', '2']] }, '2.0.0': {} },
    'xpkg/b.library': { '2.0.0': {}, '2.1.0': {}, '3.0.0': {} },
  };
  expect(
    await resolve(
      [
        ['xpkg/a.library', '1'],
        ['xpkg/b.library', '-2.0'],
      ],
      book,
    ),
  ).toEqual({
    clashes: [],
    install: [
      { id: 'xpkg/b.library', version: '2.0.0' },
      { id: 'xpkg/a.library', version: '1.5.0' },
      { id: 'xpkg/author.top', version: '1.0.0' },
    ],
  });
});

test.each<[string, [string, string][], Book, RegExp]>([
  ['a package that is not there', [['xpkg/no.package', '*']], {}, /not on this registry.*author\.top 1\.0\.0 \(\*\)/],
  ['no version that suits', [['xpkg/a.library', '3']], { 'xpkg/a.library': { '1.0.0': {} } }, /There is 1\.0\.0/],
  [
    'selections that have nothing in common',
    [
      ['xpkg/a.library', '1'],
      ['xpkg/b.library', '*'],
    ],
    {
      'xpkg/a.library': { '1.0.0': {}, '2.0.0': {} },
      'xpkg/b.library': { '1.0.0': { needs: [['xpkg/a.library', '2']] } },
    },
    /inside all selections: .*author\.top 1\.0\.0 \(1\), xpkg\/b\.library 1\.0\.0 \(2\)/,
  ],
  [
    'an incompatibility between two that are needed',
    [
      ['xpkg/a.library', '*'],
      ['xpkg/b.library', '*'],
    ],
    { 'xpkg/a.library': { '1.0.0': { not: [['xpkg/b.library', '1']] } }, 'xpkg/b.library': { '1.0.0': {} } },
    /cannot be together with xpkg\/b\.library 1\.0\.0/,
  ],
  [
    'a dependency that needs another version of the package itself',
    [['xpkg/a.library', '*']],
    { 'xpkg/a.library': { '1.0.0': { needs: [['xpkg/author.top', '2-']] } } },
    /1\.0\.0 is to be installed/,
  ],
])('a clash is told with its reason: %s', async (_, needs, book, says) => {
  const { clashes } = await resolve(needs, book);
  expect(clashes.map((clash) => inWords(clash)).join('\n')).toMatch(says);
});

test('circles end', async () => {
  const book: Book = {
    'xpkg/a.library': { '1.0.0': { needs: [['xpkg/b.library', '*']] } },
    'xpkg/b.library': {
      '1.0.0': {
        needs: [
          ['xpkg/a.library', '*'],
          ['xpkg/author.top', '1'],
        ],
      },
    },
  };
  const { clashes, install } = await resolve([['xpkg/a.library', '*']], book);
  expect(clashes).toEqual([]);
  expect(install.map(({ id }) => id)).toEqual(['xpkg/b.library', 'xpkg/a.library', 'xpkg/author.top']);
});

test('versions that wish for each other away are given up', async () => {
  const book: Book = {
    'xpkg/a.library': { '1.0.0': {}, '2.0.0': { needs: [['xpkg/b.library', '*']] } },
    'xpkg/b.library': { '1.0.0': { needs: [['xpkg/a.library', '1']] } },
  };
  const step = await dependenciesStep(
    'author.top',
    { version: '1.0.0', dependencies: rows([['xpkg/a.library', '*']]), incompatibilities: [] },
    registry(book),
  );
  expect(step.findings.map(({ severity }) => severity)).toEqual(['error']);
});
