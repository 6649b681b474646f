import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scanAddon } from '../../main/addon/index.ts';
import { openPublishedLists } from '../../main/library/index.ts';
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
  expect(readdirSync(join(folder, 'published', 'a')).length).toBeLessThanOrEqual(17);
  await lists.published(version('1.1.0'), 'archive 39');
  expect(await lists.changes(version('1.0.0'), scan)).toEqual([]);
  expect(await lists.changes(version('1.1.0'), scan)).toEqual([]);
  expect(await lists.changes({ ...version('1.1.0'), connectionId: 'another' }, scan)).toBeNull();
});
