import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';

import { vectorCases } from '../../protocol/vectors.ts';
import { type CraftedEntry, craftZip } from './craft-zip.ts';
import { ID } from './hostile-zip.ts';
import { listZip, readZip } from './read-zip.ts';
import { fileOf, processed, remarkOf, runZip } from './run-zip.ts';

function text(name: string, content = name): CraftedEntry {
  return { name, content };
}

function inPackage(name: string) {
  return text(`${ID}/${name}`);
}

test('content, hash and sizes are those of the file', async () => {
  const big = Buffer.alloc(5_000_000, 'a rather long text that deflates well');
  const outcome = processed(
    await runZip(
      craftZip([
        inPackage('a.txt'),
        { name: `${ID}/big`, content: big },
        { name: `${ID}/raw`, content: big, method: 0 },
      ]),
    ),
  );
  const bytes = fileOf(outcome);
  const entries = readZip(outcome.xpkgPath);
  expect(entries.get(`${ID}/a.txt`)?.toString()).toBe(`${ID}/a.txt`);
  expect(entries.get(`${ID}/big`)?.equals(big)).toBe(true);
  expect(entries.get(`${ID}/raw`)?.equals(big)).toBe(true);
  expect(outcome.size).toBe(bytes.length);
  expect(outcome.hash).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(outcome.installedSize).toBe([...entries.values()].reduce((sum, { length }) => sum + length, 0));
  expect(bytes.readUInt32BE(0)).toBe(0x504b0304);
});

test('compressed content is copied, not compressed again', async () => {
  // Deflate that does not compress at all: no compressor would choose it for this.
  const content = Buffer.alloc(10_000, 'very compressible ');
  const raw = deflateRawSync(content, { level: 0 });
  const outcome = await runZip(craftZip([{ name: `${ID}/odd`, content, raw }]));
  expect(fileOf(outcome).includes(raw)).toBe(true);
});

test('the manifest is the documented one', async () => {
  const outcome = processed(await runZip(craftZip([inPackage('f')])));
  const [expected] = vectorCases<{ text: string }>('manifest');
  expect(readZip(outcome.xpkgPath).get('manifest.json')?.toString()).toBe(expected?.text);
});

test('the same zip gives the same bytes, another name of the upload or not', async () => {
  const zip = craftZip([inPackage('b'), inPackage('a/c'), text('install.ska')]);
  const hashes = [await runZip(zip), await runZip(zip)].map((outcome) => processed(outcome).hash);
  expect(hashes[0]).toBe(hashes[1]);
});

test.each([
  { packageType: 'aircraft', given: [], added: ['install.ska', 'uninstall.ska'] },
  { packageType: 'aircraft', given: ['install.ska'], added: ['uninstall.ska'] },
  { packageType: 'aircraft', given: ['install.ska', 'uninstall.ska', 'upgrade.ska'], added: [] },
  { packageType: 'scenery', given: [], added: [] },
  { packageType: 'plugin', given: ['upgrade.ska'], added: [] },
] as const)('default scripts: $packageType with $given gets $added', async ({ packageType, given, added }) => {
  const zip = craftZip([inPackage('f'), ...given.map((name) => text(name, '# own'))]);
  const outcome = processed(await runZip(zip, { packageType }));
  const entries = readZip(outcome.xpkgPath);
  const scripts = [...entries.keys()].filter((name) => name.endsWith('.ska'));
  expect(scripts.toSorted()).toEqual([...given, ...added].toSorted());
  for (const name of given) expect(entries.get(name)?.toString()).toBe('# own');
  for (const name of added)
    expect(entries.get(name)?.toString()).toMatch(/\/Aircraft\/"Extra Aircraft"\/\$\(@packageName\)/);
});

test('junk goes everywhere, dot-names only at the root, Thumbs.db stays', async () => {
  const names = ['.DS_Store', 'desktop.ini', 'a/.DS_Store', 'a/b/desktop.ini', '.hidden', 'Thumbs.db', 'a/Desktop.ini'];
  const zip = craftZip([
    ...names.map(inPackage),
    ...names.map((name) => text(name)),
    text('.git/config'),
    text('x/.keep'),
  ]);
  const listed = listZip(processed(await runZip(zip)).xpkgPath).filter((name) => !name.endsWith('/'));
  expect(listed.toSorted()).toEqual(
    [
      `${ID}/.hidden`,
      `${ID}/Thumbs.db`,
      `${ID}/a/Desktop.ini`,
      'Thumbs.db',
      'a/Desktop.ini',
      'manifest.json',
      'x/.keep',
    ].toSorted(),
  );
});

test('a folder stays although all that was in it is junk', async () => {
  const outcome = processed(await runZip(craftZip([inPackage('.DS_Store'), inPackage('a/b/desktop.ini')])));
  expect(listZip(outcome.xpkgPath)).toEqual([`${ID}/`, `${ID}/a/`, `${ID}/a/b/`, 'manifest.json']);
});

test.each(['w', 'M\u00fcllers \u98db\u884c\u6a5f', '.hidden too'])(
  'a wrapping folder made by macOS is taken off: %s',
  async (w) => {
    const names = [`${w}/`, `${w}/${ID}/f`, `${w}/${ID}/d/`, `${w}/install.ska`, `${w}/.hidden`, `__MACOSX/${w}/._f`];
    const outcome = processed(await runZip(craftZip(names.map((name) => text(name, name.endsWith('/') ? '' : 'x')))));
    expect(listZip(outcome.xpkgPath)).toEqual([`${ID}/`, `${ID}/f`, `${ID}/d/`, 'install.ska', 'manifest.json']);
  },
);

test.each([
  { what: 'two folders beside __MACOSX', names: [`w/${ID}/f`, 'v/f', '__MACOSX/f'], status: 'failed_macosx' },
  { what: 'a dot-file beside the wrapper', names: [`w/${ID}/f`, '.DS_Store', '__MACOSX/f'], status: 'failed_macosx' },
  { what: 'only a file beside __MACOSX', names: ['f', '__MACOSX/f'], status: 'failed_macosx' },
  { what: '__MACOSX deep inside', names: [`${ID}/__MACOSX/f`], status: 'failed_no_file_dir' },
  {
    what: 'a manifest in the wrapper',
    names: [`w/${ID}/f`, 'w/manifest.json', '__MACOSX/f'],
    status: 'failed_manifest_exists',
  },
  { what: 'a manifest in the package', names: [`${ID}/manifest.json`], status: 'processed' },
  { what: 'a manifest in another case', names: [`${ID}/f`, 'Manifest.json'], status: 'failed_manifest_exists' },
  { what: 'a script in another case', names: [`${ID}/f`, 'Install.SKA'], status: 'aborted' },
  { what: 'a folder called install.ska', names: [`${ID}/f`, 'install.ska/f'], status: 'aborted' },
  { what: 'a script in another case inside the package', names: [`${ID}/Install.SKA`], status: 'processed' },
  { what: 'a folder called manifest.json', names: [`${ID}/f`, 'manifest.json/f'], status: 'failed_manifest_exists' },
  { what: 'a file in the place of the package folder', names: [ID], status: 'failed_no_file_dir' },
])('$what: $status', async ({ names, status }) => {
  expect(await runZip(craftZip(names.map((name) => text(name))))).toMatchObject({ status });
});

test('exactly the limit passes, one byte more does not', async () => {
  const zip = craftZip([{ name: `${ID}/f`, content: 'x'.repeat(1000) }]);
  expect(await runZip(zip, { limits: { maxUnpackedBytes: 1000 } })).toMatchObject({ status: 'processed' });
  expect(await runZip(zip, { limits: { maxUnpackedBytes: 999 } })).toMatchObject({ status: 'failed_file_too_large' });
});

test('a sound archive gets no remarks', async () => {
  expect(remarkOf(await runZip(craftZip([inPackage('f')])))).toBe('');
});

test('a zip that is not there, or a working folder that is not, is the registry’s own failure', async () => {
  const zip = craftZip([inPackage('f')]);
  expect(await runZip(zip, { zipPath: '/nowhere/upload.zip' })).toMatchObject({ status: 'failed_server' });
  expect(await runZip(zip, { workDir: '/nowhere/work' })).toMatchObject({ status: 'failed_server' });
});
