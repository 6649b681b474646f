import { expect, test } from 'vitest';
import { squarify } from '../../../renderer/contents/squarify.ts';
import { buildTree, folderPaths, visibleRows } from '../../../renderer/contents/tree.ts';
import { makeContents } from '../fake/addons.ts';

const contents = {
  paths: ['b/deep/x.dds', 'b/y.png', 'a10.obj', 'a9.obj', 'b/z.bak'],
  sizes: [100, 20, 3, 4, 50],
  ignoredBy: [-1, -1, -1, -1, 0],
  rules: [{ pattern: '*.bak', source: 'loadmaster.json' }],
};
const { root, ignoredBytes } = buildTree(contents);
const shown = (open: string[], query = '', which: 'all' | 'packed' | 'ignored' = 'all') =>
  visibleRows(root, new Set(open), which, query).rows.map(({ path }) => path);

test('folders sum what is packed below them, and not what is ignored', () => {
  const b = root.children?.find(({ name }) => name === 'b');
  expect([root.bytes, root.files, root.ignoredFiles, ignoredBytes, b?.bytes, b?.files]).toEqual([
    127, 4, 1, 50, 120, 2,
  ]);
});

test('folders first, then by name as people count', () => {
  expect(shown([])).toEqual(['b', 'a9.obj', 'a10.obj']);
  expect(shown(['b'])).toEqual(['b', 'b/deep', 'b/y.png', 'b/z.bak', 'a9.obj', 'a10.obj']);
});

test('a filter opens the way to every match and shows nothing else', () => {
  expect(shown([], 'X.DDS')).toEqual(['b', 'b/deep', 'b/deep/x.dds']);
  expect(shown([], '*.obj')).toEqual(['a9.obj', 'a10.obj']);
  expect(shown([], '', 'ignored')).toEqual(['b', 'b/z.bak']);
  expect(shown([], 'z', 'packed')).toEqual([]);
});

test('50,000 files are a tree and its open rows at once', () => {
  const large = buildTree(makeContents(50_000)).root;
  const { rows } = visibleRows(large, folderPaths(large), 'all', '');
  expect(rows.filter(({ children }) => children === null).length).toBe(50_005);
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
