import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type BuiltFile, manifestPath, verifyArchive } from '../../../main/archive/index.ts';
import { expectReadableByAll } from '../readers.ts';
import { noise, pack, planFolder, prose, type Tree, temporaryFolder, writeTree } from '../support.ts';

const KiB = 1 << 10;
const MiB = 1 << 20;

const TREE: Tree = {
  'a/first.txt': prose(5000),
  'a/second.txt': prose(70_000),
  'empty.txt': '',
  'noise.png': noise(400_000),
  'several-blocks.obj': prose(900_000),
  'stored-blocks.ogg': noise(900_000, 5),
  'mixed.dds': Buffer.concat([prose(300_000), noise(700_000), prose(300_000)]),
  'huge.bin': Buffer.concat([noise(16 * MiB), prose(MiB)]),
  'z.txt': 'the last',
};

interface Project {
  readonly folder: string;
  readonly root: string;
  readonly first: BuiltFile;
}

async function packedProject(tree = TREE): Promise<Project> {
  const folder = temporaryFolder();
  const root = writeTree(join(folder, 'addon'), tree);
  return { folder, root, first: await pack(root, { out: join(folder, 'first.zip') }) };
}

/** Builds with the previous archive and without it: the bytes have to be the same. */
async function rebuild({ folder, root, first }: Project, packageId?: string): Promise<BuiltFile> {
  const id = packageId === undefined ? {} : { packageId };
  const reused = await pack(root, { out: join(folder, 'reused.zip'), previous: first.path, ...id });
  const fresh = await pack(root, { out: join(folder, 'fresh.zip'), ...id });
  expect(fresh.reusedBytes).toBe(0);
  expect(readFileSync(reused.path).equals(readFileSync(fresh.path))).toBe(true);
  expect(reused.sha256).toBe(fresh.sha256);
  expect(readManifest(reused.path)).toEqual(readManifest(fresh.path));
  await expectReadableByAll(reused.path, await planFolder(root, packageId));
  return reused;
}

function readManifest(archive: string) {
  const { digest: _, startedNs: __, ...rest } = JSON.parse(readFileSync(manifestPath(archive), 'utf8'));
  return rest;
}

const SIZE = Object.values(TREE).reduce((sum, content) => sum + content.length, 0);

test('with nothing changed, everything is reused', async () => {
  const reused = await rebuild(await packedProject());
  expect(reused.reusedBytes).toBe(SIZE);
});

test('an archive can be its own previous one', async () => {
  const { root, first } = await packedProject();
  const before = readFileSync(first.path);
  const again = await pack(root, { out: first.path, previous: first.path });
  expect(again.reusedBytes).toBe(SIZE);
  expect(readFileSync(first.path).equals(before)).toBe(true);
});

test('changed, added, removed and renamed files are told apart', async () => {
  const project = await packedProject();
  writeTree(project.root, { 'a/second.txt': prose(70_000, 9), 'b/new.txt': 'new' }, new Date('2024-06-01'));
  rmSync(join(project.root, 'noise.png'));
  mkdirSync(join(project.root, 'moved'));
  renameSync(join(project.root, 'huge.bin'), join(project.root, 'moved/huge.bin'));
  const reused = await rebuild(project);
  expect(reused.reusedBytes).toBe(SIZE - 70_000 - 400_000);
});

test('a renamed package reuses every file', async () => {
  const reused = await rebuild(await packedProject(), 'other.name.altogether');
  expect(reused.reusedBytes).toBe(SIZE);
});

test('a touched file is compressed again', async () => {
  const project = await packedProject();
  utimesSync(join(project.root, 'z.txt'), new Date(), new Date('2024-07-01'));
  expect((await rebuild(project)).reusedBytes).toBe(SIZE - 8);
});

test('a file written so shortly before the build that it could change unseen is not trusted', async () => {
  const folder = temporaryFolder();
  const root = writeTree(join(folder, 'addon'), { 'old.txt': 'old' });
  writeTree(root, { 'new.txt': 'version 1' }, new Date());
  const first = await pack(root, { out: join(folder, 'first.zip') });
  const { mtime } = statSync(join(root, 'new.txt'));
  // The same size, the same time, the same inode.
  const file = openSync(join(root, 'new.txt'), 'r+');
  writeSync(file, 'version 2', 0);
  closeSync(file);
  utimesSync(join(root, 'new.txt'), mtime, mtime);
  expect((await rebuild({ folder, root, first })).reusedBytes).toBe(3);
});

test('a file that changed since the folder was read is noticed although its bytes would be reused', async () => {
  const { folder, root, first } = await packedProject();
  const plan = await planFolder(root);
  const { buildArchive } = await import('../../../main/archive/index.ts');
  utimesSync(join(root, 'z.txt'), new Date(), new Date());
  const changed = buildArchive(plan, { out: join(folder, 'b.zip'), previous: first.path });
  await expect(changed).rejects.toMatchObject({ code: 'file_changed', path: join(root, 'z.txt') });
  rmSync(join(root, 'z.txt'));
  const gone = buildArchive(plan, { out: join(folder, 'b.zip'), previous: first.path });
  await expect(gone).rejects.toMatchObject({ code: 'file_missing', path: join(root, 'z.txt') });
});

function flipByte(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = bytes[at]! ^ 0x20;
  writeFileSync(path, bytes);
}

test('damage anywhere in the previous archive costs the damaged blocks and never a wrong byte', async () => {
  const project = await packedProject();
  const { path, size } = project.first;
  const pristine = readFileSync(path);
  // Compressed bytes, stored bytes, headers, the directory, the very end.
  const places = Array.from({ length: 6 }, (_, index) => Math.floor(((index + 0.5) * size) / 6)).concat(
    0,
    40,
    size - 1,
  );
  for (const place of places) {
    writeFileSync(path, pristine);
    flipByte(path, place);
    const reused = await pack(project.root, { out: join(project.folder, 'reused.zip'), previous: path });
    expect(readFileSync(reused.path).equals(pristine)).toBe(true);
    expect(reused.reusedBytes).toBeGreaterThanOrEqual(SIZE - 256 * KiB);
  }
  const verified = await verifyArchive(join(project.folder, 'reused.zip'));
  expect(verified.findings).toEqual([]);
});

const UNUSABLE: Record<string, (project: Project) => void> = {
  'the archive is missing': ({ first }) => rmSync(first.path),
  'the archive is cut off': ({ first }) => truncateSync(first.path, first.size - 1),
  'the archive is empty': ({ first }) => truncateSync(first.path, 0),
  'the archive is a folder': ({ first }) => {
    rmSync(first.path);
    mkdirSync(first.path);
  },
  'the archive is another of the same size': ({ first }) => writeFileSync(first.path, noise(first.size)),
  'the manifest is missing': ({ first }) => rmSync(manifestPath(first.path)),
  'the manifest is empty': ({ first }) => writeFileSync(manifestPath(first.path), ''),
  'the manifest is cut off': ({ first }) => truncateSync(manifestPath(first.path), 700),
  'the manifest is not JSON': ({ first }) => writeFileSync(manifestPath(first.path), 'no'),
  'the manifest is of another version': ({ first }) =>
    forge(first.path, 'loadmaster-archive/1', 'loadmaster-archive/0'),
  'another compressor was used': ({ first }) => forge(first.path, '"compressor":"zlib', '"compressor":"other'),
  'the manifest tells another size': ({ first }) => forge(first.path, /"archive":\{"size":\d+/, '"archive":{"size":1'),
  'a CRC in the manifest was edited': ({ first }) => edit(first.path, /"crc32":"[0-9a-f]{8}"/, '"crc32":"00000000"'),
  'an offset in the manifest was edited': ({ first }) => edit(first.path, /"offset":\d+/, '"offset":1'),
  'the archive was built at another level': ({ first }) => forge(first.path, '"level":6', '"level":1'),
};

function edit(archive: string, from: string | RegExp, to: string): void {
  const path = manifestPath(archive);
  const text = readFileSync(path, 'utf8');
  expect(text.replace(from, to)).not.toBe(text);
  writeFileSync(path, text.replace(from, to));
}

/** Edits the manifest and puts the digest right, as only somebody does who means it. */
function forge(archive: string, from: string | RegExp, to: string): void {
  edit(archive, from, to);
  const text = readFileSync(manifestPath(archive), 'utf8');
  const opening = '{"digest":"';
  const body = text.slice(opening.length + 64);
  writeFileSync(manifestPath(archive), opening + createHash('sha256').update(body).digest('hex') + body);
}

const FORGED: Record<string, [string | RegExp, string]> = {
  'the CRC of a file': [/"crc32":"[0-9a-f]{8}"/, '"crc32":"00000000"'],
  'the place of a file': [/"offset":\d+/, '"offset":1'],
  'a place beyond the end': [/"offset":\d+/, '"offset":9000000000000'],
  'the length of a block': [/"length":\d+/, '"length":1'],
  'a length no block can have': [/"length":\d+/, '"length":4000000000'],
  'the checksum of a block': [/"checksum":\d+/, '"checksum":1'],
  'the method of a file': ['"method":"deflated"', '"method":"stored"'],
};

test.each(Object.entries(FORGED))('a forged manifest that lies about %s does no harm', async (_, [from, to]) => {
  const project = await packedProject(SMALL);
  forge(project.first.path, from, to);
  await rebuild(project);
});

const SMALL: Tree = { 'a.txt': prose(2000), 'b.png': noise(3000), 'c.txt': prose(300_000) };

test.each(Object.entries(UNUSABLE))('when %s, the build is a fresh one', async (_, damage) => {
  const project = await packedProject(SMALL);
  damage(project);
  expect((await rebuild(project)).reusedBytes).toBe(0);
});

test('an archive of another level, or with the manifest of another archive, is no cache', async () => {
  const project = await packedProject(SMALL);
  const quick = await pack(project.root, { out: join(project.folder, 'quick.zip'), level: 1 });
  expect((await rebuild({ ...project, first: quick })).reusedBytes).toBe(0);
  copyFileSync(manifestPath(quick.path), manifestPath(project.first.path));
  expect((await rebuild(project)).reusedBytes).toBe(0);
});

test('an archive that is cut off while it is read is made up for', async () => {
  const project = await packedProject();
  const before = readFileSync(project.first.path);
  const rebuilt = await pack(project.root, {
    out: join(project.folder, 'again.zip'),
    previous: project.first.path,
    // The first report comes when the archive is open and nothing of it has been read.
    onProgress: ({ done }) => {
      if (done === 0) truncateSync(project.first.path, before.length >> 1);
    },
  });
  expect(readFileSync(rebuilt.path).equals(before)).toBe(true);
  expect(rebuilt.reusedBytes).toBeLessThan(SIZE);
});
