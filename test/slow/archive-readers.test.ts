import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, openAsBlob, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { expect, test } from 'vitest';
import { processArchive } from '../../main/registry/processing/process-archive.ts';
import { type CraftedEntry, type CraftOptions, craftZip } from '../registry/processing/craft-zip.ts';
import { ID } from '../registry/processing/hostile-zip.ts';
import { readZip } from '../registry/processing/read-zip.ts';
import { inputFor } from '../registry/processing/run-zip.ts';
import { seededRandom } from '../seeded-random.ts';
import { tempFolder } from '../temp-folder.ts';

// What the registry accepts, every program must read as the same files: else an archive could show one thing to who
// checks it and another to who installs it. Thousands of archives, each wrong in some small way, are put before the
// registry, and what it lets pass before the readers that are installed here.

const ARCHIVES = Number(process.env.FUZZ_ARCHIVES ?? 10_000);
const SEED = Number(process.env.FUZZ_SEED ?? 20);

/** Path to hash of the content; null for an archive the reader refuses. */
type Files = Record<string, string>;
interface Reader {
  readonly name: string;
  readonly there: boolean;
  readonly read: (zips: readonly string[], scratch: string) => Promise<(Files | null)[]>;
}

const random = seededRandom(SEED);
function below(limit: number): number {
  return Math.floor(random() * limit);
}

function chance(share: number): boolean {
  return random() < share;
}

function oneOf<T>(list: readonly T[]): T {
  return list[below(list.length)] as T;
}

// Plain letters only: names beyond them that do not say they are UTF-8 are read in as many ways as there are programs,
// and authors have such archives; docs/decisions.md says why they are taken with a note.
const NAMES = ['f.txt', 'g', 'd/h', 'd/', 'D/h', 'd/e/i', './j', 'k//l', '.hidden', 'x'.repeat(255), 'a b'];

function randomEntry(): CraftedEntry {
  const name = `${ID}/${oneOf(NAMES)}${chance(0.5) ? below(4) : ''}`;
  const isFolder = name.endsWith('/');
  const content = isFolder ? '' : 'content '.repeat(below(40)) + below(1e6);
  const entry: CraftedEntry = {
    name,
    content,
    ...(chance(0.3) && { method: 0 }),
    ...(!isFolder && chance(0.2) && { descriptor: oneOf([true, 'unsigned', 'missing', 'wrong'] as const) }),
    ...(chance(0.2) && { zip64: true }),
    ...(chance(0.05) && { version: oneOf([10, 20, 45, 46, 63, 255]) }),
    ...(chance(0.1) && { extra: randomExtra() }),
    ...(chance(0.05) && { host: oneOf([0, 3, 10, 19]) }),
    ...(chance(0.05) && { mode: oneOf([0o100644, 0o100755, 0o040755, 0, 0o020666]) }),
  };
  if (chance(0.05)) return { ...entry, localLies: randomLie(), centralLies: chance(0.3) ? randomLie() : {} };
  return entry;
}

function randomLie(): NonNullable<CraftedEntry['localLies']> {
  const number = oneOf([0, 1, 5, 0xffffffff, below(300)]);
  return oneOf([
    { name: `${ID}/${oneOf(NAMES)}` },
    { flags: oneOf([0, 8, 0x800, 0x808, 2, 4]) },
    { crc: number },
    { compressedSize: number },
    { uncompressedSize: number },
    { extra: randomExtra() },
  ]);
}

function randomExtra(): Buffer {
  const field = (id: number, bytes: Buffer): Buffer => {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(id, 0);
    head.writeUInt16LE(chance(0.9) ? bytes.length : below(20), 2);
    return Buffer.concat([head, bytes]);
  };
  const ids = [0x0001, 0x7075, 0x5455, 0x000a, 0x7875, 0xcafe];
  return Buffer.concat(
    Array.from({ length: 1 + below(2) }, () => field(oneOf(ids), Buffer.alloc(below(24), below(9)))),
  );
}

function randomOptions(): CraftOptions {
  const tail = craftZip([{ name: `${ID}/tail`, content: 'tail' }]);
  return {
    ...(chance(0.1) && {
      comment: oneOf<string | Buffer>(['note', tail.subarray(-22), tail, 'PK\x05\x06', 'x'.repeat(300)]),
    }),
    ...(chance(0.05) && { gap: 1 + below(40) }),
    ...(chance(0.05) && { prepend: Buffer.from('MZ head'), adjustOffsets: chance(0.5) }),
    ...(chance(0.1) && { zip64: true, zip64Lies: chance(0.3) ? { extensible: tail.subarray(0, below(60)) } : {} }),
    ...(chance(0.03) && { entryCount: below(5) }),
    ...(chance(0.03) && { append: oneOf([tail.subarray(-22), Buffer.from('after')]) }),
  };
}

function damage(zip: Buffer): Buffer {
  const copy = Buffer.from(zip);
  for (let left = 1 + below(2); left > 0; left -= 1) {
    const at = chance(0.7) ? copy.length - 1 - below(Math.min(200, copy.length)) : below(copy.length);
    copy[at] = chance(0.5) ? (copy[at] ?? 0) ^ (1 << below(8)) : below(256);
  }
  return copy;
}

function randomArchive(): Buffer {
  const zip = craftZip(Array.from({ length: 1 + below(4) }, randomEntry), randomOptions());
  return chance(0.4) ? damage(zip) : zip;
}

function hash(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex');
}

const PYTHON = `
import hashlib, json, sys, zipfile
for path in sys.stdin.read().split():
    try:
        with zipfile.ZipFile(path) as z:
            print(json.dumps({i.filename: hashlib.sha1(z.read(i)).hexdigest() for i in z.infolist() if not i.is_dir()}))
    except Exception as e:
        print('null')
`;

async function withPython(zips: readonly string[]): Promise<(Files | null)[]> {
  const { stdout } = spawnSync('python3', ['-c', PYTHON], {
    input: zips.join('\n'),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Files | null);
}

async function withZipJs(zips: readonly string[]): Promise<(Files | null)[]> {
  const all: (Files | null)[] = [];
  for (const zip of zips) all.push(await readWithZipJs(zip).catch(() => null));
  return all;
}

async function readWithZipJs(path: string): Promise<Files> {
  const reader = new ZipReader(new BlobReader(await openAsBlob(path)), { checkSignature: true, useWebWorkers: false });
  const files: Files = {};
  for (const entry of await reader.getEntries()) {
    if (!entry.directory) files[entry.filename] = hash(await entry.getData(new Uint8ArrayWriter()));
  }
  await reader.close();
  return files;
}

/** A program that unpacks into a folder. */
function unpacking(command: string, args: (zip: string, folder: string) => string[]) {
  return async (zips: readonly string[], scratch: string): Promise<(Files | null)[]> =>
    zips.map((zip) => {
      const folder = join(scratch, 'out');
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      const env = { ...process.env, LC_ALL: 'C.UTF-8' };
      const { status } = spawnSync(command, args(zip, folder), { env, stdio: ['ignore', 'pipe', 'pipe'] });
      return status === 0 ? filesUnder(folder) : null;
    });
}

function filesUnder(folder: string): Files {
  const files: Files = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (statSync(path).isFile()) files[name] = hash(readFileSync(path));
  }
  return files;
}

function has(command: string): boolean {
  return spawnSync(command, ['--help']).error === undefined;
}

const SEVEN = ['7zz', '7z', '7za'].find(has);

const READERS: readonly Reader[] = [
  { name: 'zip.js', there: true, read: withZipJs },
  { name: 'Python', there: has('python3'), read: withPython },
  {
    name: 'Info-ZIP',
    there: has('unzip'),
    read: unpacking('unzip', (zip, folder) => ['-qq', '-o', '-d', folder, zip]),
  },
  {
    name: '7-Zip',
    there: SEVEN !== undefined,
    read: unpacking(SEVEN ?? '', (zip, folder) => ['x', '-y', '-bso0', '-bsp0', `-o${folder}`, zip]),
  },
];

/** Unpacking tidies names; readers that only list do not. */
function tidied(files: Files): Files {
  return Object.fromEntries(
    Object.entries(files)
      .map(([name, content]): [string, string] => [
        name
          .split('/')
          .filter((part) => part !== '' && part !== '.')
          .join('/'),
        content,
      ])
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

test('what the registry accepts, all readers read as the same files', { timeout: 3_600_000 }, async () => {
  const folder = tempFolder();
  const input = inputFor(join(folder, 'upload.zip'), join(folder, 'work'));
  const accepted: { readonly zip: string; readonly ours: Files }[] = [];
  for (let at = 0; at < ARCHIVES; at += 1) {
    const zip = randomArchive();
    rmSync(input.workDir, { recursive: true, force: true });
    mkdirSync(input.workDir);
    writeFileSync(input.zipPath, zip);
    const outcome = await processArchive(input);
    expect(outcome.status).not.toBe('failed_server');
    if (outcome.status !== 'processed') continue;
    const ours: Files = {};
    for (const [name, content] of readZip(outcome.xpkgPath)) {
      if (!name.endsWith('/') && name !== 'manifest.json') ours[name] = hash(content);
    }
    const kept = join(folder, `accepted-${at}.zip`);
    writeFileSync(kept, zip);
    accepted.push({ zip: kept, ours: tidied(ours) });
  }
  const differing: string[] = [];
  const installed = READERS.filter(({ there }) => there);
  for (const { name, read } of installed) {
    const seen = await read(
      accepted.map(({ zip }) => zip),
      folder,
    );
    for (const [index, { zip, ours }] of accepted.entries()) {
      const theirs = seen[index];
      const same = theirs != null && JSON.stringify(tidied(theirs)) === JSON.stringify(ours);
      if (!same)
        differing.push(
          `${name} reads it as ${theirs == null ? 'no archive' : JSON.stringify(tidied(theirs))}, not ${JSON.stringify(ours)}: ${readFileSync(zip, 'base64')}`,
        );
    }
  }
  const names = installed.map(({ name }) => name).join(', ');
  console.log(`${ARCHIVES} archives, ${accepted.length} accepted, ${differing.length} read differently by ${names}`);
  expect(differing.slice(0, 5)).toEqual([]);
  expect(accepted.length).toBeGreaterThan(ARCHIVES / 50);
});
