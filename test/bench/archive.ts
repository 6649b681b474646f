import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { scanAddon } from '../../main/addon/index.ts';
import { buildArchive, planArchive } from '../../main/archive/index.ts';
import { makeFolder } from '../make-folder.ts';
import { type Contender, moduleContender, programContender, type Run } from './archive/contender.ts';
import { writeAddonTree, writeHugeFile, writeTinyTree } from './archive/corpus.ts';
import { describeMachine, type Figure, figureTable, median, writeBenchmarkSection } from './section.ts';

// npm run bench:archive [-- ROUNDS]: packs the same folders with this builder and its peers, one after the other in every round.

const ROUNDS = Number(process.argv[2] ?? 5);
const RSS_LIMIT_MB = 250;

interface Scene {
  readonly title: string;
  readonly folder: string;
  readonly contenders: readonly Contender[];
  readonly rounds: number;
}

type Results = ReadonlyMap<string, Run>;

const ours = moduleContender('Loadmaster', 'loadmaster');
const archiver = moduleContender('archiver, level 6', 'archiver');

function programs(): Contender[] {
  const zip = programContender('zip -r -6', 'zip', (out) => ['-q', '-r', '-6', out, '.']);
  const sevenZip = programContender('7z -tzip -mx5', '7z', (out) => ['a', '-tzip', '-mx5', '-bd', out, '.']);
  return [...(isInstalled('zip') ? [zip] : []), ...(isInstalled('7z') ? [sevenZip] : [])];
}

function isInstalled(program: string): boolean {
  return spawnSync(program, ['-h'], { stdio: 'ignore' }).error === undefined;
}

async function measure(scene: Scene, work: string): Promise<Results> {
  const runs = new Map<string, Run[]>(scene.contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < scene.rounds; round += 1) {
    for (const contender of scene.contenders) {
      const run = await contender.run(scene.folder, join(work, 'out.zip'));
      runs.get(contender.name)?.push(run);
      console.error(`${scene.title}, round ${round + 1}, ${contender.name}: ${Math.round(run.wallMs)} ms`);
    }
  }
  return new Map([...runs].map(([name, each]) => [name, middle(each)]));
}

function middle(runs: readonly Run[]): Run {
  const of = (pick: (run: Run) => number) => median(runs.map(pick));
  // Memory is a promise about the worst case, so its worst is told.
  const rssMB = Math.max(...runs.map((run) => run.rssMB));
  return { wallMs: of((run) => run.wallMs), cpuMs: of((run) => run.cpuMs), sizeMB: of((run) => run.sizeMB), rssMB };
}

function table(scene: Scene, results: Results): string {
  const rows = [...results].map(([name, { wallMs, cpuMs, rssMB, sizeMB }]) => {
    return `| ${name} | ${wallMs.toFixed(0)} | ${cpuMs.toFixed(0)} | ${rssMB.toFixed(0)} | ${sizeMB.toFixed(1)} |`;
  });
  const head = ['| | wall ms | CPU ms | peak RSS MB | size MB |', '|---|---|---|---|---|'];
  const rounds = scene.rounds === 1 ? 'one run' : `medians of ${scene.rounds} interleaved runs`;
  return [`### ${scene.title} (${rounds})`, '', ...head, ...rows].join('\n');
}

function at(results: Results, name: string): Run {
  const run = results.get(name);
  if (run === undefined) throw new Error(`"${name}" was not measured.`);
  return run;
}

function faster(what: string, results: Results, peer: string, target: number): Figure[] {
  const other = results.get(peer);
  if (other === undefined) return [];
  const factor = other.wallMs / at(results, ours.name).wallMs;
  const met = factor >= target;
  return [{ what, measured: `${factor.toFixed(2)} times ${peer}`, target: `at least ${target} times`, met }];
}

function memory(what: string, results: Results): Figure {
  const { rssMB } = at(results, ours.name);
  return {
    what: `${what}: memory`,
    measured: `${rssMB.toFixed(0)} MB`,
    target: `under ${RSS_LIMIT_MB} MB`,
    met: rssMB < RSS_LIMIT_MB,
  };
}

async function buildOnce(folder: string, out: string): Promise<void> {
  const { entries, folders } = await scanAddon(folder);
  const outcome = planArchive({ root: folder, entries, folders, packageId: 'author.thing' });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  await buildArchive(outcome.plan, { out });
}

async function benchFirstAndRebuild(work: string, tables: string[], figures: Figure[]): Promise<void> {
  const folder = join(work, 'tree');
  writeAddonTree(folder);
  const first: Scene = {
    title: 'An aircraft of 200 MB, first build',
    folder,
    contenders: [ours, archiver, ...programs()],
    rounds: ROUNDS,
  };
  const built = await measure(first, work);
  tables.push(table(first, built));
  figures.push(...faster('first build', built, archiver.name, 2.7), ...faster('first build', built, 'zip -r -6', 2.5));
  const share = at(built, ours.name).sizeMB / at(built, archiver.name).sizeMB;
  const size = `${share.toFixed(4)} of archiver's`;
  figures.push({ what: 'first build: size', measured: size, target: 'at most 1.005', met: share <= 1.005 });
  figures.push(memory('first build', built));

  const previous = join(work, 'previous.zip');
  await buildOnce(folder, previous);
  appendFileSync(join(folder, 'objects/part_7.obj'), '# one more line\n');
  const again: Scene = {
    title: 'The same with one changed file',
    folder,
    contenders: [
      moduleContender(ours.name, 'loadmaster', previous),
      archiver,
      moduleContender('read all, write once', 'copy', previous),
    ],
    rounds: ROUNDS,
  };
  const rebuilt = await measure(again, work);
  tables.push(table(again, rebuilt));
  figures.push(...faster('one changed file', rebuilt, archiver.name, 35));
  const copies = at(rebuilt, ours.name).wallMs / at(rebuilt, 'read all, write once').wallMs;
  const measured = `${copies.toFixed(2)} times`;
  figures.push({
    what: 'one changed file: to reading and writing',
    measured,
    target: 'at most 2.5 times',
    met: copies <= 2.5,
  });
  figures.push(memory('one changed file', rebuilt));
}

async function benchAgainstArchiver(
  work: string,
  tables: string[],
  figures: Figure[],
  { title, what, target, fill }: { title: string; what: string; target: number; fill: (folder: string) => void },
): Promise<void> {
  const folder = join(work, 'folder');
  rmSync(folder, { recursive: true, force: true });
  fill(folder);
  const scene: Scene = { title, folder, contenders: [ours, archiver], rounds: ROUNDS };
  const results = await measure(scene, work);
  tables.push(table(scene, results));
  figures.push(...faster(what, results, archiver.name, target), memory(what, results));
}

async function benchMemory(work: string, tables: string[], figures: Figure[]): Promise<void> {
  const folder = join(work, 'folder');
  rmSync(folder, { recursive: true, force: true });
  writeHugeFile(folder, 3000);
  const scene: Scene = { title: 'One file of 3 GB', folder, contenders: [ours], rounds: 1 };
  const results = await measure(scene, work);
  tables.push(table(scene, results));
  figures.push(memory('3 GB in one file', results));
}

async function main(): Promise<void> {
  const work = makeFolder('bench');
  const tables: string[] = [];
  const figures: Figure[] = [];
  try {
    await benchFirstAndRebuild(work, tables, figures);
    await benchAgainstArchiver(work, tables, figures, {
      title: '10,000 files of 1 KB',
      what: '10,000 small files',
      target: 4,
      fill: writeTinyTree,
    });
    await benchAgainstArchiver(work, tables, figures, {
      title: 'One file of 1 GB',
      what: '1 GB in one file',
      target: 1.6,
      fill: (folder) => writeHugeFile(folder, 1000),
    });
    await benchMemory(work, tables, figures);
  } finally {
    if (existsSync(work)) rmSync(work, { recursive: true });
  }
  const section = [
    '## Packing (`npm run bench:archive`)',
    describeMachine(),
    figureTable(figures),
    ...tables,
    'Module packers are timed inside their process, from reading the folder to the finished file; programs from start to end.',
  ].join('\n\n');
  console.log(section);
  writeBenchmarkSection('archive', section);
}

await main();
