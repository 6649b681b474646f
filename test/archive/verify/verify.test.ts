import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { verifyArchive } from '../../../main/archive/index.ts';
import { inWords } from '../../../preload/messages/index.ts';
import { parseZip } from '../raw-zip.ts';
import { ID, noise, pack, prose, temporaryFolder, writeTree } from '../support.ts';

interface Crafted {
  readonly name: string;
  readonly content?: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  readonly size?: number;
  readonly localName?: string;
  readonly unixMode?: number;
  readonly before?: Buffer;
}

/** A zip made by hand, so that it can be wrong in one place. */
function craft(entries: readonly Crafted[], { comment = '', count = entries.length, after = '' } = {}): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const content = entry.content ?? Buffer.from('content');
    const method = entry.method ?? 0;
    const bytes = method === 8 ? deflateRawSync(content) : Buffer.from(content);
    const facts = Buffer.alloc(12);
    facts.writeUInt32LE(entry.crc ?? crc32(content), 0);
    facts.writeUInt32LE(bytes.length, 4);
    facts.writeUInt32LE(entry.size ?? content.length, 8);
    offset += entry.before?.length ?? 0;
    const local = header(0x04034b50, 30, entry.localName ?? entry.name, method, entry.flags ?? 0x800, facts, 4);
    const listed = header(0x02014b50, 46, entry.name, method, entry.flags ?? 0x800, facts, 6);
    listed.writeUInt16LE(0x031e, 4);
    listed.writeUInt32LE(((entry.unixMode ?? 0o100644) << 16) >>> 0, 38);
    listed.writeUInt32LE(offset, 42);
    parts.push(entry.before ?? Buffer.alloc(0), local, bytes);
    central.push(listed);
    offset += local.length + bytes.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, directory, end, Buffer.from(comment), Buffer.from(after)]);
}

function header(
  signature: number,
  length: number,
  name: string,
  method: number,
  flags: number,
  facts: Buffer,
  at: number,
): Buffer {
  const nameBytes = Buffer.from(name);
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32LE(signature, 0);
  bytes.writeUInt16LE(20, at);
  bytes.writeUInt16LE(flags, at + 2);
  bytes.writeUInt16LE(method, at + 4);
  facts.copy(bytes, at + 10);
  bytes.writeUInt16LE(nameBytes.length, at + 22);
  return Buffer.concat([bytes, nameBytes]);
}

async function codesOf(zip: Buffer, packageId: string | undefined = ID): Promise<string[]> {
  const path = join(temporaryFolder(), 'crafted.zip');
  writeFileSync(path, zip);
  const { findings } = await verifyArchive(path, packageId === undefined ? {} : { packageId });
  expect(findings.filter(({ message, said }) => inWords(said.message, 'de') === message)).toEqual([]);
  return findings.map(({ code }) => code);
}

function file(name: string, more: Partial<Crafted> = {}): Crafted {
  return { name: `${ID}/${name}`, ...more };
}

test('a right zip of somebody else has no findings', async () => {
  const zip = craft([{ name: `${ID}/`, content: Buffer.alloc(0) }, file('a.txt'), file('ü.txt', { method: 8 })]);
  expect(await codesOf(zip)).toEqual([]);
  expect(await codesOf(craft([file('a.txt')], { comment: 'a comment' }))).toEqual([]);
});

const DAMAGED: Record<string, [Buffer, string]> = {
  'a wrong CRC': [craft([file('a', { crc: 1 })]), 'content'],
  'a wrong CRC, deflated': [craft([file('a', { crc: 1, method: 8 })]), 'content'],
  'a size too small': [craft([file('a', { size: 3, method: 8 })]), 'content'],
  'a size too large': [craft([file('a', { size: 300, method: 8 })]), 'content'],
  'a size too small for a stored file': [craft([file('a', { size: 3 })]), 'content'],
  'a bomb that streams': [craft([file('a', { content: Buffer.alloc(20 << 20), size: 5 << 20, method: 8 })]), 'content'],
  'another name in the header': [craft([file('a', { localName: `${ID}/b` })]), 'header'],
  'bytes between entries': [craft([file('a'), file('b', { before: Buffer.from('hidden') })]), 'layout'],
  'bytes before the first entry': [craft([file('a', { before: Buffer.from('#!/bin/sh') })]), 'layout'],
  'bytes after the end': [craft([file('a')], { after: 'more' }), 'not_a_zip'],
  'a count that lies': [craft([file('a')], { count: 2 }), 'not_a_zip'],
  'no zip at all': [noise(500), 'not_a_zip'],
  nothing: [Buffer.alloc(0), 'not_a_zip'],
  'the directory cut off': [craft([file('a')]).subarray(20), 'not_a_zip'],
  'a name in no character set': [craft([file('é', { flags: 0 })]), 'not_a_zip'],
};

test.each(Object.entries(DAMAGED))('%s is found', async (_, [zip, code]) => {
  expect(await codesOf(zip)).toContain(code);
});

const REFUSED: Record<string, [readonly Crafted[], string]> = {
  'no folder of the package': [[{ name: 'other.thing/a' }], 'no_package_folder'],
  'a manifest at the root': [[file('a'), { name: 'manifest.json' }], 'root_manifest'],
  'what macOS adds': [[file('a'), { name: '__MACOSX/._a' }], 'macosx'],
  'a back-slash': [[file('a\\b')], 'back_slash'],
  'a way out': [[file('../../a')], 'bad_segment'],
  'an absolute path': [[file('a'), { name: '/etc/passwd' }], 'bad_segment'],
  'a link': [[file('a', { unixMode: 0o120777 })], 'link'],
  'an encrypted file': [[file('a', { flags: 0x801 })], 'encrypted'],
  'another method': [[file('a', { method: 14 })], 'method'],
  'a path twice': [[file('a'), file('a')], 'duplicate'],
  'paths that differ in case': [[file('a'), file('A')], 'collision'],
  'a file that is a folder': [[file('a'), file('a/b')], 'file_and_folder'],
  junk: [[file('.DS_Store')], 'junk'],
  'a root name with a dot': [[file('a'), { name: '.git/config' }], 'bad_root_name'],
  'more than 16 GiB': [Array.from({ length: 5 }, (_, index) => file(`${index}`, { size: 0xfffffffe })), 'too_large'],
};

test.each(Object.entries(REFUSED))('%s is what the registry refuses', async (_, [entries, code]) => {
  expect(await codesOf(craft(entries))).toContain(code);
});

test('a flipped bit anywhere in an archive of ours is found', async () => {
  const folder = temporaryFolder();
  const root = writeTree(join(folder, 'addon'), {
    'a.txt': prose(20_000),
    'b.png': noise(5000),
    'c.bin': Buffer.concat([prose(1 << 20), noise(16 << 20)]),
  });
  const { path } = await pack(root, { out: join(folder, 'a.zip') });
  const pristine = readFileSync(path);
  const places = parseZip(pristine).flatMap(({ offset, centralOffset }) => [
    offset + 14,
    offset + 31,
    centralOffset + 16,
    centralOffset + 47,
  ]);
  // Times and attributes are not proved by anything, so the places are picked: facts, names, contents, the end.
  for (const place of [...places, 10_000, pristine.length >> 1, pristine.length - 8]) {
    const damaged = Buffer.from(pristine);
    damaged[place] = damaged[place]! ^ 1;
    writeFileSync(path, damaged);
    const verified = await verifyArchive(path, { packageId: ID });
    expect([place, verified.ok]).toEqual([place, false]);
  }
});

test('a file that is not there is an error, and cancelling stops it', async () => {
  const folder = temporaryFolder();
  await expect(verifyArchive(join(folder, 'none.zip'))).rejects.toMatchObject({ code: 'not_an_archive' });
  const { path } = await pack(writeTree(join(folder, 'addon'), { a: prose(5 << 20) }), { out: join(folder, 'a.zip') });
  const aborted = verifyArchive(path, { signal: AbortSignal.abort() });
  await expect(aborted).rejects.toMatchObject({ code: 'cancelled' });
  const controller = new AbortController();
  const verifying = verifyArchive(path, { signal: controller.signal });
  setImmediate(() => controller.abort());
  await expect(verifying).rejects.toMatchObject({ code: 'cancelled' });
});
