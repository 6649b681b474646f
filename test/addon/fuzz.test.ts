import { linkSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createSample,
  detectAddon,
  divideForPackage,
  inspectFolder,
  openFileContents,
  readIgnoreRules,
  readProjectFile,
  runPreflight,
  scanAddon,
} from '../../main/addon/index.ts';
import { findEntry } from '../../main/addon/scan/entry.ts';
import { rereadPaths } from '../../main/addon/watch/reread.ts';
import { makeFolder } from '../make-folder.ts';
import { tempFolder } from './folder.ts';

// Any bytes a file system takes for a name: on Linux all but NUL and the slash.
const anyName = fc
  .uint8Array({ minLength: 1, maxLength: 12 })
  .map((bytes) => Buffer.from(bytes.map((byte) => (byte === 0 || byte === 0x2f ? 0x41 : byte))))
  .filter((name) => !['.', '..'].includes(name.toString('latin1')));

/** Names that mean something to detection, the rules or an operating system, and so lead into more code than noise does. */
const knownName = fc
  .constantFrom(
    'plane.acf',
    'a.xpl',
    'win.xpl',
    '64',
    'mac_x64',
    'objects',
    'plugins',
    'liveries',
    'Earth nav data',
    'apt.dat',
    '+47+011.dsf',
    'library.txt',
    'a.obj',
    'A.OBJ',
    'a.png',
    'x.lua',
    'PI_x.py',
    'cycle.json',
    'xsb_aircraft.txt',
    '__MACOSX',
    '.git',
    '.xpkgignore',
    'loadmaster.json',
    'manifest.json',
    'install.ska',
    'aux',
    'nul.txt',
    'con ',
    'e\u0301',
    '\u00e9',
    '-x',
    '.env',
    'constructor',
    '__proto__',
    'a.pol',
    'a.fac',
    'a.ter',
    'a.agp',
    'a.str',
  )
  .map((name) => Buffer.from(name));

/** What the second name of a file ends with. */
const TWIN = ' (twin)';

const name = fc.oneof({ weight: 2, arbitrary: anyName }, { weight: 3, arbitrary: knownName });

const line = fc.oneof(
  fc.constantFrom(
    'I',
    '800',
    'OBJ',
    'TEXTURE a.png',
    'TEXTURE ../../etc/passwd',
    'EXPORT x/y.obj a.obj',
    'COPY @default TO /x',
    '!*',
    '*',
    '{',
    'P acf/_name x',
    'P _obja/0/_v10_att_file_stl a.obj',
  ),
  fc.string({ maxLength: 20 }),
);
const content = fc.oneof(
  fc.array(line, { maxLength: 8 }).map((lines) => Buffer.from(lines.join('\n'))),
  fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom('4d5a', '7f454c46', 'cafebabe00000002', 'cffaedfe', '58504c4e45445346')
    .map((magic) => Buffer.from(`${magic}${'00'.repeat(40)}`, 'hex')),
  fc.constant(Buffer.from('{"packageId":"a.b.c.d","ignore":["/objects"],"scripts":{"install":"install.ska"}}')),
);

interface Thing {
  readonly place: readonly Buffer[];
  readonly kind: 'file' | 'folder' | 'link' | 'hard link';
  readonly content: Buffer;
}
const thing: fc.Arbitrary<Thing> = fc.record({
  place: fc.array(name, { minLength: 1, maxLength: 4 }),
  kind: fc.constantFrom('file', 'file', 'file', 'folder', 'link', 'hard link'),
  content,
});

test.runIf(process.platform === 'linux')('no tree makes the scan, detection or preflight fail', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(thing, { maxLength: 25 }), fc.array(thing, { maxLength: 5 }), async (things, later) => {
      const root = makeFolder('fuzz');
      try {
        for (const one of things) make(root, one);
        const rules = await readIgnoreRules(root);
        const scan = await scanAddon(root, { ignore: rules });
        expect(scan.rootState).toBe('ok');
        expect(scan.entries.map(({ path }) => path)).toEqual(scan.entries.map(({ path }) => path).sort());
        const detection = await detectAddon(scan);
        await inspectFolder(root);
        const read = await readProjectFile(root);
        const project = read.state === 'read' ? read.project : {};
        const parts = divideForPackage(scan, project);
        expect(parts.content.every(({ path }) => findEntry(scan.entries, path) !== undefined)).toBe(true);
        const contents = openFileContents(root);
        const packageType = detection.suggested.packageType;
        await runPreflight({
          scan,
          detection,
          contents,
          packageId: 'a.b.c.d',
          packageType,
          scripts: {},
          resources: [],
        });

        // Reading again what changed gives what reading everything gives. A name that is no Unicode cannot be a hint.
        for (const one of later) make(root, one);
        // What is written to one name of a file has changed under its other name too.
        const hints = later.map(({ place }) => place.map(String).join('/')).flatMap((path) => [path, `${path}${TWIN}`]);
        const again = await rereadPaths(scan, rules, hints);
        if (!hints.some((path) => path.includes('\uFFFD')))
          expect(again.scan).toEqual(await scanAddon(root, { ignore: rules }));
      } finally {
        rmSync(root, { recursive: true, force: true });
      }
    }),
    { numRuns: 80 },
  );
});

test('samples with bytes knocked out of them make nothing fail', async () => {
  const root = tempFolder();
  await createSample('aircraft', join(root, 'addon'));
  const folder = join(root, 'addon');
  const scan = await scanAddon(folder);
  const contents = openFileContents(folder);
  await fc.assert(
    fc.asyncProperty(fc.nat(scan.entries.length - 1), fc.uint8Array({ maxLength: 300 }), async (index, bytes) => {
      writeFileSync(join(folder, scan.entries[index]!.path), bytes);
      const again = await scanAddon(folder);
      const detection = await detectAddon(again);
      expect(detection.kind).toBe('aircraft');
      await runPreflight({
        scan: again,
        detection,
        contents,
        packageId: 'a.b.c.d',
        packageType: 'aircraft',
        scripts: {},
        resources: [],
      });
    }),
    { numRuns: 40 },
  );
});

/** As far as the file system lets it: a name may be taken by something of another kind. */
function make(root: string, { place, kind, content: bytes }: Thing): void {
  const slash = Buffer.from('/');
  const path = Buffer.concat([Buffer.from(root), ...place.flatMap((part) => [slash, part])]);
  const parent = Buffer.concat([Buffer.from(root), ...place.slice(0, -1).flatMap((part) => [slash, part])]);
  if (place.some((_, at) => leadsOut(root, place.slice(0, at)))) return;
  try {
    mkdirSync(parent, { recursive: true });
    if (kind === 'folder') mkdirSync(path);
    else if (kind === 'link') symlinkSync(bytes.includes(0) || bytes.length === 0 ? '..' : bytes, path);
    else if (kind === 'hard link') linkSync(path, Buffer.concat([path, Buffer.from(TWIN)]));
    else writeFileSync(path, bytes);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    expect([
      'EEXIST',
      'ENOTDIR',
      'EISDIR',
      'ENOENT',
      'ENAMETOOLONG',
      'ELOOP',
      'EINVAL',
      'EACCES',
      'EPERM',
      'EXDEV',
      'EBUSY',
    ]).toContain(code);
  }
}

/** Whether a link that was made before is on the way, and leads to what is not the test's. */
function leadsOut(root: string, place: readonly Buffer[]): boolean {
  const path = Buffer.concat([Buffer.from(root), ...place.flatMap((part) => [Buffer.from('/'), part])]);
  try {
    return !`${realpathSync(path, 'latin1')}/`.startsWith(`${realpathSync(root, 'latin1')}/`);
  } catch {
    return false;
  }
}
