import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFolderCarrier } from '../../../main/destinations/carriers/folder.ts';
import { type RememberingCarrier, rememberReads } from '../../../main/destinations/carriers/remembering.ts';
import { bytesSource, textSource } from '../../../main/destinations/carriers/source.ts';
import { makeFolder } from '../../make-folder.ts';
import { call } from './contract.ts';

let base: string;
let carrier: RememberingCarrier;
let time = 0;

beforeEach(async () => {
  base = makeFolder('remembering');
  carrier = rememberReads(await openFolderCarrier(base), undefined, () => time);
});
afterEach(() => rm(base, { recursive: true, force: true }));

async function listed() {
  return (await carrier.list(call())).map(({ path, size }) => `${path} ${size}`).sort();
}

async function text(path: string) {
  return Buffer.from((await carrier.read(path, 100, call())) ?? []).toString();
}

test('what was written and deleted since is known without another look', async () => {
  await writeFile(join(base, 'a.txt'), 'one');
  expect(await listed()).toEqual(['a.txt 3']);
  expect(await text('a.txt')).toBe('one');
  await writeFile(join(base, 'somebody.txt'), 'else');
  await carrier.write('b.txt', textSource('two two'), call());
  await carrier.write('a.txt', textSource('three'), call());
  await carrier.delete('b.txt', call());
  expect(await listed()).toEqual(['a.txt 5']);
  expect(await text('a.txt')).toBe('three');
});

test('a minute later, or when told to, everything is looked at again', async () => {
  expect(await listed()).toEqual([]);
  expect(await text('a.txt')).toBe('');
  await writeFile(join(base, 'a.txt'), 'one');
  expect(await listed()).toEqual([]);
  carrier.forget();
  expect(await listed()).toEqual(['a.txt 3']);
  expect(await text('a.txt')).toBe('one');
  await writeFile(join(base, 'b.txt'), 'two');
  expect(await listed()).toEqual(['a.txt 3']);
  time += 61_000;
  expect(await listed()).toEqual(['a.txt 3', 'b.txt 3']);
});

test('after a fault nothing is believed', async () => {
  expect(await listed()).toEqual([]);
  await mkdir(join(base, 'folder'));
  await writeFile(join(base, 'folder', 'a.txt'), 'one');
  const short = { ...bytesSource(Buffer.from('abc')), size: 5 };
  await expect(carrier.write('b.txt', short, call())).rejects.toMatchObject({ code: 'source_changed' });
  expect(await listed()).toEqual(['folder/a.txt 3']);
});

test('what was handed out stays as it was, and is the same until something changes', async () => {
  const first = await carrier.sizes(call());
  expect(await carrier.sizes(call())).toBe(first);
  await Promise.all(['a.txt', 'c.txt'].map((path) => carrier.write(path, textSource('one'), call())));
  const second = await carrier.sizes(call());
  expect([...first]).toEqual([]);
  expect([...second].sort()).toEqual([
    ['a.txt', 3],
    ['c.txt', 3],
  ]);
  expect(await carrier.sizes(call())).toBe(second);
  await carrier.delete('c.txt', call());
  expect(second.size).toBe(2);
  await carrier.delete('a.txt', call());
  expect(await carrier.list(call())).toEqual([]);
  const under = carrier.list(call());
  carrier.forget();
  await under;
  await writeFile(join(base, 'b.txt'), 'two');
  carrier.forget();
  expect(await listed()).toEqual(['b.txt 3']);
});
