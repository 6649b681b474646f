import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { openDiskSink } from '../../../../main/registry/server/upload/disk-sink.ts';
import { temporaryFolder } from '../../support/local-registry.ts';

test('what is in the file is no longer in memory; of a buffer that others read too everything stays', async () => {
  const path = join(await temporaryFolder(), 'upload');
  const own = Array.from({ length: 50 }, (_, at) => Buffer.alloc(65_536, at));
  const shared = Buffer.alloc(100_000, 'x');
  const wanted = Buffer.concat([...own, shared.subarray(10, 90_000)]);
  await pipeline(Readable.from([...own, shared.subarray(10, 90_000)]), await openDiskSink(path));
  expect((await readFile(path)).equals(wanted)).toBe(true);
  expect(own.map(({ byteLength }) => byteLength)).toEqual(own.map(() => 0));
  expect(shared.equals(Buffer.alloc(100_000, 'x'))).toBe(true);
});
