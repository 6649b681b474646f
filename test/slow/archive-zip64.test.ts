import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildArchive, verifyArchive } from '../../main/archive/index.ts';
import { expectReadableByAll, listWithPython, listWithYauzl, testWith7z, testWithUnzip } from '../archive/readers.ts';
import { ID, noise, planFolder, sizeOf, temporaryFolder, writeTree } from '../archive/support.ts';

const GiB = 2 ** 30;
const PAST = new Date('2024-05-06T07:08:09Z');

// 65,535 is the last count of a plain zip, and the one that a reader takes for "see the 64-bit field".
test.each([65_534, 65_535, 70_000])('an archive of %d entries is read by everybody', async (count) => {
  const folder = temporaryFolder();
  const root = join(folder, 'addon');
  for (let index = 0; index < count - 1; index += 1) {
    if (index % 1000 === 0) mkdirSync(join(root, `${Math.floor(index / 1000)}`), { recursive: true });
    writeFileSync(join(root, `${Math.floor(index / 1000)}`, `${index}.txt`), `${index}`);
  }
  const plan = await planFolder(root);
  const { path } = await buildArchive(plan, { out: join(folder, 'a.zip') });
  expect(await verifyArchive(path, { packageId: ID })).toMatchObject({ ok: true, findings: [], entries: count });
  await expectReadableByAll(path, plan);
});

/** A file with a few bytes of its own at its places, and nothing in between that takes room on the disk. */
function sparseFile(path: string, size: number, places: readonly number[]): void {
  const file = openSync(path, 'w');
  for (const [index, place] of places.entries()) writeSync(file, noise(5000, index + 1), 0, 5000, place);
  ftruncateSync(file, size);
  closeSync(file);
  utimesSync(path, PAST, PAST);
}

test('a file of more than 4 GiB is read by everybody, and reused', async () => {
  const folder = temporaryFolder();
  const root = writeTree(join(folder, 'addon'), { 'after.txt': 'after', 'before.txt': 'before' });
  sparseFile(join(root, 'big.bin'), 4 * GiB + 12_345, [0, 2 * GiB, 4 * GiB]);
  const plan = await planFolder(root);
  const first = await buildArchive(plan, { out: join(folder, 'a.zip') });
  const again = await buildArchive(plan, { out: join(folder, 'b.zip'), previous: first.path });
  expect(again).toMatchObject({ sha256: first.sha256, reusedBytes: plan.bytes });
  expect(await verifyArchive(first.path, { packageId: ID })).toMatchObject({ ok: true, findings: [] });
  await Promise.all([testWithUnzip(first.path), testWith7z(first.path)]);
  const expected = await listWithYauzl(first.path);
  expect(Object.keys(expected)).toHaveLength(4);
  const python = await listWithPython(first.path);
  if (python !== undefined) expect(python).toEqual(expected);
});

test('an archive of more than 4 GiB is read by everybody', async () => {
  const folder = temporaryFolder();
  const root = writeTree(join(folder, 'addon'), { 'z/last.txt': 'the last' });
  // One file past 4 GiB compressed, and files that begin past 4 GiB.
  writeNoise(join(root, 'noise.bin'), 4 * GiB + 1_000_000);
  writeNoise(join(root, 'then.bin'), 30_000_000);
  const plan = await planFolder(root);
  const { path, size } = await buildArchive(plan, { out: join(folder, 'a.zip') });
  expect(size).toBeGreaterThan(4 * GiB);
  expect(size).toBe(sizeOf(path));
  expect(await verifyArchive(path, { packageId: ID })).toMatchObject({ ok: true, findings: [] });
  await Promise.all([testWithUnzip(path), testWith7z(path)]);
  expect(Object.keys(await listWithYauzl(path))).toHaveLength(4);
  const python = await listWithPython(path);
  if (python !== undefined) expect(Object.keys(python)).toHaveLength(4);
});

function writeNoise(path: string, size: number): void {
  const block = noise(8 << 20);
  const file = openSync(path, 'w');
  for (let at = 0, round = 1; at < size; at += block.length, round += 1) {
    // Turned a little each time: far apart enough for deflate not to see it.
    for (let index = 0; index < block.length; index += 4099) block[index] = (block[index] ?? 0) ^ round;
    writeSync(file, block, 0, Math.min(block.length, size - at));
  }
  closeSync(file);
  utimesSync(path, PAST, PAST);
}

test('3 GB in one file stay within 250 MB of memory', async () => {
  const folder = temporaryFolder();
  const root = writeTree(join(folder, 'addon'), { 'a.txt': 'a' });
  const script = new URL('../bench/archive/run.ts', import.meta.url).pathname;
  const megabytes = (): number => {
    const printed = execFileSync(process.execPath, [script, 'loadmaster', root, join(folder, 'a.zip')], {
      encoding: 'utf8',
      env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    });
    return JSON.parse(printed).rssMB;
  };
  // Taking the types out of the sources costs tens of megabytes, once: what is installed has none.
  const idle = megabytes();
  writeNoise(join(root, 'orthophoto.bin'), 3_000_000_000);
  const packing = megabytes();
  console.log(`3 GB in one file: ${packing.toFixed(0)} MB, and ${idle.toFixed(0)} MB for a text of one letter before`);
  expect(packing).toBeLessThan(250);
});
