import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createSample, detectAddon, scanAddon } from '../../../main/addon/index.ts';
import { tempFolder, writeFiles } from '../folder.ts';

const KINDS = ['aircraft', 'scenery', 'library', 'plugin', 'livery', 'flywithlua'] as const;

test.each(KINDS)('the %s sample is what it says, with nothing wrong', async (kind) => {
  const root = join(tempFolder(), 'sample');
  const made = await createSample(kind, root);
  const scan = await scanAddon(root);
  const found = await detectAddon(scan);
  expect([found.kind, found.root, found.candidates.length]).toEqual([kind, '', 1]);
  expect([found.platformFaults, scan.problems, scan.ignored]).toEqual([[], [], []]);
  expect(made).toEqual({
    folder: root,
    files: scan.entries.length,
    bytes: scan.entries.reduce((sum, { size }) => sum + size, 0),
  });
  expect(made.bytes).toBeLessThan(2_000_000);
});

test.each(KINDS)('every picture and object of the %s sample is whole', async (kind) => {
  const root = tempFolder();
  await createSample(kind, root);
  for (const { path } of (await scanAddon(root)).entries) {
    const file = join(root, path);
    if (path.endsWith('.png')) expectPng(readFileSync(file));
    if (!path.endsWith('.obj')) continue;
    const text = readFileSync(file, 'utf8');
    for (const [, texture = ''] of text.matchAll(/^TEXTURE(?:_LIT)?\t(.+)$/gm)) {
      expect([path, texture, existsSync(join(dirname(file), texture))]).toEqual([path, texture, true]);
    }
    const [, vertices, indices] = /^POINT_COUNTS\t(\d+)\t0\t0\t(\d+)$/m.exec(text) ?? [];
    expect(text.match(/^VT\t/gm)?.length).toBe(Number(vertices));
    const listed = [...text.matchAll(/^IDX(?:10)?\t(.+)$/gm)].flatMap(([, line = '']) => line.split('\t').map(Number));
    expect(listed.length).toBe(Number(indices));
    expect(Math.max(...listed)).toBeLessThan(Number(vertices));
  }
});

test('the same kind gives the same bytes, and never into a folder with something in it', async () => {
  const [one, other] = [tempFolder(), tempFolder()];
  await createSample('aircraft', one);
  await createSample('aircraft', other);
  for (const { path } of (await scanAddon(one)).entries) {
    expect(readFileSync(join(one, path)).equals(readFileSync(join(other, path)))).toBe(true);
  }
  const used = tempFolder();
  writeFiles(used, { 'mine.txt': 'keep' });
  await expect(createSample('mess', used)).rejects.toMatchObject({ code: 'folder_in_use' });
  expect((await scanAddon(used)).entries.map(({ path }) => path)).toEqual(['mine.txt']);
});

test.runIf(process.platform === 'linux')('the mess has faults of every kind a scan and the headers show', async () => {
  const root = join(tempFolder(), 'mess');
  await createSample('mess', root);
  const scan = await scanAddon(root);
  const { kind, platformFaults } = await detectAddon(scan);
  expect(kind).toBe('aircraft');
  expect(new Set(scan.problems.map((problem) => problem.kind))).toEqual(
    new Set(['differs-by-case', 'differs-by-unicode-form', 'long-path', 'windows-name']),
  );
  expect(new Set(platformFaults.map((fault) => fault.kind))).toEqual(
    new Set(['header-disagrees', 'no-program', 'not-64-bit', 'no-arm64', 'fewer-platforms']),
  );
  expect(scan.entries.filter(({ link }) => link !== undefined).map(({ path }) => path)).toEqual(['objects/tail.png']);
});

function expectPng(file: Buffer): void {
  expect(file.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  const data: Buffer[] = [];
  let size = { width: 0, height: 0 };
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const body = file.subarray(at + 4, at + 8 + length);
    const type = body.toString('latin1', 0, 4);
    expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    if (type === 'IHDR') size = { width: body.readUInt32BE(4), height: body.readUInt32BE(8) };
    if (type === 'IDAT') data.push(body.subarray(4));
    at += 12 + length;
  }
  expect(inflateSync(Buffer.concat(data)).length).toBe(size.height * (1 + size.width * 3));
}
