import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scanAddon } from '../../main/addon/index.ts';
import { randomNumbers } from '../../main/addon/samples/images.ts';
import { changesBetween, openPublishedLists, textDifference } from '../../main/library/index.ts';
import { tempFolder } from '../temp-folder.ts';

test('lists of archives that became no version do not pile up, and those of versions stay', async () => {
  const folder = tempFolder();
  const addon = join(folder, 'addon');
  mkdirSync(addon);
  writeFileSync(join(addon, 'file.txt'), 'one');
  const scan = await scanAddon(addon);
  const lists = openPublishedLists(join(folder, 'published'));
  await lists.packed('a', 'first', scan);
  const version = (number: string) => ({ addonId: 'a', connectionId: 'local', version: number });
  await lists.published(version('1.0.0'), 'first');
  for (let at = 0; at < 40; at += 1) await lists.packed('a', `archive ${at}`, scan);
  // Sixteen archives and the version, each with its list and its texts.
  expect(readdirSync(join(folder, 'published', 'a')).length).toBeLessThanOrEqual(34);
  await lists.published(version('1.1.0'), 'archive 39');
  expect(await lists.changes(version('1.0.0'), scan)).toEqual([]);
  expect(await lists.changes(version('1.1.0'), scan)).toEqual([]);
  expect(await lists.changes({ ...version('1.1.0'), connectionId: 'another' }, scan)).toBeUndefined();
});

test('however long somebody publishes, however many add-ons come and go, what is kept has an end', async () => {
  const folder = join(tempFolder(), 'published');
  const addon = tempFolder();
  writeFileSync(join(addon, 'file.txt'), 'one');
  const scan = await scanAddon(addon);
  const lists = openPublishedLists(folder);
  const version = (number: number) => ({ addonId: 'a', connectionId: 'local', version: `1.0.${number}` });
  await lists.packed('a', 'archive', scan);
  for (let at = 0; at < 130; at += 1) await lists.published(version(at), 'archive');
  // A hundred versions, the texts of twenty, and the archive with its own.
  expect(readdirSync(join(folder, 'a')).length).toBe(122);
  expect(await lists.changes(version(129), scan)).toEqual([]);
  expect(await lists.changes(version(0), scan)).toBeUndefined();

  for (let at = 0; at < 1100; at += 1) mkdirSync(join(folder, `old ${at}`));
  const before = new Date(Date.now() - 86_400_000);
  for (let at = 0; at < 1100; at += 1) utimesSync(join(folder, `old ${at}`), before, before);
  await lists.packed('b', 'another', scan);
  expect(readdirSync(folder).length).toBe(1000);
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['a', 'b']));
});

test('two versions are compared by path, size and hash, and their texts line by line', async () => {
  const folder = tempFolder();
  const addon = join(folder, 'addon');
  mkdirSync(addon);
  const write = (name: string, content: string) => writeFileSync(join(addon, name), content);
  const lists = openPublishedLists(join(folder, 'published'));
  const version = (number: string) => ({ addonId: 'a', connectionId: 'local', version: number });
  const publish = async (number: string) => {
    await lists.packed('a', number, await scanAddon(addon));
    await lists.published(version(number), number);
  };
  write('readme.txt', 'one\r\ntwo\r\n');
  write('gone.lua', 'x');
  write('same.png', 'same');
  write('long.txt', 'x'.repeat(300_000));
  await publish('1.0.0');
  write('readme.txt', 'one\nthree\n');
  write('long.txt', 'y'.repeat(300_000));
  write('new.md', '# New\n');
  rmSync(join(addon, 'gone.lua'));
  await publish('1.1.0');

  const [before, after] = [await lists.files(version('1.0.0')), await lists.files(version('1.1.0'))];
  expect(changesBetween(before!, after!)).toEqual([
    { path: 'gone.lua', change: 'removed', sizeBefore: 1, sizeNow: null },
    { path: 'long.txt', change: 'changed', sizeBefore: 300_000, sizeNow: 300_000 },
    { path: 'new.md', change: 'added', sizeBefore: null, sizeNow: 6 },
    { path: 'readme.txt', change: 'changed', sizeBefore: 10, sizeNow: 10 },
  ]);
  expect(changesBetween(before!, before!)).toEqual([]);

  const difference = async (path: string) =>
    textDifference(await lists.text(version('1.0.0'), path), await lists.text(version('1.1.0'), path));
  expect(await difference('readme.txt')).toEqual({
    state: 'lines',
    parts: [{ oldStart: 1, newStart: 1, lines: [' one', '-two', '+three'] }],
  });
  expect(await difference('new.md')).toMatchObject({ state: 'lines', parts: [{ lines: ['+# New'] }] });
  expect(await difference('gone.lua')).toMatchObject({
    state: 'lines',
    parts: [{ lines: ['-x', expect.any(String)] }],
  });
  expect(await difference('long.txt')).toEqual({ state: 'not_kept' });
  expect(await lists.files({ ...version('1.0.0'), connectionId: 'another' })).toBeUndefined();
  expect(await lists.text(version('0.9.0'), 'readme.txt')).toEqual({ state: 'not_kept' });
});

test('texts with nothing in common are not compared for ever', () => {
  const random = randomNumbers(3);
  const lines = () => Array.from({ length: 40_000 }, () => String(random())).join('\n');
  const from = performance.now();
  const answer = textDifference({ state: 'text', text: lines() }, { state: 'text', text: lines() });
  expect(['too_different', 'lines']).toContain(answer.state);
  expect(performance.now() - from).toBeLessThan(10_000);
});
