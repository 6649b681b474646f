import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { expect, test } from 'vitest';
import { ArchiveRefused, openArchiveToTry, rehearse } from '../../../main/install/index.ts';
import { tempFolder } from '../../temp-folder.ts';

type Entry = readonly [name: string, content: string, mode?: number];

async function zip(entries: readonly Entry[]): Promise<string> {
  const writer = new ZipWriter(new Uint8ArrayWriter());
  for (const [name, content, mode] of entries)
    await writer.add(
      name,
      new TextReader(content),
      mode === undefined ? {} : { externalFileAttributes: mode * 65536, versionMadeBy: 0x0314 },
    );
  const file = join(tempFolder(), 'a.zip');
  await writeFile(file, await writer.close());
  return file;
}

test('an archive for a registry is tried as the package it is', async () => {
  const file = await zip([
    ['author.addon/plane.acf', 'I\n'],
    ['install.ska', 'COPY @default TO /Aircraft/"Mine"'],
    ['manifest.json', JSON.stringify({ packageId: 'author.addon', packageName: 'Mine', packageVersion: '1.0.0' })],
  ]);
  const { layOut, folderName, close } = await openArchiveToTry(file);
  if (layOut === undefined) return expect.fail('it is an archive for a registry');
  const rehearsal = await rehearse({ layOut, folderName });
  await close();
  expect(rehearsal).toMatchObject({ packageId: 'author.addon', packageName: 'Mine' });
  expect(rehearsal.steps[0]?.found).toEqual([{ kind: 'aircraft', path: 'Aircraft/Mine' }]);
});

test('a zip as people share it is the folder it holds', async () => {
  const { layOut, folder, folderName, close } = await openArchiveToTry(await zip([['My Plane/plane.acf', 'I\n']]));
  expect([layOut, folderName, readdirSync(folder)]).toEqual([undefined, 'My Plane', ['plane.acf']]);
  await close();
});

test.each<[string, Entry]>([
  ['climbs', ['../outside.txt', 'x']],
  ['climbs inside', ['author.addon/../../outside.txt', 'x']],
  ['is absolute', ['/outside.txt', 'x']],
  ['names a drive', ['C:/outside.txt', 'x']],
  ['has backslashes', ['a\\..\\..\\outside.txt', 'x']],
  ['is a link', ['author.addon/link', '/etc', 0o120777]],
])('an entry that %s is refused before anything is written', async (_, entry) => {
  const file = await zip([['author.addon/a.txt', 'a'], entry]);
  await expect(openArchiveToTry(file)).rejects.toBeInstanceOf(ArchiveRefused);
});

test('what is no zip is refused with a sentence', async () => {
  const file = join(tempFolder(), 'a.zip');
  await writeFile(file, 'no zip at all');
  await expect(openArchiveToTry(file)).rejects.toThrow(/no zip that can be read/);
});
