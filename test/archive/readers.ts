import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { openAsBlob, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { BlobReader, configure, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { expect } from 'vitest';
import { type Entry, openPromise } from 'yauzl';
import type { ArchivePlan } from '../../main/archive/index.ts';

const run = promisify(execFile);

/** Name -> SHA-256 of what it unpacks to; '' for a folder. */
export type Listing = Record<string, string>;

/** What an archive of the plan has to hold, read from the disk. */
export function expectedListing(plan: ArchivePlan): Listing {
  return Object.fromEntries(
    plan.entries.map(({ name, source }) => {
      if (source.kind === 'folder') return [name, ''];
      return [name, digest(source.kind === 'text' ? Buffer.from(source.text) : readFileSync(source.path))];
    }),
  );
}

/** Every reader at hand has to accept the archive and to find in it exactly what is in the folder. */
export async function expectReadableByAll(archive: string, plan: ArchivePlan): Promise<void> {
  const expected = expectedListing(plan);
  const [zipJs, yauzl, python] = await Promise.all([
    listWithZipJs(archive),
    listWithYauzl(archive),
    listWithPython(archive),
    testWithUnzip(archive),
    testWith7z(archive),
  ]);
  expect(yauzl).toEqual(expected);
  expect(zipJs).toEqual(expected);
  if (python !== undefined) expect(python).toEqual(expected);
}

export function isInstalled(tool: string): boolean {
  return spawnSync(tool, ['--help'], { stdio: 'ignore' }).error === undefined;
}

const hasUnzip = isInstalled('unzip');
const has7z = isInstalled('7z');
const hasPython = isInstalled('python3');

export async function testWithUnzip(archive: string): Promise<void> {
  if (!hasUnzip) return;
  // It exits with 1 on a warning, which fails here too.
  const { stdout } = await run('unzip', ['-tq', archive]);
  expect(stdout).toContain('No errors detected');
}

export async function testWith7z(archive: string): Promise<void> {
  if (!has7z) return;
  const { stdout } = await run('7z', ['t', archive], { maxBuffer: 1 << 26 });
  expect(stdout).toContain('Everything is Ok');
  expect(stdout).not.toMatch(/warning/i);
}

const PYTHON = `
import hashlib, json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    out = {}
    for i in z.infolist():
        h = hashlib.sha256()
        with z.open(i) as f:
            while (b := f.read(1 << 20)): h.update(b)
        assert i.filename not in out
        out[i.filename] = '' if i.is_dir() else h.hexdigest()
    print(json.dumps(out))
`;

export async function listWithPython(archive: string): Promise<Listing | undefined> {
  if (!hasPython) return undefined;
  const { stdout } = await run('python3', ['-c', PYTHON, archive], { maxBuffer: 1 << 28 });
  return JSON.parse(stdout);
}

export async function listWithYauzl(archive: string): Promise<Listing> {
  const zip = await openPromise(archive, { strictFileNames: true, validateEntrySizes: true });
  const found: Listing = {};
  for await (const entry of zip.eachEntry()) {
    expect(found).not.toHaveProperty([entry.fileName]);
    found[entry.fileName] = entry.fileName.endsWith('/') ? '' : await readWithYauzl(zip, entry);
  }
  return found;
}

async function readWithYauzl(zip: Awaited<ReturnType<typeof openPromise>>, entry: Entry): Promise<string> {
  const hash = createHash('sha256');
  let crc = 0;
  for await (const piece of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    hash.update(piece);
    crc = crc32(piece, crc);
  }
  expect(crc).toBe(entry.crc32);
  return hash.digest('hex');
}

configure({ useWebWorkers: false });

export async function listWithZipJs(archive: string): Promise<Listing> {
  const reader = new ZipReader(new BlobReader(await openAsBlob(archive)), {
    strictness: 'strict',
    filenameValidation: 'strict',
    checkSignature: true,
    checkOverlappingEntry: true,
  });
  const found: Listing = {};
  for (const entry of await reader.getEntries()) {
    found[entry.filename] = entry.directory ? '' : digest(await entry.getData(new Uint8ArrayWriter()));
  }
  await reader.close();
  return found;
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
