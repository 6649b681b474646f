import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SendStore } from '../../main/publish/runner/send-store.ts';
import { tempFolder } from './world.ts';

async function aShelf() {
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

test('a sweep takes what nobody needs, and the half of a copy', async () => {
  const { folder, sendStore, build } = await aShelf();
  const [needed, done] = [await build('needed'), await build('done')];
  for (const { path, sha256 } of [needed, done]) await sendStore.keep(path, sha256);
  const half = join(folder, `${needed.sha256}.zip.1.tmp`);
  await writeFile(half, 'ne');
  await sendStore.sweep(() => new Set([needed.sha256]));
  expect([needed.sha256, done.sha256].map((sha256) => existsSync(sendStore.pathOf(sha256)))).toEqual([true, false]);
  expect(existsSync(half)).toBe(false);
});

test('a sweep in the very moment in which an archive is laid down leaves it alone', async () => {
  const { sendStore, build } = await aShelf();
  const needed = new Set<string>();
  for (let round = 0; round < 40; round++) {
    const { path, sha256 } = await build(`release-${round}`);
    const sweeps: Promise<void>[] = [];
    const kept = sendStore.keep(path, sha256).then(() => needed.add(sha256));
    for (let each = 0; each < 20; each++) {
      sweeps.push(sendStore.sweep(() => needed));
      await new Promise((turn) => setImmediate(turn));
    }
    await Promise.all([kept, ...sweeps]);
    expect(existsSync(sendStore.pathOf(sha256))).toBe(true);
  }
});
