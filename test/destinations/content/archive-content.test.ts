import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openArchiveContent } from '../../../main/destinations/content/archive-content.ts';
import { makeFolder } from '../../make-folder.ts';
import { packFiles } from '../packed.ts';

const TEXT = 'VT 0.5 1.5 2.5\n'.repeat(500);
const FILES = { 'deep/er/ж.obj': TEXT, 'empty.txt': '', 'other.lua': `-- ${TEXT}` };

let base: string;
let root: string;
let archive: string;
beforeEach(async () => {
  base = makeFolder('content');
  root = join(base, 'my_plane');
  ({ path: archive } = await packFiles(root, FILES, join(base, 'a.zip'), 'my_plane'));
});
afterEach(() => rm(base, { recursive: true, force: true }));

async function texts(folder?: string): Promise<Record<string, string | undefined>> {
  const content = await openArchiveContent(archive, 'my_plane', folder);
  return Object.fromEntries(
    await Promise.all(
      content.map(async (file) => [file.path, await file.whole?.(async (bytes) => bytes.toString('utf8'))]),
    ),
  );
}

describe('a file of a release', () => {
  it('keeps a name and numbers, not its hash written out: there may be hundreds of thousands', async () => {
    const content = await openArchiveContent(archive, 'my_plane', root);
    expect(content).toHaveLength(3);
    for (const file of content) {
      const packed = Buffer.from(FILES[file.path as keyof typeof FILES]);
      expect(Object.keys(file)).toEqual(['path', 'size']);
      expect([file.size, file.crc32]).toEqual([packed.length, crc32(packed)]);
      expect(file.sha256).toBe(createHash('sha256').update(packed).digest('hex'));
    }
  });
});

describe('small files of a release', () => {
  it('are read where they were packed from, without the archive', async () => {
    const content = await openArchiveContent(archive, 'my_plane', root);
    await rename(archive, `${archive}.away`);
    for (const file of content) {
      const packed = Buffer.from(FILES[file.path as keyof typeof FILES]);
      expect(await file.whole?.(async (bytes) => Buffer.from(bytes))).toEqual(packed);
      expect(await buffer(file.open(3))).toEqual(packed.subarray(3));
    }
  });

  it('are unpacked where the author has changed, cut, lengthened or removed them meanwhile', async () => {
    const { mtime } = await stat(join(root, 'other.lua'));
    await writeFile(join(root, 'other.lua'), FILES['other.lua'].replace('VT 0.5', 'VT 9.5'));
    await utimes(join(root, 'other.lua'), mtime, mtime);
    await writeFile(join(root, 'empty.txt'), 'no more');
    await writeFile(join(root, 'deep/er/ж.obj'), TEXT.slice(1));
    expect(await texts(root)).toEqual(FILES);
    await rm(root, { recursive: true });
    expect(await texts(root)).toEqual(FILES);
  });

  it('are never looked for in the folder of the process where the add-on has none any more', async () => {
    expect(await texts('')).toEqual(FILES);
    expect(await texts()).toEqual(FILES);
  });

  it.skipIf(process.platform === 'win32')('do not wait for a pipe that lies in their place', async () => {
    await rm(join(root, 'other.lua'));
    execFileSync('mkfifo', [join(root, 'other.lua')]);
    expect((await texts(root))['other.lua']).toBe(FILES['other.lua']);
  });
});
