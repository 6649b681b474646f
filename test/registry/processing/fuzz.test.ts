import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { processArchive } from '../../../main/registry/processing/process-archive.ts';
import { tempFolder } from '../../temp-folder.ts';
import { type CraftedEntry, craftZip } from './craft-zip.ts';
import { ID } from './hostile-zip.ts';
import { readZip } from './read-zip.ts';
import { expectTidy, inputFor, processed } from './run-zip.ts';

/** Runs one archive after the other in the same folder: a new one for each would take longer than the work. */
function bench() {
  const folder = tempFolder();
  const input = inputFor(join(folder, 'upload.zip'), join(folder, 'work'));
  return async (zip: Buffer) => {
    rmSync(input.workDir, { recursive: true, force: true });
    mkdirSync(input.workDir);
    writeFileSync(input.zipPath, zip);
    const outcome = await processArchive(input);
    expectTidy(folder, outcome);
    return outcome;
  };
}

const SOUND: readonly Buffer[] = [
  craftZip([{ name: `${ID}/` }, { name: `${ID}/a`, content: 'a'.repeat(300) }, { name: 'install.ska', content: '#' }]),
  craftZip([{ name: `${ID}/z`, content: 'z'.repeat(40), zip64: true }], { zip64: true }),
  craftZip(
    [
      { name: `${ID}/d`, content: 'd', descriptor: true },
      { name: `${ID}/e`, content: 'e', method: 0 },
    ],
    { gap: 3 },
  ),
  craftZip(
    [
      { name: `w/${ID}/m`, content: 'm' },
      { name: '__MACOSX/w/._m', content: 'x' },
    ],
    { comment: 'comment' },
  ),
  craftZip([
    { name: `${ID}/l`, symlink: 'f' },
    { name: `${ID}/\u00fc`, content: 'u' },
  ]),
  craftZip([{ name: `${ID}/big`, content: Buffer.alloc(5_000_000, 'big ') }]),
];

interface Damage {
  at: number;
  kind: 'flip' | 'set' | 'cut' | 'insert' | 'drop';
  value: number;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  // Counted from the end, where the records are, or from the front.
  at: fc.oneof(fc.integer({ min: -160, max: -1 }), fc.integer({ min: 0, max: 500 })),
  kind: fc.constantFrom('flip', 'flip', 'set', 'set', 'cut', 'insert', 'drop'),
  value: fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 1, 0x7f, 0xff)),
});

function apply(zip: Buffer, { at, kind, value }: Damage): Buffer {
  const place = Math.min(Math.max(at < 0 ? zip.length + at : at, 0), zip.length);
  const [before, after] = [zip.subarray(0, place), zip.subarray(place)];
  switch (kind) {
    case 'flip':
      return Buffer.concat([
        before,
        Buffer.from(after.subarray(0, 1).map((byte) => byte ^ (1 << (value & 7)))),
        after.subarray(1),
      ]);
    case 'set':
      return Buffer.concat([before, Buffer.from(after.subarray(0, 1).map(() => value)), after.subarray(1)]);
    case 'cut':
      return Buffer.from(before);
    case 'insert':
      return Buffer.concat([before, Buffer.alloc(value + 1, value), after]);
    case 'drop':
      return Buffer.concat([before, after.subarray(value + 1)]);
  }
}

test('a damaged archive always has an outcome and never leaves more than a sound package', async () => {
  const run = bench();
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: SOUND.length - 1 }),
      fc.array(damage, { minLength: 1, maxLength: 4 }),
      async (which, damages) => {
        const outcome = await run(damages.reduce(apply, SOUND[which] ?? Buffer.alloc(0)));
        seen.add(outcome.status);
        // No damage is the fault of the registry.
        expect(outcome.status).not.toBe('failed_server');
        if (outcome.status === 'processed') readZip(outcome.xpkgPath);
      },
    ),
    { numRuns: 600 },
  );
  expect(seen).toContain('aborted');
  expect(seen).toContain('processed');
});

test('bytes that never were an archive always have an outcome', async () => {
  const run = bench();
  const end = Buffer.from('504b0506', 'hex');
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 30 }), async (head, tail) => {
      expect(await run(Buffer.concat([head, end, tail]))).toMatchObject({ status: 'aborted' });
    }),
    { numRuns: 100 },
  );
});

const part = fc.stringMatching(/^[a-zA-Z0-9_ \u00e4-\u00ff\u6f00-\u6fff-]{1,12}$/);
const entry: fc.Arbitrary<CraftedEntry> = fc.record({
  name: fc
    .array(part, { minLength: 1, maxLength: 5 })
    .map((parts) => [ID, ...parts.map((name) => `x${name}`)].join('/')),
  content: fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.integer({ min: 20_000, max: 90_000 }).map((size) => Buffer.alloc(size, 'pattern')),
  ),
  method: fc.constantFrom(0, 8),
  descriptor: fc.boolean(),
  zip64: fc.boolean(),
});

test('a sound archive comes out with every content unchanged', async () => {
  const run = bench();
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 8 }), async (entries) => {
      const files = new Map(entries.map(({ name }, index) => [`${name}.${index}`, entries[index]?.content]));
      const zip = craftZip(entries.map((rest, index) => ({ ...rest, name: `${rest.name}.${index}` })));
      const packed = readZip(processed(await run(zip)).xpkgPath);
      for (const [name, content] of files) expect(packed.get(name)?.equals(Buffer.from(content ?? ''))).toBe(true);
      const listed = [...packed.keys()].filter((name) => !name.endsWith('/'));
      expect(listed.toSorted()).toEqual([...files.keys(), 'manifest.json'].toSorted());
    }),
    { numRuns: 100 },
  );
});
