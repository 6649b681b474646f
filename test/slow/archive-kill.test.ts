import { join } from 'node:path';
import { expect, test } from 'vitest';
import { killRepeatedly } from '../archive/killing.ts';
import { noise, pack, prose, sha256, temporaryFolder, writeTree } from '../archive/support.ts';

test('killed at 50 random moments, every build before and after is whole', async () => {
  const folder = temporaryFolder();
  const tree = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [
      `${index % 7}/${index}.bin`,
      index % 3 === 0 ? noise(100_000, index + 1) : prose(150_000, index + 1),
    ]),
  );
  const root = writeTree(join(folder, 'addon'), { ...tree, 'large.bin': prose(18 << 20) });
  const wanted = (await pack(root, { out: join(folder, 'wanted.zip') })).sha256;
  const out = join(folder, 'out', 'a.zip');
  await killRepeatedly(root, out, { times: 50, seed: 20_261_121 });
  await pack(root, { out, previous: out });
  expect(sha256(out)).toBe(wanted);
});
