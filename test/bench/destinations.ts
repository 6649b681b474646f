import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeFolder } from '../make-folder.ts';
import { buildPrograms } from './destinations/built.ts';
import { measureDoctor } from './destinations/doctor.ts';
import { measureLarge } from './destinations/large.ts';
import { compareAt } from './destinations/mirrors.ts';
import { openFtp, openS3, openSftp, openWebdav } from './destinations/places.ts';
import { type Measured, part, report } from './destinations/report.ts';
import { changedTree, makeTree, pack } from './destinations/tree.ts';
import { writeBenchmarkSection } from './section.ts';

// npm run bench:destinations: our releases beside rclone, lftp, rsync and curl, against real servers on loopback.
// `-- --files 1000 --megabytes 50` is a smaller tree. `--only sftp,doctor` measures some parts, which are printed; with `--keep FILE` what was
// measured lies there, later calls add their parts, and the one after which none is missing writes the section.
// With PROFILE_TO=folder in the environment each of our own releases leaves a profile of its processor time there.

const PLACES = ['sftp', 'ftp', 'webdav', 's3'] as const;
const ALL = [...PLACES, 'large', 'doctor'].join();
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '5000' },
    megabytes: { type: 'string', default: '1000' },
    runs: { type: 'string', default: '3' },
    many: { type: 'string', default: '100000' },
    only: { type: 'string', default: ALL },
    keep: { type: 'string' },
  },
});
const tree = { files: Number(values.files), megabytes: Number(values.megabytes), runs: Number(values.runs) };
const only = values.only.split(',');
const base = makeFolder('bench-destinations');
function at(name: string) {
  mkdirSync(join(base, name), { recursive: true });
  return join(base, name);
}

let measured = kept();
try {
  await buildPrograms(base);
  await comparePlaces();
  if (only.includes('large')) {
    const found = await measureLarge(base, Number(values.many));
    keep({ ...measured, large: found && part(found) });
  }
  if (only.includes('doctor')) {
    const found = await measureDoctor(base, { rows: 3047, megabytes: 100, runs: tree.runs });
    keep({ ...measured, doctor: found && part(found) });
  }
  const text = report(measured, tree);
  console.log(text);
  const isWhole = PLACES.every((name) => measured.places[name]) && measured.large && measured.doctor;
  if (values.only === ALL || isWhole) writeBenchmarkSection('destinations', text);
} finally {
  rmSync(base, { recursive: true, force: true });
}

function kept(): Measured {
  if (values.keep === undefined || !existsSync(values.keep)) return { places: {} };
  return JSON.parse(readFileSync(values.keep, 'utf8')) as Measured;
}

function keep(more: Measured): void {
  measured = more;
  if (values.keep !== undefined) writeFileSync(values.keep, JSON.stringify(measured, null, 2));
}

async function comparePlaces(): Promise<void> {
  const opens = {
    sftp: () => openSftp(at('sftp'), at('data')),
    ftp: () => openFtp(at('ftp')),
    webdav: () => openWebdav(at('webdav')),
    s3: () => openS3(at('s3')),
  };
  const wanted = PLACES.filter((name) => only.includes(name));
  if (wanted.length === 0) return;
  makeTree(join(base, 'first'), tree.files, tree.megabytes * 1e6);
  await changedTree(join(base, 'first'), join(base, 'changed'));
  const first = await pack(join(base, 'first'), join(base, 'first.zip'));
  const changed = await pack(join(base, 'changed'), join(base, 'changed.zip'), first.archive.path);
  for (const name of wanted) {
    const place = await opens[name]();
    if (place === undefined) continue;
    try {
      const timed = await compareAt(place, { first, changed }, { base, runs: tree.runs });
      keep({ ...measured, places: { ...measured.places, [name]: part({ name: place.name, timed }) } });
    } finally {
      await place.close();
    }
  }
}
