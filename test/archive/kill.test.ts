import { join } from 'node:path';
import { expect, test } from 'vitest';
import { killRepeatedly } from './killing.ts';
import { pack, prose, sha256, temporaryFolder, writeTree } from './support.ts';

test('killed at any moment, the next build succeeds, is identical and leaves nothing of the last', async () => {
  const folder = temporaryFolder();
  const tree = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [`${index}.txt`, prose(300_000, index + 1)]),
  );
  const root = writeTree(join(folder, 'addon'), tree);
  const wanted = (await pack(root, { out: join(folder, 'wanted.zip') })).sha256;
  const out = join(folder, 'out', 'a.zip');
  await killRepeatedly(root, out, { times: 5, seed: 5 });
  await pack(root, { out, previous: out });
  expect(sha256(out)).toBe(wanted);
});
