import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectReadableByAll } from './readers.ts';
import { noise, pack, planFolder, prose, sha256, type Tree, temporaryFolder, writeTree } from './support.ts';

const TREE: Tree = {
  'a.txt': prose(10_000),
  'b/c.png': noise(500_000),
  'b/d.obj': prose(1_500_000),
  'e.bin': Buffer.concat([prose(1 << 20), noise(16 << 20)]),
  ...Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`many/${index}.txt`, prose(index * 7, index + 1)])),
};

test('the number of workers, the place, the times and the modes of the files make no difference', async () => {
  const folder = temporaryFolder();
  const root = writeTree(join(folder, 'addon'), TREE);
  const digests = new Set<string>();
  for (const workers of [1, 2, 5]) digests.add((await pack(root, { out: join(folder, 'a.zip'), workers })).sha256);
  const elsewhere = join(folder, 'elsewhere/other name');
  cpSync(root, elsewhere, { recursive: true });
  utimesSync(join(elsewhere, 'a.txt'), new Date(), new Date());
  execFileSync('chmod', ['-R', 'u+x', elsewhere]);
  digests.add((await pack(elsewhere, { out: join(folder, 'a.zip') })).sha256);
  expect(digests.size).toBe(1);
});

test('the time zone makes no difference', async () => {
  const folder = temporaryFolder();
  const root = writeTree(join(folder, 'addon'), { 'a.txt': 'a' });
  const digests = ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'].map((zone) => {
    const out = join(folder, `${zone.replace('/', '-')}.zip`);
    const script = new URL('pack-folder.ts', import.meta.url).pathname;
    execFileSync(process.execPath, [script, root, out], { env: { ...process.env, TZ: zone } });
    return sha256(out);
  });
  expect(new Set(digests).size).toBe(1);
});

// Sizes around every bound of the builder, and contents a compressor takes differently.
const size = fc.oneof(
  fc.constantFrom(0, 1, 2, 32 << 10, (32 << 10) + 1, (256 << 10) - 1, 256 << 10, (256 << 10) + 1, 512 << 10),
  fc.integer({ min: 0, max: 3000 }),
  fc.integer({ min: 0, max: 2 << 20 }),
);
const content = fc
  .tuple(size, fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom('noise', 'prose', 'zeros', 'both'))
  .map(make);

function make([length, seed, kind]: [number, number, string]): Uint8Array {
  if (kind === 'noise') return noise(length, seed);
  if (kind === 'prose') return prose(length, seed);
  if (kind === 'zeros') return new Uint8Array(length);
  return Buffer.concat([prose(length >> 1, seed), noise(length - (length >> 1), seed)]);
}

const segment = fc.constantFrom('a', 'b', 'objects', 'Ünïcode ✈', 'with space', 'x.y', '-dash', '.dot', 'ß', '漢字');
const path = fc.array(segment, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/'));
const tree = fc.uniqueArray(fc.tuple(path, content), { maxLength: 25, selector: ([name]) => name }).map((files) => {
  // A file cannot be a folder as well.
  const names = files.map(([name]) => name);
  return Object.fromEntries(
    files
      .filter(([name]) => !names.some((other) => other.startsWith(`${name}/`)))
      .map(([name, bytes]) => [name, bytes]),
  );
});

test('any tree, edited in any way, gives the same archive with reuse and without, readable by all', async () => {
  await fc.assert(
    fc.asyncProperty(
      tree,
      fc.array(fc.tuple(tree, fc.integer({ min: 1, max: 4 })), { maxLength: 2 }),
      async (first, edits) => {
        const folder = temporaryFolder();
        const root = writeTree(join(folder, 'addon'), first);
        let out = join(folder, '0.zip');
        await pack(root, { out });
        for (const [round, [edit, workers]] of edits.entries()) {
          // Every other file is gone, the edit's are new or changed.
          for (const [index, name] of Object.keys(first).entries())
            if (index % 2 === round % 2) rmSync(join(root, name), { recursive: true, force: true });
          try {
            writeTree(root, edit, new Date(Date.UTC(2024, 8, round + 1)));
          } catch {
            return; // a file of the edit lies where the tree has a folder
          }
          const previous = out;
          out = join(folder, `${round + 1}.zip`);
          const reused = await pack(root, { out, previous, workers });
          const fresh = await pack(root, { out: join(folder, 'fresh.zip') });
          expect(readFileSync(reused.path).equals(readFileSync(fresh.path))).toBe(true);
        }
        await expectReadableByAll(out, await planFolder(root));
        rmSync(folder, { recursive: true });
      },
    ),
    { numRuns: 12, seed: 20_261_121 },
  );
});
