import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder } from '../make-folder.ts';
import { makeTree } from './addon/tree.ts';
import { describeMachine, type Figure, figureTable, median, writeBenchmarkSection } from './section.ts';

const ROUNDS = 5;
const TASK = fileURLToPath(new URL('./addon/task.ts', import.meta.url));

interface Run {
  readonly ms: readonly number[];
  readonly megabytes: number;
  readonly files: number;
}

const home = makeFolder('bench-addon');
const small = join(home, '20k');
const large = join(home, '100k');
const runs = new Map<string, Run[]>();

try {
  makeTree(small, 20_000);
  makeTree(large, 100_000);
  for (let round = 0; round < ROUNDS; round++) {
    for (const task of ['scan', 'node-walk', 'findings']) for (const root of [small, large]) measure(task, root);
    if (round < 3) for (const task of ['watching', 'chokidar']) measure(task, large);
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}

const scanned = milliseconds('scan', large);
const first20 = milliseconds('findings', small);
const first100 = milliseconds('findings', large);
const visible = milliseconds('watching', large);
const held = megabytes('watching', large);
const figures: readonly Figure[] = [
  figure('scan of 100,000 files', scanned, 2000, 'ms'),
  figure('scan and first findings of 20,000 files', first20, 1500, 'ms'),
  figure('scan and first findings of 100,000 files', first100, 6000, 'ms'),
  figure('a change among 100,000 files is visible', visible, 500, 'ms'),
  figure('watching 100,000 files, all that opening them adds at its peak', held, 450, 'MB'),
];
const peers = [
  '| beside it | 20,000 files | 100,000 files |',
  '|---|---|---|',
  `| scan | ${Math.round(milliseconds('scan', small))} ms | ${Math.round(scanned)} ms, ${Math.round(megabytes('scan', large))} MB |`,
  `| Node's own recursive readdir with lstat | ${Math.round(milliseconds('node-walk', small))} ms | ${Math.round(milliseconds('node-walk', large))} ms, ${Math.round(megabytes('node-walk', large))} MB |`,
  `| chokidar 6 handed the whole tree, nothing else | | ready after ${Math.round(milliseconds('chokidar', large))} ms, ${Math.round(megabytes('chokidar', large))} MB |`,
].join('\n');

const section = `## Reading an add-on\n\n${describeMachine()}. Each run in a process of its own, medians of ${ROUNDS}.\n\n${figureTable(figures)}\n\n${peers}`;
console.log(section);
writeBenchmarkSection('addon', section);

function measure(task: string, root: string): void {
  const key = `${task} ${root}`;
  const output = execFileSync(process.execPath, [TASK, task, root], { encoding: 'utf8', maxBuffer: 2 ** 20 });
  const run: Run = JSON.parse(output);
  runs.set(key, [...(runs.get(key) ?? []), run]);
}

function runsOf(task: string, root: string): readonly Run[] {
  return runs.get(`${task} ${root}`) ?? [];
}

function milliseconds(task: string, root: string): number {
  return median(runsOf(task, root).flatMap(({ ms }) => ms));
}

function megabytes(task: string, root: string): number {
  return median(runsOf(task, root).map((run) => run.megabytes));
}

function figure(what: string, measured: number, target: number, unit: string): Figure {
  return {
    what,
    measured: `${Math.round(measured)} ${unit}`,
    target: `under ${target} ${unit}`,
    met: measured < target,
  };
}
