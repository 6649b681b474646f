import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type ArchiveError,
  type ArchivePlan,
  type ArchiveProgress,
  buildArchive,
  planArchive,
  verifyArchive,
} from '../../main/archive/index.ts';
import { readZipEntries } from './raw-zip.ts';
import { expectReadableByAll } from './readers.ts';
import {
  ID,
  noise,
  pack,
  planFolder,
  prose,
  sha256,
  sizeOf,
  type Tree,
  temporaryFolder,
  writeTree,
} from './support.ts';

const MiB = 1 << 20;

const MIXED: Tree = {
  'aircraft.acf': prose(40_000),
  'empty.txt': '',
  'one.txt': 'x',
  'names/ünï ✈.txt': 'unicode',
  'names/with space (1).txt': 'space',
  'objects/exactly-one-block.obj': prose(256 << 10),
  'objects/one-block-and-a-byte.obj': prose((256 << 10) + 1),
  'objects/several-blocks.obj': prose(3 * MiB + 12_345),
  'textures/noise.dds': noise(2 * MiB + 77),
  'textures/half.dds': Buffer.concat([prose(MiB), noise(2 * MiB), prose(500_000)]),
  'textures/small-noise.png': noise(50_000),
  'large/text.bin': Buffer.alloc(17 * MiB, 'the same words again and again '),
  'large/noise-and-text.bin': Buffer.concat([noise(15 * MiB), prose(MiB), noise(MiB)]),
};

test('every reader finds in the archive what is in the folder', async () => {
  const folder = temporaryFolder();
  const root = writeTree(join(folder, 'addon'), MIXED);
  mkdirSync(join(root, 'nothing/here'), { recursive: true });
  const plan = await planFolder(root);
  const built = await buildArchive(plan, { out: join(folder, 'a.zip') });
  await expectReadableByAll(built.path, plan);
  expect(await verifyArchive(built.path, { packageId: ID })).toEqual({
    ok: true,
    findings: [],
    entries: plan.entries.length,
    bytes: plan.bytes,
  });
  expect(built).toMatchObject({ size: sizeOf(built.path), sha256: sha256(built.path), files: 13, reusedBytes: 0 });
});

test('what does not shrink is stored, what does is deflated', async () => {
  const folder = temporaryFolder();
  const built = await pack(writeTree(join(folder, 'addon'), MIXED), { out: join(folder, 'a.zip') });
  const methods = new Map(
    (await readZipEntries(built.path)).map(({ name, method }) => [name.slice(ID.length + 1), method]),
  );
  const stored = ['', 'empty.txt', 'one.txt', 'textures/noise.dds', 'textures/small-noise.png'];
  for (const [name, method] of methods) {
    if (name.startsWith('names/')) continue;
    expect([name, method]).toEqual([name, stored.includes(name) ? 0 : 8]);
  }
});

test('only files too large to wait for have their sizes behind them', async () => {
  const folder = temporaryFolder();
  const built = await pack(writeTree(join(folder, 'addon'), MIXED), { out: join(folder, 'a.zip') });
  const late = (await readZipEntries(built.path)).filter(({ flags }) => (flags & 8) !== 0).map(({ name }) => name);
  expect(late).toEqual([`${ID}/large/noise-and-text.bin`, `${ID}/large/text.bin`]);
});

test('times, modes and makers are the same for every file', async () => {
  const folder = temporaryFolder();
  const built = await pack(writeTree(join(folder, 'addon'), { 'a.sh': '#!/bin/sh', 'b.txt': 'x' }), {
    out: join(folder, 'a.zip'),
  });
  const entries = await readZipEntries(built.path);
  expect(entries.map(({ mode, time }) => [mode.toString(8), time])).toEqual([
    ['40755', 0x0041_0000],
    ['100644', 0x0041_0000],
    ['100644', 0x0041_0000],
  ]);
});

test('scripts and resources are packed from text and from files', async () => {
  const folder = temporaryFolder();
  const root = writeTree(join(folder, 'addon'), { 'x.acf': 'x' });
  const more = writeTree(join(folder, 'more'), { 'manual.txt': 'read me' });
  const { scanAddon } = await import('../../main/addon/index.ts');
  const outcome = planArchive({
    root,
    entries: (await scanAddon(root)).entries,
    packageId: ID,
    scripts: { install: { text: 'COPY @default TO /Aircraft # ünï' } },
    resources: [{ name: 'manuals', root: more, entries: (await scanAddon(more)).entries }],
  });
  if (!outcome.ok) throw new Error('refused');
  const built = await buildArchive(outcome.plan, { out: join(folder, 'a.zip') });
  await expectReadableByAll(built.path, outcome.plan);
});

test('a quick build is larger, and as correct', async () => {
  const folder = temporaryFolder();
  const root = writeTree(join(folder, 'addon'), { 'a.txt': prose(300_000) });
  const quick = await pack(root, { out: join(folder, 'quick.zip'), level: 1 });
  const full = await pack(root, { out: join(folder, 'full.zip') });
  expect(quick.size).toBeGreaterThan(full.size);
  await expectReadableByAll(quick.path, await planFolder(root));
});

test('a file that grew, shrank, was touched, replaced or removed since the folder was read is named', async () => {
  const folder = temporaryFolder();
  const root = writeTree(join(folder, 'addon'), { 'a.txt': 'a', 'b.txt': prose(100_000), 'c.txt': 'c' });
  const victim = join(root, 'b.txt');
  const original = readFileSync(victim);
  const { mtime } = statSync(victim);
  const changes: Record<string, [() => void, string]> = {
    grew: [() => writeFileSync(victim, Buffer.concat([original, Buffer.from('x')])), 'file_changed'],
    shrank: [() => writeFileSync(victim, original.subarray(1)), 'file_changed'],
    touched: [() => utimesSync(victim, mtime, new Date()), 'file_changed'],
    replaced: [
      () => {
        writeFileSync(`${folder}/other`, original);
        utimesSync(`${folder}/other`, mtime, mtime);
        renameSync(`${folder}/other`, victim);
      },
      'file_changed',
    ],
    removed: [() => rmSync(victim), 'file_missing'],
    linked: [
      () => {
        rmSync(victim);
        symlinkSync(join(root, 'a.txt'), victim);
      },
      'file_changed',
    ],
  };
  for (const [name, [change, code]] of Object.entries(changes)) {
    rmSync(victim, { force: true });
    writeFileSync(victim, original);
    utimesSync(victim, mtime, mtime);
    const plan = await planFolder(root);
    change();
    const out = join(folder, 'out', 'a.zip');
    const failure = await buildArchive(plan, { out }).catch((error: ArchiveError) => error);
    expect([name, failure]).toEqual([name, expect.objectContaining({ name: 'ArchiveError', code, path: victim })]);
    expect(readdirSync(join(folder, 'out'))).toEqual([]);
  }
});

test('a file that changes behind its times, after it was compressed and before it was hashed, is noticed', async () => {
  const folder = temporaryFolder();
  const root = writeTree(join(folder, 'addon'), { 'big.bin': prose(15 * MiB) });
  const victim = join(root, 'big.bin');
  const { mtime } = statSync(victim);
  let isChanged = false;
  const building = pack(root, {
    out: join(folder, 'a.zip'),
    workers: 1,
    onProgress: ({ done, total }) => {
      if (isChanged || done === 0 || done === total) return;
      const file = openSync(victim, 'r+');
      writeSync(file, 'changed', 0);
      closeSync(file);
      utimesSync(victim, mtime, mtime);
      isChanged = true;
    },
  });
  await expect(building).rejects.toMatchObject({ code: 'file_changed', path: victim });
});

test('an archive inside the folder it packs is refused', async () => {
  const folder = temporaryFolder();
  const root = writeTree(join(folder, 'addon'), { 'a.txt': 'a' });
  const plan = await planFolder(root);
  for (const out of [join(root, 'a.zip'), join(root, 'sub', 'a.zip')]) {
    await expect(buildArchive(plan, { out })).rejects.toMatchObject({ code: 'output_inside_addon' });
  }
  // A neighbour whose name begins with the folder's is outside.
  await buildArchive(plan, { out: `${root}-dist/a.zip` });
});

test('a place that cannot be written to is said so', async () => {
  const folder = temporaryFolder();
  const plan = await planFolder(writeTree(join(folder, 'addon'), { 'a.txt': 'a' }));
  writeFileSync(join(folder, 'file'), '');
  const out = join(folder, 'file', 'a.zip');
  await expect(buildArchive(plan, { out })).rejects.toMatchObject({ code: 'output_unwritable' });
  mkdirSync(join(folder, 'taken.zip'));
  writeFileSync(join(folder, 'taken.zip', 'x'), '');
  await expect(buildArchive(plan, { out: join(folder, 'taken.zip') })).rejects.toMatchObject({
    code: 'output_unwritable',
  });
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('progress tells files, bytes, speed and phases, never backwards and at most ten times a second', async () => {
  const folder = temporaryFolder();
  const root = writeTree(join(folder, 'addon'), MIXED);
  const seen: { at: number; progress: ArchiveProgress }[] = [];
  const built = await pack(root, {
    out: join(folder, 'a.zip'),
    onProgress: (progress) => seen.push({ at: performance.now(), progress }),
  });
  const all = seen.map(({ progress }) => progress);
  expect(all[0]).toMatchObject({ phase: 'packing', done: 0, filesDone: 0, filesTotal: 13, total: built.bytes });
  expect(all.at(-1)).toMatchObject({ phase: 'finishing', done: built.bytes, filesDone: 13, reusedBytes: 0 });
  expect(all.map(({ done }) => done)).toEqual(all.map(({ done }) => done).toSorted((a, b) => a - b));
  expect(all.slice(1).every(({ bytesPerSecond }) => bytesPerSecond === null || bytesPerSecond > 0)).toBe(true);
  const packing = seen.filter(({ progress }) => progress.phase === 'packing');
  // Counted over the whole build: when a report arrives, other work may have held it up.
  const took = packing.at(-1)!.at - packing[0]!.at;
  expect(packing.length).toBeLessThanOrEqual(took / 100 + 2);
});

test('cancelled at any point, it stops within 100 ms and leaves nothing', async () => {
  const folder = temporaryFolder();
  const tree = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`${index}.bin`, prose(2 * MiB, index + 1)]),
  );
  const plan = await planFolder(writeTree(join(folder, 'addon'), tree));
  const out = join(folder, 'out', 'a.zip');
  await expect(buildArchive(plan, { out, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  const took: number[] = [];
  for (const share of [0, 0.2, 0.5, 0.8]) {
    took.push(await cancelAfter(plan, out, share));
    expect(readdirSync(join(folder, 'out'))).toEqual([]);
  }
  // The quickest tells, and on a machine that is busy with other tests even a small file takes its time.
  expect(Math.min(...took)).toBeLessThan(Math.max(100, 3 * timeOfSmallFile(join(folder, 'small'))));
});

function timeOfSmallFile(path: string): number {
  const started = performance.now();
  for (let round = 0; round < 50; round += 1) {
    writeFileSync(path, prose(100_000));
    rmSync(path);
  }
  return performance.now() - started;
}

/** Cancels when this share of the bytes is packed; resolves with the time from the cancel to the answer. */
async function cancelAfter(plan: ArchivePlan, out: string, share: number): Promise<number> {
  const controller = new AbortController();
  let cancelledAt = 0;
  const building = buildArchive(plan, {
    out,
    signal: controller.signal,
    onProgress: ({ done, total }) => {
      if (done < total * share || cancelledAt > 0) return;
      cancelledAt = performance.now();
      controller.abort();
    },
  });
  await expect(building).rejects.toMatchObject({ code: 'cancelled' });
  return performance.now() - cancelledAt;
}
