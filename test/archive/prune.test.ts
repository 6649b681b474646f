import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { archiveUse, manifestPath, pruneArchives } from '../../main/archive/index.ts';
import { temporaryFolder } from './support.ts';

const NOW = Date.UTC(2026, 10, 21);
const DAY = 86_400_000;

function archive(folder: string, name: string, bytes: number, daysOld: number): string {
  const path = join(folder, name);
  writeFileSync(path, Buffer.alloc(bytes));
  writeFileSync(manifestPath(path), 'x'.repeat(10));
  const when = new Date(NOW - daysOld * DAY);
  utimesSync(path, when, when);
  return path;
}

test('archives past their age go, and their manifests with them', async () => {
  const folder = temporaryFolder();
  const old = archive(folder, 'old.zip', 100, 31);
  archive(folder, 'young.zip', 100, 29);
  const outcome = await pruneArchives(folder, { maxBytes: 1e9, maxAgeDays: 30, now: NOW });
  expect(outcome).toEqual({ removed: [old], freedBytes: 110, bytes: 110, archives: 1 });
  expect(readdirSync(folder).sort()).toEqual(['young.zip', 'young.zip.manifest.json']);
});

test('the oldest go until the rest fits', async () => {
  const folder = temporaryFolder();
  for (const [index, name] of ['a.zip', 'b.zip', 'c.zip', 'd.zip'].entries()) archive(folder, name, 90, index);
  const outcome = await pruneArchives(folder, { maxBytes: 250, maxAgeDays: 30, now: NOW });
  expect(outcome.removed).toEqual([join(folder, 'c.zip'), join(folder, 'd.zip')]);
  expect(await archiveUse(folder)).toEqual({ archives: 2, bytes: 200 });
});

test('an archive somebody still sends is kept, and takes its share of the room', async () => {
  const folder = temporaryFolder();
  const sending = archive(folder, 'sending.zip', 90, 99);
  archive(folder, 'young.zip', 90, 1);
  const outcome = await pruneArchives(folder, { maxBytes: 0, maxAgeDays: 1, keep: [sending], now: NOW });
  expect(outcome).toMatchObject({ removed: [join(folder, 'young.zip')], archives: 1, bytes: 100 });
  expect(existsSync(sending)).toBe(true);
});

test('other files stay, and a folder that does not exist is empty', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'notes.txt'), 'keep');
  expect(await pruneArchives(folder, { maxBytes: 0, maxAgeDays: 0 })).toMatchObject({ removed: [] });
  expect(readdirSync(folder)).toEqual(['notes.txt']);
  expect(await archiveUse(join(folder, 'none'))).toEqual({ archives: 0, bytes: 0 });
});
