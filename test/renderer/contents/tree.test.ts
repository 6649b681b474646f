import { expect, test } from 'vitest';
import { squarify } from '../../../renderer/contents/map/squarify.ts';
import { buildTree, folderPaths, visibleRows } from '../../../renderer/contents/tree.ts';
import { movedTo, zipPath } from '../../../renderer/contents/zip-place.ts';
import { makeContents } from '../fake/addons.ts';

const contents = {
  paths: ['b/deep/x.dds', 'b/y.png', 'a10.obj', 'a9.obj', 'b/z.bak', '.git/', 'setup/first.ska', 'shared/l.png'],
  sizes: [100, 20, 3, 4, 50, null, 5, 6],
  ignoredBy: [-1, -1, -1, -1, 0, 1, -1, -1],
  rules: [
    { pattern: '*.bak', source: 'loadmaster.json' },
    { pattern: '.git/', source: 'built in' },
  ],
  zip: {
    folder: 'my.thing/',
    moved: [
      { from: 'setup/first.ska', to: 'install.ska' },
      { from: 'shared/', to: 'shared/' },
    ],
  },
};
const { root, ignoredBytes } = buildTree(contents);
function shown(open: string[], query = '', which: 'all' | 'packed' | 'ignored' = 'all') {
  return visibleRows(root, new Set(open), which, query).rows.map(({ path }) => path);
}

test('folders sum what is packed below them, and not what is ignored', () => {
  const b = root.children?.find(({ name }) => name === 'b');
  expect([root.bytes, root.files, root.ignored, ignoredBytes, b?.bytes, b?.files]).toEqual([138, 6, 2, 50, 120, 2]);
});

test('folders first, then by name as people count', () => {
  const others = ['setup', 'shared', 'a9.obj', 'a10.obj'];
  expect(shown([])).toEqual(['.git', 'b', ...others]);
  expect(shown(['b'])).toEqual(['.git', 'b', 'b/deep', 'b/y.png', 'b/z.bak', ...others]);
});

test('a filter opens the way to every match and shows nothing else', () => {
  expect(shown([], 'X.DDS')).toEqual(['b', 'b/deep', 'b/deep/x.dds']);
  expect(shown([], '*.obj')).toEqual(['a9.obj', 'a10.obj']);
  expect(shown([], '', 'ignored')).toEqual(['.git', 'b', 'b/z.bak']);
  expect(shown([], 'z', 'packed')).toEqual([]);
});

test('a folder that is left out whole is one row, of a size nobody knows', () => {
  const git = root.children?.find(({ name }) => name === '.git');
  expect(git).toMatchObject({ isFolder: true, children: undefined, sizeKnown: false, files: 0, ignoredBy: 1 });
});

test('each file says where it lies in the zip, and what does not keep its place is marked', () => {
  const places = visibleRows(root, folderPaths(root), 'packed', '').rows.map((node) => [
    zipPath(node, contents.zip),
    movedTo(node, contents.zip),
  ]);
  expect(places).toEqual([
    ['my.thing/b/', undefined],
    ['my.thing/b/deep/', undefined],
    ['my.thing/b/deep/x.dds', undefined],
    ['my.thing/b/y.png', undefined],
    ['my.thing/setup/', undefined],
    ['install.ska', 'install.ska'],
    ['shared/', 'shared/'],
    ['shared/l.png', undefined],
    ['my.thing/a9.obj', undefined],
    ['my.thing/a10.obj', undefined],
  ]);
});

test('50,000 files are a tree and its open rows at once', () => {
  const large = buildTree(makeContents(50_000)).root;
  const { rows } = visibleRows(large, folderPaths(large), 'all', '');
  expect(rows.filter(({ children }) => children === undefined).length).toBe(50_005);
});

test('fields of the size map fill the area, each by its size', () => {
  const area = { x: 0, y: 0, width: 160, height: 90 };
  const sizes = [50, 25, 12, 6, 5, 2];
  const fields = squarify(sizes, area);
  for (const [at, { width, height }] of fields.entries()) {
    expect((width * height) / (160 * 90)).toBeCloseTo((sizes[at] ?? 0) / 100, 6);
  }
  expect(Math.max(...fields.map(({ x, width }) => x + width))).toBeCloseTo(160, 6);
  expect([squarify([], area), squarify([0], area)]).toEqual([[], []]);
});
