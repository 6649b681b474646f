import { spawnSync } from 'node:child_process';
import { openAsBlob, readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';

import { craftZip } from './craft-zip.ts';
import { ID, many } from './hostile-zip.ts';
import { processed, runZip } from './run-zip.ts';

// What leaves this room is read by tools we do not know: these stand for them.

const noise = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7919) >> (index % 5)));
const ARCHIVES = {
  plain: () =>
    craftZip([
      { name: `${ID}/` },
      { name: `${ID}/text.txt`, content: 'text '.repeat(1000) },
      { name: `${ID}/noise.bin`, content: noise, method: 0 },
      { name: `${ID}/big.bin`, content: Buffer.alloc(6_000_000, noise) },
      { name: `${ID}/\u00fcnic\u00f6de \u6f22\u5b57.txt`, content: 'x' },
      { name: `${ID}/empty`, content: '' },
      { name: `${ID}/described`, content: 'y', descriptor: true },
      { name: 'install.ska', content: '# nothing' },
    ]),
  'more entries than 16 bits count': () => craftZip([{ name: `${ID}/f`, content: 'x' }, ...many(66_000)]),
};

function has(command: string, ...args: string[]) {
  return spawnSync(command, args).status === 0;
}

/** Those that are programs take part where they are installed. */
const READERS: readonly { name: string; there: boolean; read: (path: string) => Promise<string> }[] = [
  { name: 'unzip -t', there: has('unzip', '-v'), read: async (path) => run('unzip', '-tqq', path) },
  { name: '7z t', there: has('7z', 'i'), read: async (path) => run('7z', 't', '-bso0', '-bsp0', path) },
  {
    name: 'python zipfile',
    there: has('python3', '-V'),
    read: async (path) => run('python3', '-m', 'zipfile', '-t', path),
  },
  { name: 'yauzl', there: true, read: readWithYauzl },
  { name: 'zip.js, strict', there: true, read: readWithZipJs },
];

test.each(Object.entries(ARCHIVES))('every reader reads: %s', { timeout: 120_000 }, async (_name, build) => {
  const { xpkgPath } = processed(await runZip(build()));
  const installed = READERS.filter(({ there }) => there);
  const complaints = installed.map(async ({ name, read }) => `${name}: ${await read(xpkgPath)}`);
  expect(await Promise.all(complaints)).toEqual(installed.map(({ name }) => `${name}: `));
});

function run(command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? '' : `${command} ended with ${status}: ${stdout}${stderr}`;
}

/** The listing is read whole; so many contents are enough for the readers that take their time. */
const CONTENTS = 100;

/** yauzl leaves checksums to its caller. */
async function readWithYauzl(path: string): Promise<string> {
  const zip = await fromBufferPromise(readFileSync(path), { strictFileNames: true, validateEntrySizes: true });
  let left = CONTENTS;
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/') || left-- <= 0) continue;
    let crc = 0;
    for await (const chunk of await zip.openReadStreamPromise(entry)) crc = crc32(chunk as Buffer, crc);
    if (crc !== entry.crc32) return `wrong checksum: ${entry.fileName}`;
  }
  return '';
}

async function readWithZipJs(path: string): Promise<string> {
  const reader = new ZipReader(new BlobReader(await openAsBlob(path)), {
    strictness: 'strict',
    filenameValidation: 'strict',
    checkSignature: true,
    checkOverlappingEntry: true,
    useWebWorkers: false,
  });
  for (const entry of (await reader.getEntries()).slice(0, CONTENTS)) {
    if (!entry.directory) await entry.getData(new Uint8ArrayWriter());
  }
  await reader.close();
  return '';
}
