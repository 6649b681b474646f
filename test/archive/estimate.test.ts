import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { estimateArchive } from '../../main/archive/index.ts';
import { noise, pack, planFolder, prose, type Tree, temporaryFolder, writeTree } from './support.ts';

const MiB = 1 << 20;

const SMALL: Tree = {
  'a/first.txt': prose(5000),
  'a/second.obj': prose(900_000),
  'empty.txt': '',
  'noise.png': noise(400_000),
};

/** More than is compressed whole, and of two kinds, so that a sample of one of them would be far off. */
const LARGE: Tree = Object.fromEntries(
  Array.from({ length: 60 }, (_, at) => [
    `${at % 3 === 0 ? 'objects' : 'textures'}/${at}.bin`,
    at % 3 === 0 ? prose(MiB / 2, at + 1) : noise(MiB / 2, at + 1),
  ]),
);

async function offBy(tree: Tree): Promise<number> {
  const folder = temporaryFolder();
  const root = writeTree(join(folder, 'addon'), tree);
  const { size } = await estimateArchive(await planFolder(root));
  const built = await pack(root, { out: join(folder, 'built.zip') });
  return Math.abs(size / built.size - 1);
}

test('a small add-on is compressed whole, so the estimate is what the archive will weigh', async () => {
  expect(await offBy(SMALL)).toBeLessThan(0.001);
});

test('of a large add-on blocks are sampled over all its kinds of files', async () => {
  expect(await offBy(LARGE)).toBeLessThan(0.05);
});

test('what the previous archive has is known and not sampled', async () => {
  const folder = temporaryFolder();
  const root = writeTree(join(folder, 'addon'), LARGE);
  const out = join(folder, 'built.zip');
  const built = await pack(root, { out });
  const unchanged = await estimateArchive(await planFolder(root), { previous: out });
  expect(unchanged).toMatchObject({ bytes: 30 * MiB, reusedBytes: 30 * MiB });
  expect(Math.abs(unchanged.size / built.size - 1)).toBeLessThan(0.0001);
  writeFileSync(join(root, 'objects/0.bin'), prose(MiB, 99));
  const changed = await estimateArchive(await planFolder(root), { previous: out });
  expect(changed).toMatchObject({ bytes: 30.5 * MiB, reusedBytes: 29.5 * MiB });
});

test('a file that is gone or has changed since the folder was read counts as it was', async () => {
  const root = writeTree(join(temporaryFolder(), 'addon'), SMALL);
  const plan = await planFolder(root);
  rmSync(join(root, 'noise.png'));
  writeFileSync(join(root, 'a/first.txt'), 'short');
  const { size } = await estimateArchive(plan);
  expect(size).toBeGreaterThan(400_000);
});

test('an estimate can be cancelled', async () => {
  const root = writeTree(join(temporaryFolder(), 'addon'), LARGE);
  const stop = new AbortController();
  const estimate = estimateArchive(await planFolder(root), { signal: stop.signal });
  stop.abort();
  await expect(estimate).rejects.toMatchObject({ code: 'cancelled' });
});

test('an empty add-on weighs its headers', async () => {
  const root = writeTree(join(temporaryFolder(), 'addon'), {});
  expect((await estimateArchive(await planFolder(root))).size).toBeLessThan(200);
});
