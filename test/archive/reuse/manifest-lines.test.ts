import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { manifestPath, readManifest } from '../../../main/archive/index.ts';
import { FORMAT } from '../../../main/archive/plan/layout.ts';
import { LineTable } from '../../../main/archive/reuse/line-table.ts';
import { ManifestLines } from '../../../main/archive/reuse/manifest-lines.ts';
import { ManifestWriter } from '../../../main/archive/reuse/manifest-writer.ts';
import { temporaryFolder } from '../support.ts';

// More than are kept in memory, so that some are read from the disk again.
const ENTRIES = 21_000;

async function writtenManifest(count: number): Promise<string> {
  const archive = join(temporaryFolder(), 'some.zip');
  const writer = new ManifestWriter(archive);
  for (let index = 0; index < count; index += 1) {
    const blocks = Array.from({ length: index % 300 === 7 ? 400 : 1 }, (_, crc) => ({
      form: 'raw' as const,
      length: 1,
      checksum: index,
      crc,
    }));
    writer.add({
      name: `some.id/ä "${index}"`,
      size: index,
      crc32: '0',
      sha256: '',
      method: 'stored',
      offset: index,
      blocks,
    });
    await writer.room();
  }
  const rest = { format: FORMAT, compressor: 'some', level: 6, packageId: 'some.id', startedNs: '1' };
  await writer.finish({ ...rest, archive: { size: 3, sha256: 'some' } });
  await writer.publish();
  return archive;
}

test('entry by entry it is the same as read at once, in any order', async () => {
  const archive = await writtenManifest(ENTRIES);
  const { entries, ...head } = (await readManifest(archive)) ?? { entries: [] };
  const lines = await ManifestLines.open(archive);
  expect(lines?.count).toBe(ENTRIES);
  expect(head).toMatchObject(lines?.head ?? { missing: true });
  for (const at of [ENTRIES - 1, 0, 20_500, 307, 20_999, 20_107, 20_108]) expect(lines?.entry(at)).toEqual(entries[at]);
  expect(entries.findIndex((entry, at) => JSON.stringify(lines?.entry(at)) !== JSON.stringify(entry))).toBe(-1);
  const inOneGo: unknown[] = [];
  await lines?.each((entry) => inOneGo.push(entry));
  expect(inOneGo).toEqual(entries);
  expect(lines?.entry(ENTRIES)).toBeUndefined();
  expect(lines?.entry(-1)).toBeUndefined();
  await lines?.close();
});

test('one without entries has none, and a closed one says nothing of what it did not keep', async () => {
  const empty = await ManifestLines.open(await writtenManifest(0));
  expect(empty?.count).toBe(0);
  expect(empty?.entry(0)).toBeUndefined();
  await empty?.each(() => expect.unreachable());
  await empty?.close();
  const closed = await ManifestLines.open(await writtenManifest(3));
  await closed?.close();
  expect(closed?.entry(1)).toBeUndefined();
});

test('a manifest that was touched, cut off or is missing is not believed', async () => {
  const archive = await writtenManifest(5);
  const path = manifestPath(archive);
  const sound = readFileSync(path, 'utf8');
  const bad = [sound.replace('"level":6', '"level":1'), sound.slice(0, -1), sound.slice(0, 40), '', '{}\n', '\n\n\n'];
  for (const text of bad) {
    writeFileSync(path, text);
    expect(await ManifestLines.open(archive)).toBeUndefined();
  }
  expect(await ManifestLines.open(join(temporaryFolder(), 'none.zip'))).toBeUndefined();
});

test('a line is found by its text among many, the last of those that are alike', () => {
  const texts = Array.from({ length: 5000 }, (_, index) => `folder/file${index % 4000}`);
  const table = new LineTable(texts.length);
  for (const [line, text] of texts.entries()) table.add(text, line);
  const find = (text: string) => table.find(text, (line) => texts[line] === text);
  expect(find('folder/file10')).toBe(4010);
  expect(find('folder/file3999')).toBe(3999);
  expect(find('folder/file4000')).toBeUndefined();
  expect(new LineTable(0).find('', () => true)).toBeUndefined();
});
