import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import type { ProcessingInput, ProcessingOutcome } from '../../../main/registry/processing/index.ts';
import { type CraftedEntry, craftZip } from './craft-zip.ts';
import { deflatedContent, ID } from './hostile-zip.ts';
import { expectTidy, remarkOf, roomFor } from './run-zip.ts';

const MEGABYTE = 1024 * 1024;
const CEILING_MEGABYTES = 300;
const MEASURE = new URL('./measure-process.ts', import.meta.url).pathname;

async function measure(input: ProcessingInput): Promise<{ outcome: ProcessingOutcome; peakMegabytes: number }> {
  const { stdout } = await promisify(execFile)(process.execPath, [MEASURE, JSON.stringify(input)], {
    timeout: 100_000,
  });
  return JSON.parse(stdout);
}

function entries(count: number, of: (index: number) => CraftedEntry) {
  return Array.from({ length: count }, (_, index) => of(index));
}

/** The same deflated zeros under many names. */
function bombs(count: number, megabytes: number, rest: (index: number) => Partial<CraftedEntry> = () => ({})): Buffer {
  const zeros = deflatedContent(Buffer.alloc(megabytes * MEGABYTE));
  return craftZip(entries(count, (index) => ({ name: `${ID}/${index}`, ...zeros, ...rest(index) })));
}

/** A million empty files, stamped from one: writing each by itself would take longer than the test. */
function million(): Buffer {
  const name = `${ID}/folder 000/000000`;
  const one = craftZip([{ name }]);
  const local = one.subarray(0, 30 + name.length);
  const central = one.subarray(local.length, local.length + 46 + name.length);
  const count = 1_000_000;
  const stamped = Buffer.concat([
    Buffer.alloc(count * local.length, local),
    Buffer.alloc(count * central.length, central),
  ]);
  for (let at = 0; at < count; at += 1) {
    const digits = String(at).padStart(6, '0');
    const path = `${ID}/folder ${digits.slice(3)}/${digits}`;
    stamped.write(path, at * local.length + 30, 'latin1');
    const record = count * local.length + at * central.length;
    stamped.write(path, record + 46, 'latin1');
    stamped.writeUInt32LE(at * local.length, record + 42);
  }
  const end = craftZip([], {
    zip64: true,
    entryCount: count,
    directoryOffset: count * local.length,
    directorySize: count * central.length,
    zip64Lies: { recordOffset: stamped.length },
  });
  return Buffer.concat([stamped, end]);
}

test.each([
  { name: 'a bomb of 200 MB', build: () => bombs(1, 200), status: 'processed' },
  { name: 'ten bombs of 200 MB', build: () => bombs(10, 200), status: 'processed' },
  { name: '1,000 bombs of 4 MB', build: () => bombs(1000, 4), status: 'processed' },
  {
    name: '50 overlapping bombs of 200 MB',
    build: () => bombs(50, 200, (at) => (at > 0 ? { sharesLocalOf: 0 } : {})),
    status: 'aborted',
    says: /listing|overlap/,
  },
  { name: '100 bombs of 200 MB, over the limit', build: () => bombs(100, 200), status: 'failed_file_too_large' },
  { name: '1,000,000 entries', build: () => million(), status: 'processed' },
  {
    name: '3,000,000 folders in the names of 50,000 entries',
    build: () => craftZip(entries(50_000, (at) => ({ name: `${ID}/${at}/${'d/'.repeat(60)}` }))),
    status: 'aborted',
    says: /only implied would make the package far larger/,
  },
])('$name: $status in less than 300 MB', { timeout: 120_000 }, async ({ build, status, says }) => {
  const { folder, input } = roomFor(build());
  const { outcome, peakMegabytes } = await measure(input);
  expect(outcome).toMatchObject({ status });
  if (says) expect(remarkOf(outcome)).toMatch(says);
  expect(peakMegabytes).toBeLessThan(CEILING_MEGABYTES);
  expectTidy(folder, outcome);
});
