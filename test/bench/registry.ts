import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, rm, stat, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { makeFolder } from '../make-folder.ts';
import { forgetPeak, peakMegabytes } from './process-cost.ts';
import { keepAsking, quantile } from './registry/keep-asking.ts';
import { FIELDS, repeated, TOKEN, upload } from './registry/upload.ts';
import { describeMachine, type Figure, figureTable, median, writeBenchmarkSection } from './section.ts';

// npm run bench:registry: the registry as a process of its own, asked over loopback.

const MB = 1_000_000;
const UPLOAD_BYTES = 300 * MB;
const UPLOAD_RUNS = 5;
const ZIP_FILES = 5_000;
const ZIP_FILE_BYTES = 200_000;
const ZIP_RUNS = 3;
const LIST_PACKAGES = 10_000;
const LIST_RUNS = 21;
const CROWD = 50;
const CROWD_SECONDS = 5;

interface Running {
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
  stop(): Promise<void>;
}

async function serve(folder: string, seed: object): Promise<Running> {
  const dataDir = join(folder, `data-${Math.random()}`);
  const seedFile = `${dataDir}.seed.json`;
  await writeFile(seedFile, JSON.stringify(seed));
  const script = fileURLToPath(new URL('../../main/registry/serve.ts', import.meta.url));
  // As package.json starts it.
  const args = [
    '--max-semi-space-size=1',
    script,
    '--data',
    dataDir,
    '--seed',
    seedFile,
    '--rate-limits',
    'off',
    '--json',
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { url } = JSON.parse(line) as { url: string };
  return {
    url,
    pid: child.pid ?? 0,
    dataDir,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function idle({ url }: Running): Promise<void> {
  for (;;) {
    const status = (await (await fetch(`${url}/local/status`, { headers: { authorization: TOKEN } })).json()) as {
      jobs: number;
    };
    if (status.jobs === 0) return;
    await delay(10);
  }
}

/** What the disk alone takes: the same bytes written and synced by a plain program. */
async function writePlainly(folder: string, chunk: Uint8Array): Promise<number> {
  const path = join(folder, 'plain');
  const begun = performance.now();
  const file = await open(path, 'w');
  for (const piece of repeated(chunk, UPLOAD_BYTES)) await file.write(piece);
  await file.sync();
  await file.close();
  const took = performance.now() - begun;
  await rm(path);
  return took;
}

const SEED = {
  authors: [{ authorId: 'bench', tokens: [{ token: TOKEN }] }],
  packages: [{ packageId: FIELDS.packageId }],
};
function speed(bytes: number, ms: number): number {
  return bytes / MB / (ms / 1000);
}

async function benchUpload(folder: string): Promise<Figure[]> {
  const running = await serve(folder, SEED);
  const chunk = Buffer.alloc(1_048_576, 7);
  const uploads: number[] = [];
  const plain: number[] = [];
  let peak = 0;
  for (let run = 0; run <= UPLOAD_RUNS; run += 1) {
    forgetPeak(running.pid);
    const took = await upload(running, `1.${run}.0`, UPLOAD_BYTES, repeated(chunk, UPLOAD_BYTES));
    peak = Math.max(peak, peakMegabytes(running.pid));
    await idle(running);
    const alone = await writePlainly(folder, chunk);
    // The first of each only warms up.
    if (run === 0) continue;
    uploads.push(took);
    plain.push(alone);
  }
  await running.stop();
  const rate = speed(UPLOAD_BYTES, median(uploads));
  const disk = speed(UPLOAD_BYTES, median(plain));
  return [
    {
      what: '300 MB uploaded, until the 204 (on disk, synced)',
      measured: `${rate.toFixed(0)} MB/s (write + fsync alone: ${disk.toFixed(0)} MB/s)`,
      target: '>= 400 MB/s',
      met: rate >= 400,
    },
    {
      what: 'memory of the registry meanwhile',
      measured: `${peak.toFixed(0)} MB`,
      target: '< 200 MB',
      met: peak < 200,
    },
  ];
}

/** 1 GB in 5,000 files, half of it noise, half of it text, zipped by `zip`. */
async function makeArchive(folder: string): Promise<string> {
  const root = join(folder, 'archive', FIELDS.packageId);
  const noise = Buffer.alloc(ZIP_FILE_BYTES);
  const text = Buffer.from('VT 0.1234 5.6789 -0.4321 0.0 1.0 0.0 0.5 0.25\n'.repeat(ZIP_FILE_BYTES / 40)).subarray(
    0,
    ZIP_FILE_BYTES,
  );
  for (let index = 0; index < ZIP_FILES; index += 1) {
    const place = join(root, `folder${Math.floor(index / 100)}`);
    if (index % 100 === 0) await mkdir(place, { recursive: true });
    if (index % 2 === 0) crypto.getRandomValues(noise.subarray(0, 65_536));
    for (let at = 65_536; index % 2 === 0 && at < noise.length; at += 65_536)
      noise.copy(noise, at, 0, 65_536 - (at % 251));
    const bytes = index % 2 === 0 ? noise : text;
    bytes.writeUInt32LE(index, 0);
    await writeFile(join(place, `file${index}`), bytes);
  }
  const zip = join(folder, 'archive.zip');
  execFileSync('zip', ['-q', '-r', '-1', zip, '.'], { cwd: join(folder, 'archive') });
  await rm(join(folder, 'archive'), { recursive: true });
  return zip;
}

/** The way the old server did it. */
async function unzipAndZip(folder: string, zip: string): Promise<number> {
  const place = join(folder, 'peer');
  await mkdir(place);
  const begun = performance.now();
  execFileSync('unzip', ['-qq', zip, '-d', place]);
  execFileSync('zip', ['-q', '-r', join(folder, 'peer.xpkg'), '.'], { cwd: place });
  const took = performance.now() - begun;
  await rm(place, { recursive: true });
  await rm(join(folder, 'peer.xpkg'));
  return took;
}

async function benchProcessing(folder: string): Promise<Figure[]> {
  const zip = await makeArchive(folder);
  const { size } = await stat(zip);
  const running = await serve(folder, SEED);
  const ours: number[] = [];
  const theirs: number[] = [];
  let peak = 0;
  for (let run = 0; run < ZIP_RUNS; run += 1) {
    const file = await open(zip);
    await upload(running, `1.${run}.0`, size, file.createReadStream({ highWaterMark: 1_048_576 }));
    forgetPeak(running.pid);
    const begun = performance.now();
    await idle(running);
    ours.push(performance.now() - begun);
    // One that is refused takes no time at all.
    const info = await fetch(`${running.url}/packages/info/${FIELDS.packageId}/1.${run}.0`);
    if (!info.ok) throw new Error(`version 1.${run}.0 was not processed: ${info.status}`);
    peak = Math.max(peak, peakMegabytes(running.pid));
    theirs.push(await unzipAndZip(folder, zip));
  }
  await running.stop();
  const share = median(ours) / median(theirs);
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  return [
    {
      what: `1 GB in ${ZIP_FILES} files (zip of ${(size / MB).toFixed(0)} MB) processed`,
      measured: `${seconds(median(ours))}; unzip + zip -r: ${seconds(median(theirs))} (${(1 / share).toFixed(1)} times as long)`,
      target: '<= 1/4 of unzip + zip -r',
      met: share <= 0.25,
    },
    {
      what: 'memory of the registry meanwhile',
      measured: `${peak.toFixed(0)} MB`,
      target: '< 300 MB',
      met: peak < 300,
    },
  ];
}

async function benchList(folder: string): Promise<Figure[]> {
  const packages = Array.from({ length: LIST_PACKAGES }, (_, index) => ({
    packageId: `bench.package${index}`,
    versions: ['1.0.0', '1.1.0', '2.0.0b1'].map((version) => ({ version })),
  }));
  const running = await serve(folder, { ...SEED, packages });
  const ask = async (): Promise<number> => {
    const begun = performance.now();
    const answer = await fetch(`${running.url}/packages`);
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`GET /packages was answered with ${answer.status}`);
    return performance.now() - begun;
  };
  const first = await ask();
  const after: number[] = [];
  const times: number[] = [];
  for (let run = 0; run < LIST_RUNS; run += 1) {
    const changed = await fetch(`${running.url}/packages/description`, {
      method: 'PATCH',
      headers: { Authorization: TOKEN, 'Content-Type': 'application/json' },
      body: JSON.stringify({ packageId: `bench.package${run}`, newDescription: 'A description that was changed' }),
    });
    if (!changed.ok) throw new Error(`a description was not changed: ${changed.status}`);
    after.push(await ask());
    times.push(await ask());
  }
  const crowd = await askInACrowd(running);
  await running.stop();
  const usual = median(times);
  const changed = median(after);
  return [
    {
      what: `GET /packages with ${LIST_PACKAGES} packages of 3 versions`,
      measured: `${usual.toFixed(1)} ms; after a change ${changed.toFixed(1)} ms; the very first ${first.toFixed(0)} ms`,
      target: '< 50 ms',
      met: usual < 50 && changed < 50,
    },
    ...crowd,
  ];
}

/** The list for many at once, with one more who asks for something else meanwhile. */
async function askInACrowd({ url }: Running): Promise<Figure[]> {
  const until = performance.now() + CROWD_SECONDS * 1000;
  const [lists, others] = await Promise.all([
    keepAsking({ url, path: '/packages', encoding: 'br', clients: CROWD, until }),
    keepAsking({ url, path: '/meta', clients: 1, until }),
  ]);
  const rate = lists.length / CROWD_SECONDS;
  const late = quantile(lists, 0.99);
  const other = quantile(others, 0.99);
  return [
    {
      what: `the same for ${CROWD} clients that ask again and again, compressed`,
      measured: `${rate.toFixed(0)} a second, 99 of 100 within ${late.toFixed(0)} ms`,
      target: '>= 1000 a second, < 150 ms',
      met: rate >= 1000 && late < 150,
    },
    {
      what: 'GET /meta meanwhile',
      measured: `99 of 100 within ${other.toFixed(0)} ms`,
      target: '< 50 ms',
      met: other < 50,
    },
  ];
}

const PARTS = { list: benchList, upload: benchUpload, processing: benchProcessing };

// Whoever reads the figures should know whether the machine had other things to do.
const busy = `load average ${loadavg()[0]?.toFixed(1)} at the start`;
const folder = makeFolder('bench-registry');
try {
  // One part alone, by name, is for trying things out and is not written down.
  const only = process.argv[2];
  const figures: Figure[] = [];
  for (const [name, bench] of Object.entries(PARTS)) {
    if (only === undefined || only === name) figures.push(...(await bench(folder)));
  }
  const table = figureTable(figures);
  console.log(table);
  const text = `## The embedded registry\n\n\`npm run bench:registry\`\n\n${table}\n\n${describeMachine()}, ${busy}`;
  if (only === undefined) writeBenchmarkSection('registry', text);
} finally {
  await rm(folder, { recursive: true, force: true });
}
