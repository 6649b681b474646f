import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSignedIndex } from '../../main/publish/index.ts';
import { type ExportSource, exportRegistry, folderSite } from '../../main/static-registry/index.ts';
import { signRegistry } from '../../main/static-registry/signing-key.ts';
import type { Language } from '../../preload/contract/languages.ts';
import { STATIC_INDEX, type StaticRegistry, signedIndexSchema } from '../../protocol/index.ts';
import { tempFolder } from '../temp-folder.ts';
import { aPackage, aSource } from './a-source.ts';

const KEY = generateKeyPairSync('ed25519').privateKey;
const ABOUT = { name: 'Club', identifier: 'club', description: 'What we fly.' };

function exportTo(folder: string, source: ExportSource, now = 0, language?: Language) {
  return exportRegistry({ site: folderSite(folder), source, about: ABOUT, language, key: KEY, now: () => now });
}

async function indexIn(folder: string): Promise<StaticRegistry | undefined> {
  return openSignedIndex(signedIndexSchema.parse(JSON.parse(await readFile(join(folder, STATIC_INDEX), 'utf8'))));
}

async function everything(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  return Object.fromEntries(
    await Promise.all(files.map(async (path) => [path.slice(folder.length), await readFile(path, 'utf8')])),
  );
}

/** But for the times: each export over another is signed later than that one. */
async function contentOf(folder: string): Promise<unknown> {
  const { [`/${STATIC_INDEX}`]: _, ...files } = await everything(folder);
  const pages = Object.entries(files).map(([path, text]) => [path, text.replace(/datetime="[^"]*"/g, '')]);
  return { ...Object.fromEntries(pages), index: { ...(await indexIn(folder)), generated: '' } };
}

test('what has not changed is not fetched again, and not a byte of the export changes', async () => {
  const folder = tempFolder();
  const source = aSource([aPackage('a.plane', ['1.0.0', '1.1.0']), aPackage('b.plug', ['2.0.0'])]);
  expect(await exportTo(folder, source)).toMatchObject({
    packages: 2,
    versions: 3,
    added: 3,
    removed: 0,
    changed: true,
  });
  const first = await everything(folder);
  expect(await exportTo(folder, source, 1_000_000)).toMatchObject({ added: 0, removed: 0, changed: false });
  expect(await everything(folder)).toEqual(first);
  expect(source.fetched).toHaveLength(3);
});

test('the pages are in the language that was asked for; another one is written over them, and the index stays', async () => {
  const folder = tempFolder();
  const source = aSource([aPackage('a.plane', ['1.0.0'])]);
  const pages = async () =>
    Object.entries(await everything(folder)).flatMap(([path, text]) =>
      path.endsWith('.html') ? [`${path} ${/<html lang="(..)">/.exec(text)?.[1]}`] : [],
    );
  const inLanguage = (code: string) => [
    `/404.html ${code}`,
    `/index.html ${code}`,
    `/package/a.plane/index.html ${code}`,
  ];
  await exportTo(folder, source);
  expect((await pages()).toSorted()).toEqual(inLanguage('en'));
  const index = await readFile(join(folder, STATIC_INDEX), 'utf8');
  expect(await exportTo(folder, source, 0, 'de')).toMatchObject({ changed: true, added: 0 });
  expect((await pages()).toSorted()).toEqual(inLanguage('de'));
  expect(await readFile(join(folder, 'index.html'), 'utf8')).toContain('Flugzeuge');
  expect(await readFile(join(folder, STATIC_INDEX), 'utf8')).toBe(index);
  expect(await exportTo(folder, source, 0, 'de')).toMatchObject({ changed: false });
});

test('a file that was cut short or lost is fetched again', async () => {
  const folder = tempFolder();
  const source = aSource([aPackage('a.plane', ['1.0.0', '1.1.0'])]);
  await exportTo(folder, source);
  const whole = await everything(folder);
  const [first, second] = await readdir(join(folder, 'files'));
  await writeFile(join(folder, 'files', first!), 'cut');
  await rm(join(folder, 'files', second!));
  expect(await exportTo(folder, source)).toMatchObject({ added: 2, changed: false });
  expect(await everything(folder)).toEqual(whole);
});

test('after any history of registries the folder is what one export of the last would have made', async () => {
  const registries = fc.array(
    fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('a.first', 'a.second', 'b.third'),
        versions: fc.uniqueArray(fc.constantFrom('1.0.0', '1.1.0', '1.1.1b2', '2.0.0'), { minLength: 1 }),
      }),
      { selector: ({ id }) => id },
    ),
    { minLength: 1, maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(registries, async (history) => {
      const folder = tempFolder();
      const lists = history.map((list) => list.map(({ id, versions }) => aPackage(id, versions)));
      for (const list of lists) await exportTo(folder, aSource(list));
      const fresh = tempFolder();
      await exportTo(fresh, aSource(lists.at(-1)!));
      expect(await contentOf(folder)).toEqual(await contentOf(fresh));
    }),
    { numRuns: 25 },
  );
});

test('a stop in the middle leaves the index of before, and the next export finishes', async () => {
  const folder = tempFolder();
  await exportTo(folder, aSource([aPackage('a.plane', ['1.0.0'])]));
  const before = await indexIn(folder);
  const broken = aSource([aPackage('a.plane', ['1.1.0', '1.2.0'])]);
  const { download } = broken;
  let left = 1;
  broken.download = async (from, to) => {
    if (left-- === 0) throw new Error('the network is gone');
    return download(from, to);
  };
  await expect(exportTo(folder, broken)).rejects.toThrow('the network is gone');
  expect(await indexIn(folder)).toEqual(before);
  expect(await readdir(join(folder, 'files'))).toContain(`${before!.packages[0]!.versions[0]!.hash}.xpkg`);
  expect(await exportTo(folder, aSource([aPackage('a.plane', ['1.1.0', '1.2.0'])]))).toMatchObject({
    versions: 2,
    removed: 1,
  });
});

test('a version whose file the registry does not keep is left out, and named', async () => {
  const folder = tempFolder();
  const source = aSource([aPackage('a.plane', ['1.0.0', '1.1.0'])]);
  const { file } = source;
  source.file = async (id, version) => (version === '1.1.0' ? undefined : file(id, version));
  expect(await exportTo(folder, source)).toMatchObject({ versions: 1, withoutFile: ['a.plane 1.1.0'] });
});

test('a folder that holds something else is refused and left as it is', async () => {
  const folder = tempFolder();
  await writeFile(join(folder, 'index.html'), 'mine');
  await expect(exportTo(folder, aSource([]))).rejects.toMatchObject({ code: 'folder_in_use' });
  expect(await everything(folder)).toEqual({ '/index.html': 'mine' });
});

test('the checkout of a branch and the domain of a page host may be there before', async () => {
  const folder = tempFolder();
  await mkdir(join(folder, '.git'));
  await writeFile(join(folder, 'CNAME'), 'club.example');
  expect(await exportTo(folder, aSource([]))).toMatchObject({ changed: true });
});

test('an index that was changed by hand is not built upon', async () => {
  const folder = tempFolder();
  await exportTo(folder, aSource([aPackage('a.plane', ['1.0.0'])]));
  const path = join(folder, STATIC_INDEX);
  await writeFile(path, (await readFile(path, 'utf8')).replace('a.plane', 'a.plans'));
  await expect(exportTo(folder, aSource([]))).rejects.toMatchObject({ code: 'damaged_index' });
});

test('an index that another key has signed is not taken over: its hashes would come under our signature', async () => {
  const folder = tempFolder();
  const source = aSource([aPackage('a.plane', ['1.0.0'])]);
  await exportTo(folder, source);
  // Who can write to the web space puts another file of the same size in, and an index of their own that names it.
  const index = await indexIn(folder);
  const { hash } = index!.packages[0]!.versions[0]!;
  const evil = 'e'.repeat(64);
  const forged = JSON.parse(JSON.stringify(index).replaceAll(hash, evil)) as StaticRegistry;
  await writeFile(join(folder, 'files', `${evil}.xpkg`), 'a.plane@1.0.0'.replace('plane', 'plank'));
  const stranger = generateKeyPairSync('ed25519').privateKey;
  await writeFile(join(folder, STATIC_INDEX), JSON.stringify(signRegistry(forged, stranger)));
  const before = await everything(folder);
  await expect(exportTo(folder, source)).rejects.toMatchObject({ code: 'foreign_site_key' });
  expect(await everything(folder)).toEqual(before);
  // Its own index, lost, is made anew from what the registry says.
  await rm(join(folder, STATIC_INDEX));
  await rm(join(folder, 'index.html'));
  for (const name of ['404.html', 'style.css']) await rm(join(folder, name));
  await rm(join(folder, 'package'), { recursive: true });
  await exportTo(folder, source);
  expect((await indexIn(folder))!.packages[0]!.versions[0]!.hash).toBe(hash);
  expect(await readdir(join(folder, 'files'))).toEqual([`${hash}.xpkg`]);
});

test('each index is signed later than the one before, also where the clock was set back', async () => {
  const folder = tempFolder();
  await exportTo(folder, aSource([aPackage('a.plane', ['1.0.0'])]), 5_000_000);
  await exportTo(folder, aSource([aPackage('a.plane', ['1.0.0', '1.1.0'])]), 4_000_000);
  expect((await indexIn(folder))!.generated).toBe(new Date(5_000_001).toISOString());
});

test('what an author writes is text on the pages, whatever it holds', async () => {
  const folder = tempFolder();
  const name = `"><script>alert('x')</script>`;
  await exportTo(
    folder,
    aSource([aPackage('a.plane', ['1.0.0'], { packageName: name, authorName: name, description: name })]),
  );
  const pages = Object.entries(await everything(folder)).filter(([path]) => path.endsWith('.html'));
  expect(pages).toHaveLength(3);
  for (const [, page] of pages) {
    expect(page).not.toContain('<script');
    expect(page).toContain(`default-src 'none'`);
  }
  expect(pages.filter(([, page]) => page.includes('&lt;script&gt;'))).toHaveLength(2);
});
