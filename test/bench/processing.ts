import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { ProcessingInput } from '../../main/registry/processing/index.ts';
import { makeFolder } from '../make-folder.ts';
import { describeMachine, type Figure, figureTable, median } from './section.ts';

// The processing job alone, without the registry around it, beside what the original server did with `unzip` and `zip`.
// Run it by itself with: node test/bench/processing.ts

const MB = 1_000_000;
const FILES = 5_000;
const FILE_BYTES = 300_000;
const RUNS = 3;
const ID = 'bench.package';
const MEASURE = fileURLToPath(new URL('../registry/processing/measure-process.ts', import.meta.url));

export async function benchProcessing(): Promise<readonly Figure[]> {
  const folder = makeFolder('bench-processing');
  try {
    const zip = makeArchive(folder);
    const ours: Measured[] = [];
    const theirs: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      ours.push(processHere(folder, zip));
      theirs.push(unzipAndZip(folder, zip));
    }
    return figures(statSync(zip).size, ours, theirs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** About 1 GB packed: two thirds of every file is noise, the rest repeats, as textures and sounds do. */
function makeArchive(folder: string): string {
  const root = join(folder, 'add-on', ID);
  const bytes = Buffer.alloc(FILE_BYTES);
  for (let index = 0; index < FILES; index += 1) {
    for (let at = 0; at < FILE_BYTES; at += 3_000) crypto.getRandomValues(bytes.subarray(at, at + 2_000));
    const place = join(root, `folder ${index % 50}`);
    if (index < 50) mkdirSync(place, { recursive: true });
    writeFileSync(join(place, `file ${index}`), bytes);
  }
  const zip = join(folder, 'upload.zip');
  execFileSync('zip', ['-q', '-r', '-1', zip, '.'], { cwd: join(folder, 'add-on') });
  rmSync(join(folder, 'add-on'), { recursive: true });
  return zip;
}

interface Measured {
  readonly ms: number;
  readonly peakMegabytes: number;
}

/** In a process of its own, so that its peak memory is that of this archive alone. */
function processHere(folder: string, zipPath: string): Measured {
  const workDir = join(folder, 'ours');
  mkdirSync(workDir);
  const input: ProcessingInput = {
    zipPath,
    workDir,
    packageId: ID,
    packageName: 'Bench',
    packageType: 'other',
    packageVersion: '1.0.0',
    authorId: 'bench',
    dependencies: [],
    platforms: { macOS: true, windows: true, linux: true },
    limits: { maxUnpackedBytes: 16 * 1024 ** 3 },
  };
  const begun = performance.now();
  const said = execFileSync(process.execPath, [MEASURE, JSON.stringify(input)], { encoding: 'utf8' });
  const ms = performance.now() - begun;
  const { outcome, peakMegabytes } = JSON.parse(said);
  if (outcome.status !== 'processed') throw new Error(`${outcome.status}: ${outcome.reason}`);
  rmSync(workDir, { recursive: true });
  return { ms, peakMegabytes };
}

function unzipAndZip(folder: string, zip: string): number {
  const place = join(folder, 'theirs');
  mkdirSync(place);
  const begun = performance.now();
  execFileSync('unzip', ['-qq', zip, '-d', place]);
  execFileSync('zip', ['-q', '-r', join(folder, 'theirs.xpkg'), '.'], { cwd: place });
  const ms = performance.now() - begun;
  rmSync(place, { recursive: true });
  rmSync(join(folder, 'theirs.xpkg'));
  return ms;
}

function figures(size: number, ours: readonly Measured[], theirs: readonly number[]): Figure[] {
  const mine = median(ours.map(({ ms }) => ms));
  const peer = median(theirs);
  const peak = Math.max(...ours.map(({ peakMegabytes }) => peakMegabytes));
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  return [
    {
      what: `a zip of ${(size / MB).toFixed(0)} MB with ${FILES} files to a synced package file, start of the process included`,
      measured: `${seconds(mine)}; unzip + zip -r: ${seconds(peer)} (${(peer / mine).toFixed(1)} times as long)`,
      target: '<= 1/4 of unzip + zip -r',
      met: mine <= peer / 4,
    },
    { what: 'memory meanwhile', measured: `${peak.toFixed(0)} MB`, target: '< 300 MB', met: peak < 300 },
  ];
}

if (import.meta.main) console.log(`${figureTable(await benchProcessing())}\n\n${describeMachine()}`);
