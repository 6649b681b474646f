import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareAt } from './destinations/mirrors.ts';
import { openFtp, openS3, openSftp, openWebdav } from './destinations/places.ts';
import { changedTree, makeTree, pack } from './destinations/tree.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '5000' },
    megabytes: { type: 'string', default: '50' },
    runs: { type: 'string', default: '3' },
    only: { type: 'string', default: 'sftp,ftp,webdav,s3,large,doctor' },
  },
});
const base = mkdtempSync(join(tmpdir(), 'bench-destinations-'));
const at = (name: string) => {
  mkdirSync(join(base, name), { recursive: true });
  return join(base, name);
};
try {
  const files = Number(values.files);
  const runs = Number(values.runs);
  makeTree(join(base, 'first'), files, Number(values.megabytes) * 1e6);
  await changedTree(join(base, 'first'), join(base, 'changed'));
  const first = await pack(join(base, 'first'), join(base, 'first.zip'));
  const changed = await pack(join(base, 'changed'), join(base, 'changed.zip'), first.archive.path);
  const opens = {
    sftp: () => openSftp(at('sftp'), at('data')),
    ftp: () => openFtp(at('ftp')),
    webdav: () => openWebdav(at('webdav')),
    s3: () => openS3(at('s3')),
  };
  for (const [name, open] of Object.entries(opens)) {
    if (!values.only.split(',').includes(name)) continue;
    const place = await open();
    if (place === undefined) continue;
    try {
      console.log(place.name, await compareAt(place, { first, changed }, { base, runs }));
    } finally {
      await place.close();
    }
  }
} finally {
  rmSync(base, { recursive: true, force: true });
}
