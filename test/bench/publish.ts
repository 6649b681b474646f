import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { makeFolder } from '../make-folder.ts';
import { describeMachine, type Figure, figureTable, median, writeBenchmarkSection } from './section.ts';

// npm run bench:publish: one large upload over loopback, against what fetch makes of it.

const MB = 1_000_000;
const BYTES = 600 * MB;
const RUNS = 7;

interface Run {
  readonly ms: number;
  readonly peakMb: number;
  readonly events: number;
}

async function makeArchive(path: string): Promise<string> {
  const hash = createHash('sha256');
  const chunk = randomBytes(MB);
  const file = await open(path, 'w');
  for (let at = 0; at < BYTES; at += chunk.length) {
    hash.update(chunk);
    await file.write(chunk);
  }
  await file.close();
  return hash.digest('hex');
}

function script(name: string) {
  return join(import.meta.dirname, 'publish', name);
}

const folder = makeFolder('bench');
const server = spawn(process.execPath, [script('discard.ts')], { stdio: ['ignore', 'pipe', 'inherit'] });
try {
  const archive = join(folder, 'archive.zip');
  const sha256 = await makeArchive(archive);
  const [url] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
  const send = (how: string): Run =>
    JSON.parse(
      execFileSync(process.execPath, [script('send.ts'), how, url, archive, sha256], { encoding: 'utf8' }),
    ) as Run;
  const runs: Record<'known' | 'hashed' | 'fetch', Run[]> = { known: [], hashed: [], fetch: [] };
  // The first of each warms the page cache and the server, and is not counted.
  for (let run = 0; run <= RUNS; run++) {
    for (const how of ['known', 'fetch', 'hashed'] as const) {
      const result = send(how);
      if (run > 0) runs[how].push(result);
    }
  }
  report(runs);
} finally {
  server.kill();
  await rm(folder, { recursive: true, force: true });
}

function report(runs: Record<'known' | 'hashed' | 'fetch', Run[]>): void {
  const speed = (all: readonly Run[]) => BYTES / MB / (median(all.map(({ ms }) => ms)) / 1000);
  const peak = (all: readonly Run[]) => Math.max(...all.map(({ peakMb }) => peakMb));
  const perSecond = Math.max(
    ...[...runs.known, ...runs.hashed].map(({ ms, events }) => events / Math.max(1, ms / 1000)),
  );
  const known = speed(runs.known);
  const ratio = known / speed(runs.fetch);
  const figures: Figure[] = [
    { what: '600 MB upload', measured: `${known.toFixed(0)} MB/s`, target: '700 MB/s', met: known >= 700 },
    {
      what: 'against fetch + openAsBlob',
      measured: `${ratio.toFixed(2)} times (${speed(runs.fetch).toFixed(0)} MB/s)`,
      target: '1.6 times',
      met: ratio >= 1.6,
    },
    {
      what: 'peak resident memory',
      measured: `${peak(runs.known).toFixed(0)} MB (fetch: ${peak(runs.fetch).toFixed(0)} MB)`,
      target: 'under 150 MB',
      met: peak(runs.known) < 150,
    },
    {
      what: 'progress events a second',
      measured: perSecond.toFixed(1),
      target: 'at most 10',
      met: perSecond <= 10,
    },
  ];
  const hashed = speed(runs.hashed);
  const markdown = [
    '## Publishing',
    '',
    `\`npm run bench:publish\`: one archive of 600 MB to a server that discards it, over loopback; medians of ${RUNS} interleaved runs, each in a process of its own.`,
    '',
    figureTable(figures),
    '',
    `Where the archive is not known to be unchanged since its hash was taken, it is hashed on its way, in the same read: ${hashed.toFixed(0)} MB/s, ${peak(runs.hashed).toFixed(0)} MB.`,
    '',
    describeMachine(),
  ].join('\n');
  process.stdout.write(`${markdown}\n`);
  writeBenchmarkSection('publish', markdown);
}
