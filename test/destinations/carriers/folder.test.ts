import { link, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Carrier } from '../../../main/destinations/carriers/carrier.ts';
import { CarrierError } from '../../../main/destinations/carriers/carrier-error.ts';
import { openFolderCarrier } from '../../../main/destinations/carriers/folder.ts';
import { bytesSource, textSource } from '../../../main/destinations/carriers/source.ts';
import { makeFolder } from '../../make-folder.ts';
import { leftoversContract } from './leftovers.ts';

let base: string;
let folder: string;
let carrier: Carrier;
const call = { signal: new AbortController().signal };

beforeEach(async () => {
  base = makeFolder('carrier');
  folder = join(base, 'there');
  await mkdir(folder);
  carrier = await openFolderCarrier(folder);
});
afterEach(() => rm(base, { recursive: true, force: true }));

describe('the folder carrier', () => {
  it('writes, lists, reads and deletes', async () => {
    await carrier.write('a/b c/ж.txt', textSource('one'), call);
    await carrier.write('top.txt', textSource(''), call);
    const listed = (await carrier.list(call)).map(({ path, size }) => ({ path, size }));
    expect(listed.sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: 'a/b c/ж.txt', size: 3 },
      { path: 'top.txt', size: 0 },
    ]);
    expect(Buffer.from((await carrier.read('a/b c/ж.txt', 10, call)) ?? []).toString()).toBe('one');
    await carrier.delete('a/b c/ж.txt', call);
    await carrier.delete('a/b c/ж.txt', call);
    expect(await carrier.stat('a/b c/ж.txt', call)).toBeUndefined();
    expect((await carrier.list(call)).map(({ path }) => path)).toEqual(['top.txt']);
  });

  it('leaves the old file when the content is short, and no half of the new one', async () => {
    await carrier.write('f', textSource('old'), call);
    const short = { size: 9, crc32: 1, open: () => Readable.from([Buffer.from('new')]) };
    await expect(carrier.write('f', short, call)).rejects.toMatchObject({ code: 'source_changed' });
    expect(await readFile(join(folder, 'f'), 'utf8')).toBe('old');
    expect(await carrier.list(call)).toHaveLength(1);
  });

  it.each(['', '..', '../x', 'a/../../x', '/etc/x', 'a//b', 'C:/x', 'a\\b', './x', 'a\nb'])(
    'refuses the path %j',
    async (path) => {
      await expect(carrier.write(path, textSource('x'), call)).rejects.toMatchObject({ code: 'bad_name' });
      await expect(carrier.delete(path, call)).rejects.toBeInstanceOf(CarrierError);
    },
  );

  it('neither writes nor deletes through a link that leads out', async () => {
    const outside = join(base, 'outside');
    await mkdir(outside);
    await writeFile(join(outside, 'mine'), 'mine');
    await symlink(outside, join(folder, 'link'), 'junction');
    await expect(carrier.write('link/mine', textSource('x'), call)).rejects.toMatchObject({ code: 'bad_name' });
    await expect(carrier.delete('link/mine', call)).rejects.toMatchObject({ code: 'bad_name' });
    expect(await readFile(join(outside, 'mine'), 'utf8')).toBe('mine');
    expect(await carrier.list(call)).toEqual([]);
  });

  it('does not make a folder that is not there', async () => {
    await expect(openFolderCarrier(join(base, 'share'))).rejects.toMatchObject({ code: 'folder_missing' });
  });

  it('reads no more than it is asked to', async () => {
    await carrier.write('big', bytesSource(new Uint8Array(100)), call);
    await expect(carrier.read('big', 99, call)).rejects.toMatchObject({ code: 'too_large' });
  });

  it('reports the bytes, keeps to a rate and stops when it is told to', async () => {
    const slow = await openFolderCarrier(folder, { atOnce: 1, bytesPerSecond: 1000 });
    const stop = new AbortController();
    let seen = 0;
    const source = {
      size: 100_000,
      crc32: 7,
      open: () =>
        Readable.from(
          (function* () {
            for (let i = 0; i < 100; i++) yield Buffer.alloc(1000);
          })(),
        ),
    };
    const writing = slow.write('slow', source, {
      signal: stop.signal,
      onBytes: (count) => {
        seen += count;
        stop.abort();
      },
    });
    await expect(writing).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen).toBeGreaterThan(0);
    expect(seen).toBeLessThan(100_000);
    expect(await slow.list(call)).toEqual([]);
  });

  it('writes a file where its temporary name is taken by an older half', async () => {
    const source = textSource('whole');
    const half = join(folder, `.f.${source.crc32.toString(16).padStart(8, '0')}.loadmaster-part`);
    await writeFile(half, 'wh');
    await carrier.write('f', source, call);
    expect(await readFile(join(folder, 'f'), 'utf8')).toBe('whole');
    expect(await carrier.list(call)).toHaveLength(1);
  });
});

describe('whether capital letters count', () => {
  it('is found out without writing anything', async () => {
    await writeFile(join(folder, 'Readme.txt'), 'x');
    const before = await stat(folder);
    const opened = await openFolderCarrier(folder);
    const isBlind = await stat(join(folder, 'rEADME.TXT')).then(
      () => true,
      () => false,
    );
    expect(opened.caseBlind).toBe(isBlind);
    expect((await stat(folder)).mtimeMs).toBe(before.mtimeMs);
  });

  it('is not told by an empty folder, nor by names without letters', async () => {
    expect(carrier.caseBlind).toBeUndefined();
    await writeFile(join(folder, '123'), 'x');
    expect((await openFolderCarrier(folder)).caseBlind).toBeUndefined();
  });

  it.skipIf(process.platform !== 'linux')('is told by files of which both spellings are there', async () => {
    await writeFile(join(folder, 'a.txt'), 'x');
    await link(join(folder, 'a.txt'), join(folder, 'A.TXT'));
    await writeFile(join(folder, 'b.txt'), 'x');
    expect((await openFolderCarrier(folder)).caseBlind).toBe(false);
  });
});

leftoversContract(async () => ({ carrier, folder }));
