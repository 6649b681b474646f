import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanAddon } from '../../../main/addon/index.ts';
import { buildArchive, planArchive, verifyArchive } from '../../../main/archive/index.ts';
import { openArchiveContent } from '../../../main/destinations/content/archive-content.ts';
import type { Release } from '../../../main/destinations/destination.ts';
import { forumText } from '../../../main/destinations/kinds/forum-text.ts';
import { openZipDestination } from '../../../main/destinations/kinds/zip-destination.ts';
import { makeFolder } from '../../make-folder.ts';

let base: string;
let root: string;
const never = new AbortController().signal;
const FILES: Readonly<Record<string, Uint8Array>> = {
  'plain.txt': Buffer.from('text '.repeat(200_000)),
  'noise.bin': randomBytes(600_000),
  'empty.txt': Buffer.alloc(0),
  'deep/er/ж.lua': Buffer.from('-- nothing'),
};

beforeEach(async () => {
  base = makeFolder('zip');
  root = join(base, 'My Plane');
  for (const [path, bytes] of Object.entries(FILES)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), bytes);
    // As of yesterday: a file written in the second of the build would be read twice.
    await utimes(join(root, path), 1_700_000_000, 1_700_000_000);
  }
});
afterEach(() => rm(base, { recursive: true, force: true }));

async function packed(): Promise<Release> {
  const scan = await scanAddon(root, {});
  const plan = planArchive({ root, entries: scan.entries, folders: scan.folders, packageId: 'my_plane' });
  if (!plan.ok) throw new Error('refused');
  const archive = await buildArchive(plan.plan, { out: join(base, 'archive.zip') });
  const content = await openArchiveContent(archive.path, 'my_plane');
  const names = { name: 'My: Plane', folderName: 'My Plane', packageId: 'my_plane', root };
  return { ...names, version: '1.2.0', preRelease: false, notes: '- faster', archive, content };
}

describe('the content of an archive', () => {
  it('is every file of the add-on, with its sum, from any offset', async () => {
    const { content } = await packed();
    expect(content.map(({ path }) => path)).toEqual(Object.keys(FILES).sort());
    for (const file of content) {
      const { path, size, sha256 } = file;
      const bytes = FILES[path] ?? Buffer.alloc(0);
      expect(size).toBe(bytes.length);
      expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect((await buffer(file.open())).equals(bytes)).toBe(true);
      expect((await buffer(file.open(7))).equals(bytes.subarray(7))).toBe(true);
    }
  });
});

describe('the zip for the forum', () => {
  it('holds the folder users unzip, a sum that is right and texts to paste', async () => {
    const release = await packed();
    const zip = openZipDestination(release, { kind: 'zip', name: 'forum', path: 'out' }, base);
    expect(await zip.ask({ signal: never })).toEqual({ is: 'absent' });
    await zip.flip({ signal: never }, [{ name: 'SkunkCrafts', url: 'https://depot.example/a b/' }]);
    await zip.verify({ signal: never });
    const file = join(base, 'out', 'My- Plane 1.2.0.zip');
    expect(await verifyArchive(file)).toMatchObject({
      bytes: release.content.reduce((sum, { size }) => sum + size, 0),
    });
    const [sum] = (await readFile(file.replace(/zip$/, 'sha256'), 'utf8')).split(' ');
    expect(
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    ).toBe(sum);
    expect((await readFile(file)).includes('My Plane/deep/er/')).toBe(true);
    expect(await readFile(file.replace(/zip$/, 'bbcode.txt'), 'utf8')).toContain(
      '[url=https://depot.example/a%20b/]SkunkCrafts[/url]',
    );
    expect(await zip.ask({ signal: never })).toEqual({ is: 'published' });
    await writeFile(file, 'cut');
    expect(await zip.ask({ signal: never })).toEqual({ is: 'absent' });
  });

  it('is made anew for another version under the same name, for other files and for other notes', async () => {
    const first = await packed();
    const settings = { kind: 'zip', name: 'forum', path: 'out', pattern: '{folder}.zip' } as const;
    const zipOf = (release: Release) => openZipDestination(release, settings, base);
    await zipOf(first).flip({ signal: never }, []);
    expect(await zipOf(first).ask({ signal: never })).toEqual({ is: 'published' });
    for (const change of [{ version: '1.3.0' }, { notes: '- faster\n- and safer' }]) {
      expect(await zipOf({ ...first, ...change }).ask({ signal: never })).toEqual({ is: 'absent' });
    }
    await writeFile(join(root, 'deep/er/ж.lua'), '-- something');
    await utimes(join(root, 'deep/er/ж.lua'), 1_700_000_000, 1_700_000_000);
    const other = await packed();
    expect(await zipOf(other).ask({ signal: never })).toEqual({ is: 'absent' });
    expect((await zipOf(other).plan({ signal: never })).added).toBe(1);
    await zipOf(other).flip({ signal: never }, []);
    await zipOf(other).verify({ signal: never });
    expect(await zipOf(first).ask({ signal: never })).toEqual({ is: 'absent' });
  });

  it('is not made of other files than the release', async () => {
    const release = await packed();
    await writeFile(join(root, 'plain.txt'), 'changed since');
    await rm(release.archive.path);
    const zip = openZipDestination(release, { kind: 'zip', name: 'forum', path: 'out' }, base);
    await expect(zip.flip({ signal: never }, [])).rejects.toThrow('packed');
  });
});

it('writes notes so that nothing in them is taken for markup', () => {
  const post = {
    name: 'A <b>',
    version: '1',
    notes: '# New\n- [url] & <i>\n\nplain',
    file: { name: 'a.zip', sha256: 'ff' },
    links: [],
  };
  expect(forumText(post, 'html')).toBe(
    '<h3>A &lt;b&gt; 1</h3>\n\n<h3>New</h3>\n\n<ul>\n<li>[url] &amp; &lt;i&gt;</li>\n</ul>\n\n<p>plain</p>\n\n<p>a.zip, SHA-256 <code>ff</code></p>\n',
  );
  expect(forumText(post, 'bbcode')).toContain('[*](url) & <i>');
  expect(forumText(post, 'markdown')).toContain('- \\[url\\] & \\<i\\>');
});
