import { expect, test } from 'vitest';
import { libraryExports } from '../../../main/addon/dsf/library-exports.ts';
import { readDefinitions } from '../../../main/addon/dsf/read-definitions.ts';
import { libraryOf } from '../../../main/addon/dsf/well-known-libraries.ts';
import { CountedFile } from '../binaries/mutate.ts';
import { makeDsf } from './make-dsf.ts';
import { PACKED_TILES } from './packed-tiles.ts';

const NAMES = {
  terrains: ['terrain_Water'],
  objects: Array.from({ length: 40 }, (_, index) => `objects/hangar_${index}.obj`),
  polygons: ['lib/g8/pol/x.pol', 'opensceneryx/facades/wall.fac'],
  networks: ['lib/g8/roads.net'],
};

function read(file: Buffer) {
  return readDefinitions(file.length, new CountedFile(file).read);
}

test('a tile tells what it names', async () => {
  expect(await read(makeDsf(NAMES))).toEqual(NAMES);
  expect(await read(makeDsf({}))).toEqual({ terrains: [], objects: [], polygons: [], networks: [] });
});

test.each(Object.entries(PACKED_TILES))('a tile packed by 7-Zip (%s) tells the same', async (_, file) => {
  expect(await read(file)).toEqual(NAMES);
});

test('a damaged or foreign file tells nothing', async () => {
  const tile = makeDsf(NAMES);
  // What a transfer as text does to it.
  const asText = Buffer.from(tile.toString('latin1').replaceAll('\0\0\0', '\r\n'), 'latin1');
  for (const file of [asText, tile.subarray(0, 200), Buffer.from('XPLNEDSF'), Buffer.alloc(0), Buffer.from('hello')]) {
    expect(await read(file)).toBeUndefined();
  }
  for (const packed of Object.values(PACKED_TILES)) expect(await read(packed.subarray(0, 60))).toBeUndefined();
});

test('of a large tile only the names are read', async () => {
  const tile = makeDsf({ objects: ['a.obj'] });
  const large = Buffer.concat([tile, Buffer.alloc(8 * 1024 * 1024)]);
  const counted = new CountedFile(large);
  expect((await readDefinitions(large.length, counted.read))?.objects).toEqual(['a.obj']);
  expect(counted.bytesRead).toBeLessThan(1000);
});

test('a library gives names, as itself or in place of another', () => {
  const text = [
    'I',
    '800',
    'LIBRARY',
    'EXPORT My_Lib/One.obj objects/one.obj',
    'EXPORT_BACKUP opensceneryx\\two.obj none.obj',
    'EXPORT_EXTEND three.obj opensceneryx/placeholder.obj',
    'EXPORT_RATIO 0.5 four.obj a folder/four.obj',
    'EXPORT_SEASON win five.obj five.obj',
    'EXPORT_BACKUP my_lib/one.obj other.obj',
    'EXPORT nothing.obj',
    '# EXPORT six.obj six.obj',
  ].join('\r');
  expect([...libraryExports(text)]).toEqual([
    ['my_lib/one.obj', { isBackup: false }],
    ['opensceneryx/two.obj', { isBackup: true }],
    ['three.obj', { isBackup: true }],
    ['four.obj', { isBackup: false }],
    ['five.obj', { isBackup: false }],
  ]);
});

test('libraries are known by how their names begin', () => {
  expect(libraryOf('OpenSceneryX/facades/wall.fac')).toBe('OpenSceneryX');
  expect(libraryOf('lib/airport/landscape/x.obj')).toBe('x-plane');
  expect(libraryOf('lib/flags_world/france.obj')).toBe('Flags of the World');
  expect(libraryOf('objects/houses/eu/h.obj')).toBe('World Models Library');
  expect(libraryOf('objects/hangar.obj')).toBeUndefined();
});
