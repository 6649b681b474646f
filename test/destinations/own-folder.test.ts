import { spawnSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownFolder } from '../../main/destinations/own-folder.ts';
import { tempFolder } from '../temp-folder.ts';

test('what killed processes left goes; a process that lives keeps its folder, and so does everything else', async () => {
  const parent = tempFolder();
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  for (const name of [`github-${pid}-Abc123`, 'github-Abc123', 'git']) await mkdir(join(parent, name));
  await writeFile(join(parent, `github-${pid}-Abc123`, 'release.zip'), 'half');
  const first = await ownFolder(parent, 'github');
  const second = await ownFolder(parent, 'github');
  expect((await readdir(parent)).sort()).toEqual(
    ['git', ...[first, second].map((path) => path.slice(parent.length + 1))].sort(),
  );
});
