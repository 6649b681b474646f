import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fixes } from '../../../main/addon/fixes/index.ts';
import { type CheckedFinding, runPreflight } from '../../../main/addon/preflight/index.ts';
import { linuxLibrary } from '../../../main/addon/samples/linux-library.ts';
import { macLibrary } from '../../../main/addon/samples/mac-library.ts';
import { windowsLibrary } from '../../../main/addon/samples/windows-library.ts';
import { tempFolder } from '../../temp-folder.ts';
import { contextFor } from '../preflight/check-folder.ts';

/** Names that differ by case, so that the same file is often meant and spelled otherwise. */
const stem = fc.constantFrom('wing', 'Wing', 'WING', 'gear', 'Gear');
const ending = fc.constantFrom('.png', '.PNG', '.dds');
const folder = fc.constantFrom('objects/', 'Objects/', 'objects/parts/', 'liveries/Red/objects/', '');
const picture = fc.tuple(stem, ending).map((parts) => parts.join(''));
const reference = fc.tuple(fc.constantFrom('', '../', 'parts/', '../objects/'), picture).map((parts) => parts.join(''));
const keyword = fc.constantFrom('TEXTURE', 'TEXTURE_LIT', 'TEXTURE_NORMAL');
const objectText = fc
  .array(fc.tuple(keyword, reference, fc.constantFrom('\n', '\r\n', ' # a comment\n')), { maxLength: 4 })
  .map((lines) => lines.map(([word, name, end]) => `${word} ${name}${end}`).join(''));

const objectFile = fc.tuple(folder, fc.constantFrom('a', 'b', 'C'), objectText);
const libraryText = fc
  .array(fc.tuple(folder, picture), { maxLength: 3 })
  .map((names) => ['A\n800\nLIBRARY\n', ...names.map(([at, name]) => `EXPORT lib/me/${name} ${at}${name}\n`)].join(''));
const other = fc.constantFrom(
  'aux.png',
  'notes.txt.',
  'scene.psd',
  'a__MACOSX.txt',
  'Log.txt',
  'deploy.pfx',
  'earth.wed.xml',
  'particles.pss_autosave',
  'plugin.pdb',
  'validation_report.txt',
  'scene.spp',
);
/** Where plugins lie, and where X-Plane does not look for them. */
const program = fc.constantFrom(
  'plugins/fms/win_x64/fms.xpl',
  'plugins/fms/win_x64/FMS.xpl',
  'plugins/fms/lin_x64/fms.xpl',
  'plugins/fms/lin_x64/Fms.xpl',
  'plugins/fms/lin_x64/other.xpl',
  'plugins/fms/mac_x64/other.xpl',
  'plugins/fms/build/Release/win.xpl',
  'plugins/fms/64/win.xpl',
  'win_x64/plane.xpl',
);
const tile = fc.constantFrom(
  'Earth nav data/+40+010/+47+011.dsf',
  'Earth nav data/+40+000/+47+011.dsf',
  'Earth nav data/+40+010/+47+11000.dsf',
);
/** What the add-on is does not hang on what a fix takes away. */
const kindFile = fc.constantFrom('plane.acf', 'Earth nav data/apt.dat');

const tree = fc.record({
  pictures: fc.array(fc.tuple(folder, picture), { maxLength: 6 }),
  objects: fc.array(objectFile, { maxLength: 4 }),
  library: fc.option(libraryText, { nil: undefined }),
  others: fc.array(fc.tuple(folder, other), { maxLength: 3 }),
  programs: fc.array(program, { maxLength: 3 }),
  tiles: fc.array(tile, { maxLength: 2 }),
  kind: kindFile,
});

test('every fix that is offered removes its finding and makes no new one', async () => {
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(tree, async ({ pictures, objects, library, others, programs, tiles, kind }) => {
      const root = tempFolder();
      const put = (path: string, text: string | Uint8Array) => {
        mkdirSync(join(root, path, '..'), { recursive: true });
        writeFileSync(join(root, path), text);
      };
      // Where there are only leftovers, leaving them out leaves nothing, which is the next thing to say.
      put('README.txt', 'Read me.');
      put(kind, kind === 'plane.acf' ? 'I\n1200 Version\n' : '');
      for (const path of programs) put(path, libraryFor(path));
      for (const path of tiles) put(path, '');
      for (const [at, name] of pictures) put(`${at}${name}`, '');
      for (const [at, name, text] of objects) put(`${at}${name}.obj`, text);
      for (const [at, name] of others) put(`${at}${name}`, '');
      if (library !== undefined) put('library.txt', library);
      tried += await fixEverything(root);
    }),
    { numRuns: 100 },
  );
  expect(tried).toBeGreaterThan(50);
}, 600_000);

test('leaving a file out is not offered where it would take another with it that differs by case alone', async () => {
  const root = tempFolder();
  mkdirSync(join(root, 'plugins/fms/lin_x64'), { recursive: true });
  for (const path of ['fms.xpl', 'Fms.xpl', 'other.xpl']) {
    writeFileSync(join(root, 'plugins/fms/lin_x64', path), libraryFor('lin'));
  }
  writeFileSync(join(root, 'plane.acf'), 'I\n1200 Version\n');
  const passedOver = (await check(root)).filter(({ finding }) => finding.rule === 'plugin-names');
  expect(passedOver.map(({ finding, fix }) => [finding.path, fix !== undefined])).toEqual([
    ['plugins/fms/lin_x64/Fms.xpl', false],
    ['plugins/fms/lin_x64/other.xpl', true],
  ]);
});

function libraryFor(path: string): Uint8Array {
  if (/lin/.test(path)) return linuxLibrary(9000);
  return /mac/.test(path) ? macLibrary(['x86_64', 'arm64'], 9000) : windowsLibrary('x86_64', 9000);
}

/** Does what an author would who takes each fix in turn, and looks again after each. */
async function fixEverything(root: string): Promise<number> {
  const fixes = new Fixes(join(tempFolder(), 'undo'));
  let findings = await check(root);
  let done = 0;
  for (;;) {
    const next = findings.find(({ fix }) => fix !== undefined);
    if (next?.fix === undefined) return done;
    const shown = await fixes.show(root, next.finding.message, await next.fix.steps());
    if (!shown.ok) throw new Error(shown.error.message);
    expect(await fixes.apply(shown.value.token), next.finding.message).toMatchObject({ ok: true });
    const after = await check(root);
    const known = new Set(findings.map(({ finding }) => finding.id));
    const ids = after.map(({ finding }) => finding.id);
    expect(ids, next.finding.message).not.toContain(next.finding.id);
    expect(
      after.filter(({ finding }) => !known.has(finding.id)).map(({ finding }) => finding.message),
      `added by: ${next.finding.message}`,
    ).toEqual([]);
    findings = after;
    done++;
  }
}

async function check(root: string): Promise<readonly CheckedFinding[]> {
  return (await runPreflight(await contextFor(root, { packageType: 'aircraft' }))).findings;
}
