import { createHash } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type NamedArchives, SendStore } from '../../../main/publish/runner/send-store.ts';
import { tempFolder } from '../world.ts';

async function aSendStore() {
  const folder = await tempFolder();
  const sendStore = new SendStore(join(folder, 'sendStore'));
  await mkdir(join(folder, 'sendStore'));
  const build = async (content: string) => {
    const path = join(folder, `${content}.zip`);
    await writeFile(path, content);
    return { path, sha256: createHash('sha256').update(content).digest('hex') };
  };
  return { folder: join(folder, 'sendStore'), sendStore, build };
}

function named(needed: readonly string[], known: readonly string[] = needed): NamedArchives {
  return { needed: new Set(needed), known: new Set(known) };
}

test('a sweep takes what nobody needs, and the half of a copy', async () => {
  const { folder, sendStore, build } = await aSendStore();
  const [needed, done] = [await build('needed'), await build('done')];
  for (const { path, sha256 } of [needed, done]) await sendStore.keep(path, sha256);
  const half = join(folder, `${needed.sha256}.zip.1.tmp`);
  await writeFile(half, 'ne');
  await sendStore.sweep(() => named([needed.sha256]));
  expect([needed.sha256, done.sha256].map((sha256) => existsSync(sendStore.pathOf(sha256)))).toEqual([true, false]);
  expect(existsSync(half)).toBe(false);
});

test('a sweep in the very moment in which an archive is laid down leaves it alone', async () => {
  const { sendStore, build } = await aSendStore();
  const needed = new Set<string>();
  for (let round = 0; round < 40; round++) {
    const { path, sha256 } = await build(`release-${round}`);
    const sweeps: Promise<void>[] = [];
    const kept = sendStore.keep(path, sha256).then(() => needed.add(sha256));
    for (let each = 0; each < 20; each++) {
      sweeps.push(sendStore.sweep(() => ({ needed, known: needed })));
      await new Promise((turn) => setImmediate(turn));
    }
    await Promise.all([kept, ...sweeps]);
    expect(existsSync(sendStore.pathOf(sha256))).toBe(true);
  }
});

test('after a kill only what no entry names is spared, until it is known what it was for', async () => {
  const folder = await tempFolder();
  const before = new SendStore(join(folder, 'kept'));
  const sha = (letter: string) => letter.repeat(64);
  for (const letter of ['a', 'b', 'c']) {
    writeFileSync(join(folder, letter), letter);
    await before.keep(join(folder, letter), sha(letter));
  }
  const after = new SendStore(join(folder, 'kept'), { spareUnnamed: true });
  // `a` is needed, `b` was for a release that has ended, of `c` nobody knows.
  await after.sweep(() => named([sha('a')], [sha('a'), sha('b')]));
  expect(readdirSync(join(folder, 'kept')).sort()).toEqual([`${sha('a')}.zip`, `${sha('c')}.zip`]);
  await after.sweep(() => named([], [sha('a'), sha('b'), sha('c')]));
  expect(readdirSync(join(folder, 'kept'))).toEqual([]);
});
