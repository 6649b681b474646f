import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import type { Carrier, FileSource } from '../../../main/destinations/carriers/carrier.ts';
import { bytesSource, textSource } from '../../../main/destinations/carriers/source.ts';

// What every carrier promises, tried on each with a real server behind it.

export interface Served {
  readonly carrier: Carrier;
  /** The depot's folder on the disk of the server; undefined where the server keeps files in a form of its own. */
  readonly folder?: string | undefined;
}

export function call() {
  return { signal: AbortSignal.timeout(60_000) };
}

/** Bytes that no compression and no luck can make equal to others. */
export function someBytes(size: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(size);
  let state = seed >>> 0 || 1;
  for (let at = 0; at < size; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[at] = state;
  }
  return bytes;
}

export function carrierContract(serve: () => Promise<Served>): void {
  async function opened(): Promise<Served> {
    const served = await serve();
    onTestFinished(() => served.carrier.dispose());
    return served;
  }

  async function put(carrier: Carrier, files: Readonly<Record<string, string | Buffer>>): Promise<void> {
    for (const [path, content] of Object.entries(files)) {
      await carrier.write(path, typeof content === 'string' ? textSource(content) : bytesSource(content), call());
    }
    await carrier.commit('Test', call());
  }

  const read = async (carrier: Carrier, path: string) => {
    const found = await carrier.read(path, 100_000_000, call());
    return found === undefined ? undefined : Buffer.from(found);
  };

  test('what is written is there, with its size, in new folders, with any name', async () => {
    const { carrier } = await opened();
    const files = {
      'plain.txt': 'one',
      'a/b/c/deep.bin': someBytes(100_000),
      'with space & more/Привет мир.txt': 'two',
      'empty.txt': '',
      'odd #name% +[x].txt': 'three',
      '.hidden/file': 'four',
    };
    await put(carrier, files);
    const listed = await carrier.list(call());
    const sizes = Object.fromEntries(listed.map(({ path, size }) => [path, size]));
    expect(sizes).toEqual(
      Object.fromEntries(Object.entries(files).map(([path, content]) => [path, Buffer.byteLength(content)])),
    );
    for (const [path, content] of Object.entries(files)) {
      expect(await read(carrier, path)).toEqual(Buffer.from(content));
      expect((await carrier.stat(path, call()))?.size).toBe(Buffer.byteLength(content));
    }
  });

  test('a file is replaced, and one that is not there is no error', async () => {
    const { carrier } = await opened();
    await put(carrier, { 'a/file.txt': 'old and longer' });
    await put(carrier, { 'a/file.txt': 'new' });
    expect((await read(carrier, 'a/file.txt'))?.toString()).toBe('new');
    expect(await carrier.stat('a/none.txt', call())).toBeUndefined();
    expect(await carrier.stat('nowhere/none.txt', call())).toBeUndefined();
    expect(await carrier.read('nowhere/none.txt', 100, call())).toBeUndefined();
  });

  test('a deleted file is gone, its neighbours stay, deleting again is no error', async () => {
    const { carrier } = await opened();
    await put(carrier, { 'a/one.txt': '1', 'a/two.txt': '2', 'b/c/three.txt': '3' });
    await carrier.delete('a/one.txt', call());
    await carrier.delete('b/c/three.txt', call());
    await carrier.delete('b/c/three.txt', call());
    await carrier.delete('never/was.txt', call());
    await carrier.commit('Test', call());
    expect((await carrier.list(call())).map(({ path }) => path)).toEqual(['a/two.txt']);
  });

  test('a name may be as long as disks hold one', async () => {
    const { carrier } = await opened();
    const long = [`${'ж'.repeat(127)}x`, 'y'.repeat(255), `folder/${'z'.repeat(230)}.obj`];
    await put(carrier, Object.fromEntries(long.map((path) => [path, 'first'])));
    await put(carrier, Object.fromEntries(long.map((path) => [path, path.slice(-5)])));
    expect((await carrier.list(call())).map(({ path }) => path).sort()).toEqual([...long].sort());
    for (const path of long) expect((await read(carrier, path))?.toString()).toBe(path.slice(-5));
  });

  test('where a file was there may be a folder, and the other way round, once what was there is deleted', async () => {
    const { carrier } = await opened();
    await put(carrier, { file: 'a file', 'folder/inner/one.txt': '1', 'stays.txt': 's' });
    await carrier.list(call());
    await carrier.delete('file', call());
    await carrier.delete('folder/inner/one.txt', call());
    await put(carrier, { 'file/two.txt': '2', folder: 'a file now' });
    expect((await carrier.list(call())).map(({ path }) => path).sort()).toEqual([
      'file/two.txt',
      'folder',
      'stays.txt',
    ]);
    expect((await read(carrier, 'file/two.txt'))?.toString()).toBe('2');
  });

  test('many files at once', async () => {
    const { carrier } = await opened();
    const paths = Array.from({ length: 40 }, (_, at) => `folder ${at % 5}/file-${at}.bin`);
    await Promise.all(paths.map((path, at) => carrier.write(path, bytesSource(someBytes(5000 + at, at + 1)), call())));
    await carrier.commit('Test', call());
    const listed = await carrier.list(call());
    expect(listed.map(({ path }) => path).sort()).toEqual([...paths].sort());
    expect(await read(carrier, paths[7]!)).toEqual(someBytes(5007, 8));
  });

  test('bytes are reported as they go out, a large file too', async () => {
    const { carrier } = await opened();
    const content = someBytes(20_000_000);
    let seen = 0;
    const onBytes = (count: number) => {
      seen += count;
    };
    await carrier.write('large.bin', bytesSource(content), { ...call(), onBytes });
    await carrier.commit('Test', call());
    expect(seen).toBe(content.length);
    expect((await read(carrier, 'large.bin'))?.equals(content)).toBe(true);
  });

  test('a source with fewer or more bytes than promised leaves the old file as it was', async () => {
    const { carrier } = await opened();
    await put(carrier, { 'file.bin': 'old' });
    const short: FileSource = { size: 1000, crc32: 1, open: () => Readable.from([Buffer.alloc(500)]) };
    const long: FileSource = { size: 1000, crc32: 2, open: () => Readable.from([Buffer.alloc(1500)]) };
    await expect(carrier.write('file.bin', short, call())).rejects.toMatchObject({ code: 'source_changed' });
    await expect(carrier.write('file.bin', long, call())).rejects.toMatchObject({ code: 'source_changed' });
    expect((await read(carrier, 'file.bin'))?.toString()).toBe('old');
    expect((await carrier.list(call())).map(({ path }) => path)).toEqual(['file.bin']);
  });

  test('a cancelled write leaves nothing that is seen', async () => {
    const { carrier } = await opened();
    const stop = new AbortController();
    const endless: FileSource = {
      size: 50_000_000,
      crc32: crc32('x'),
      open: () =>
        new Readable({
          read() {
            this.push(Buffer.alloc(65_536));
          },
        }),
    };
    let seen = 0;
    const onBytes = (count: number) => {
      seen += count;
      if (seen > 1_000_000) stop.abort();
    };
    await expect(carrier.write('big.bin', endless, { signal: stop.signal, onBytes })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await carrier.list(call())).toEqual([]);
    await put(carrier, { 'after.txt': 'still works' });
    expect((await carrier.list(call())).map(({ path }) => path)).toEqual(['after.txt']);
  });

  test('no path leads out of the folder', async () => {
    const { carrier } = await opened();
    for (const path of [
      '../other.txt',
      'a/../../other.txt',
      '/etc/other.txt',
      'C:/other.txt',
      'a\\..\\b',
      'a//b',
      'x\n',
    ]) {
      await expect(carrier.write(path, textSource('x'), call())).rejects.toMatchObject({ code: 'bad_name' });
      await expect(carrier.delete(path, call())).rejects.toMatchObject({ code: 'bad_name' });
      await expect(carrier.read(path, 10, call())).rejects.toMatchObject({ code: 'bad_name' });
    }
  });

  test('a file that is larger than one wants to read is refused', async () => {
    const { carrier } = await opened();
    await put(carrier, { 'a.txt': 'twelve bytes' });
    await expect(carrier.read('a.txt', 5, call())).rejects.toMatchObject({ code: 'too_large', path: 'a.txt' });
  });

  test('the rate is kept', async () => {
    const { carrier } = await opened();
    if (carrier.limits.bytesPerSecond === undefined) return;
    const start = performance.now();
    await carrier.write('slow.bin', bytesSource(someBytes(carrier.limits.bytesPerSecond)), call());
    expect(performance.now() - start).toBeGreaterThan(500);
  });
}

/** For carriers whose server shows us its disk: links that lead out, and another depot beside this one. */
export function linkContract(serve: () => Promise<Served>): void {
  test('a link in the depot is not followed, and the depot beside it is not touched', async () => {
    const { carrier, folder } = await serve();
    onTestFinished(() => carrier.dispose());
    if (folder === undefined) throw new Error('This contract needs the disk.');
    const beside = join(dirname(folder), 'another depot');
    mkdirSync(beside, { recursive: true });
    onTestFinished(() => rmSync(beside, { recursive: true, force: true }));
    writeFileSync(join(beside, 'theirs.txt'), 'theirs');
    mkdirSync(folder, { recursive: true });
    symlinkSync(beside, join(folder, 'link'));
    symlinkSync(join(beside, 'theirs.txt'), join(folder, 'file-link.txt'));
    await expect(carrier.write('link/new.txt', textSource('x'), call())).rejects.toMatchObject({ code: 'bad_name' });
    await expect(carrier.delete('link/theirs.txt', call())).rejects.toMatchObject({ code: 'bad_name' });
    await carrier.write('file-link.txt', textSource('ours'), call());
    expect(readdirSync(beside)).toEqual(['theirs.txt']);
    expect(readFileSync(join(beside, 'theirs.txt'), 'utf8')).toBe('theirs');
    expect(readFileSync(join(folder, 'file-link.txt'), 'utf8')).toBe('ours');
    expect((await carrier.list(call())).map(({ path }) => path)).toEqual(['file-link.txt']);
    expect(existsSync(join(folder, 'link'))).toBe(true);
  });
}

/** For carriers whose server copies from one depot to the one beside it. */
export function takeOverContract(serve: () => Promise<{ readonly from: Carrier; readonly to: Carrier }>): void {
  test('a file of the depot beside this one is copied by the server, and its bytes do not pass here', async () => {
    const { from, to } = await serve();
    onTestFinished(() => from.dispose());
    onTestFinished(() => to.dispose());
    const content = someBytes(300_000);
    const closed: FileSource = { ...bytesSource(content), open: () => expect.unreachable('it was opened') };
    const name = 'a folder/odd #name% +[x] ü.bin';
    await from.write(name, bytesSource(content), call());
    await to.write('other.txt', textSource('stays'), call());
    expect(await to.canTakeOver?.(from, call())).toBe(true);
    expect(await to.takeOver?.(from, name, closed, call())).toBe(true);
    // Over what is there already, and of the same file once more.
    expect(await to.takeOver?.(from, name, closed, call())).toBe(true);
    const listed = async (carrier: Carrier) => (await carrier.list(call())).map(({ path }) => path).sort();
    expect(await listed(to)).toEqual([name, 'other.txt']);
    expect(await listed(from)).toEqual([name]);
    expect(Buffer.from((await to.read(name, 1_000_000, call())) ?? []).equals(content)).toBe(true);

    // What testers get next does not change what everybody has.
    await from.write(name, textSource('newer'), call());
    expect((await to.stat(name, call()))?.size).toBe(content.length);
    expect(await to.takeOver?.(from, name, closed, call())).toBe(false);
    expect(await to.takeOver?.(from, 'not there.bin', closed, call())).toBe(false);
    expect((await to.stat(name, call()))?.size).toBe(content.length);
  });
}
