import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutMap, type MapField } from '../../../renderer/contents/map/layout-map.ts';
import { folderAt, type MapNode, mapTree, typeSums } from '../../../renderer/contents/map/map-tree.ts';
import { buildTree } from '../../../renderer/contents/tree.ts';
import { makeContents } from '../fake/addons.ts';

const { root } = buildTree({
  paths: ['b/deep/x.dds', 'b/y.png', 'b/z.obj', 'jet.acf', 'old.bak', 'empty.txt'],
  sizes: [100, 20, 60, 20, 500, 0],
  ignoredBy: [-1, -1, -1, -1, 0, -1],
  rules: [{ pattern: '*.bak', source: 'loadmaster.json' }],
  zip: { folder: 'my.thing/', moved: [] },
});
function all() {
  return true;
}

const fonts = { measure: (text: string) => text.length * 7, lineHeight: 18, sizeText: (bytes: number) => `${bytes} B` };
const AREA = { x: 0, y: 0, width: 800, height: 500 };

function mapOf(wanted: Parameters<typeof mapTree>[1] = all, of = root): MapNode {
  const map = mapTree(of, wanted);
  if (!map) throw new Error('nothing to show');
  return map;
}

test('the map has what is packed and not empty, largest first, and a folder the type of most of its bytes', () => {
  const map = mapOf();
  expect(map).toMatchObject({ bytes: 200, files: 4, type: 'textures' });
  expect(map.children?.map(({ node, bytes, type }) => [node.name, bytes, type])).toEqual([
    ['b', 180, 'textures'],
    ['jet.acf', 20, 'models'],
  ]);
});

test('a filter leaves out files, and folders with nothing left', () => {
  expect(mapOf(({ name }) => name.endsWith('.obj')).bytes).toBe(60);
  expect(mapOf(({ name }) => name.endsWith('.acf')).children?.length).toBe(1);
  expect(mapTree(root, () => false)).toBeUndefined();
});

test('a folder that is no longer there leads to the nearest above it', () => {
  expect(folderAt(mapOf(), 'b/deep').node.path).toBe('b/deep');
  expect(folderAt(mapOf(), 'b/deep/gone').node.path).toBe('b/deep');
  expect(folderAt(mapOf(), 'gone/entirely').node.path).toBe('');
});

test('the legend counts what is packed of each type', () => {
  expect(typeSums(root)).toEqual([
    { type: 'textures', bytes: 120, files: 2 },
    { type: 'models', bytes: 80, files: 2 },
    { type: 'documents', bytes: 0, files: 1 },
  ]);
});

function areaOf({ rect }: MapField) {
  return rect.width * rect.height;
}

test('folders are opened in their field, and files keep the share they have', () => {
  const fields = layoutMap(mapOf(), AREA, fonts);
  const field = (path: string) => fields.find(({ shown }) => shown.node.path === path)!;
  expect(fields.map(({ shown, depth, isOpen }) => [shown.node.path, depth, isOpen])).toEqual([
    ['b', 0, true],
    ['jet.acf', 0, false],
    ['b/deep', 1, true],
    ['b/z.obj', 1, false],
    ['b/y.png', 1, false],
    ['b/deep/x.dds', 2, false],
  ]);
  expect(areaOf(field('b')) / areaOf(field('jet.acf'))).toBeCloseTo(9, 0);
});

test('a label is there only where all of it fits', () => {
  const narrow = layoutMap(mapOf(), { ...AREA, width: 60 }, fonts);
  for (const { shown, rect, label } of [...narrow, ...layoutMap(mapOf(), AREA, fonts)]) {
    if (label === 'none') continue;
    expect(fonts.measure(shown.node.name), shown.node.path).toBeLessThanOrEqual(rect.width);
    expect(rect.height).toBeGreaterThanOrEqual(fonts.lineHeight);
  }
  expect(narrow.some(({ label }) => label === 'none')).toBe(true);
  expect(layoutMap(mapOf(), AREA, fonts).every(({ label }) => label === 'name-and-size')).toBe(true);
});

test('fields of any tree lie in the folder they belong to and never over each other', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 30, max: 900 }), (bytes, width) => {
      const paths = bytes.map((_, at) => `${at % 3}/${at % 5}/file${at}.png`);
      const tree = buildTree({
        paths,
        sizes: bytes,
        ignoredBy: bytes.map(() => -1),
        rules: [],
        zip: { folder: '', moved: [] },
      });
      const fields = layoutMap(mapOf(all, tree.root), { ...AREA, width }, fonts);
      for (const [at, { rect, depth, shown }] of fields.entries()) {
        expect(rect.x).toBeGreaterThanOrEqual(-0.01);
        expect(rect.x + rect.width).toBeLessThanOrEqual(width + 0.01);
        for (const other of fields.slice(at + 1)) {
          if (other.depth !== depth || other.shown.node.parent !== shown.node.parent) continue;
          const apart =
            rect.x + rect.width <= other.rect.x + 0.01 ||
            other.rect.x + other.rect.width <= rect.x + 0.01 ||
            rect.y + rect.height <= other.rect.y + 0.01 ||
            other.rect.y + other.rect.height <= rect.y + 0.01;
          expect(apart).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('what is too small to be drawn is one field, with how many files it stands for', () => {
  const paths = ['big.png', ...Array.from({ length: 500 }, (_, at) => `s${at}.txt`)];
  const sizes = paths.map((_, at) => (at === 0 ? 10_000 : 1));
  const tree = buildTree({ paths, sizes, ignoredBy: paths.map(() => -1), rules: [], zip: { folder: '', moved: [] } });
  const fields = layoutMap(mapOf(all, tree.root), AREA, fonts);
  expect(fields.map(({ shown, rest }) => [shown.node.name, rest])).toEqual([
    ['big.png', 0],
    ['', 500],
  ]);
  expect(areaOf(fields[1]!)).toBeGreaterThan((AREA.width * AREA.height) / 40);
});

test('50,000 files are a few hundred fields', () => {
  const map = mapOf(all, buildTree(makeContents(50_000)).root);
  const fields = layoutMap(map, { ...AREA, width: 1600, height: 900 }, fonts);
  expect(fields.length).toBeGreaterThan(50);
  expect(fields.length).toBeLessThan(2000);
});
