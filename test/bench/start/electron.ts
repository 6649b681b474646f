import { cpSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startElectron } from '../../e2e/electron-shell.ts';
import { environmentOf } from '../../e2e/projects.ts';
import { openDisplay } from '../../electron-runtime/display.ts';
import { prepareApp } from '../../electron-runtime/prepare-app.ts';
import { findRuntime, type Runtime } from '../../electron-runtime/runtime.ts';
import { openToAll } from '../../electron-runtime/test-user.ts';
import { makeFolder } from '../../make-folder.ts';
import { costOfTree, type TreeCost } from '../process-cost.ts';
import { type Figure, figureTable, median } from '../section.ts';
import { writeEmptyApp } from './empty-app.ts';
import { ADDONS, fillHangar } from './hangar.ts';

const RUNS = 5;
const FILES = 200;
const IDLE_SECONDS = 60;

type Running = ReturnType<typeof startElectron> & { readonly paint: number; readonly interactive: number };
interface Contender {
  readonly name: 'empty' | 'none' | 'many';
  readonly app: string;
  readonly dataFolder: () => string;
}
type Starts = Record<Contender['name'], { paint: number; interactive: number }[]>;

/** Loadmaster on a real Electron, beside an app that is nothing but a window, in one run. */
export async function electronSection(): Promise<string> {
  const runtime = findRuntime();
  if (!runtime) return 'No Electron runtime here: `npm run test:electron` finds or makes one.';
  const app = prepareApp(runtime);
  const folder = makeFolder('start');
  openToAll(folder);
  const display = await openDisplay();
  if (display.name !== undefined) process.env.DISPLAY = display.name;
  try {
    const contenders = contendersIn(folder, app.folder);
    const starts: Starts = { empty: [], none: [], many: [] };
    for (let run = 0; run < RUNS; run += 1) {
      for (const contender of contenders) {
        const one = await start(runtime, contender);
        starts[contender.name].push(one);
        await one.end();
      }
    }
    const idle = await idleOf(runtime, contenders);
    return `${heading()}\n\n${figureTable([...startFigures(starts), ...idleFigures(idle)])}\n\n${sizes(runtime, app.folder)}`;
  } finally {
    display.close();
    app.remove();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function heading(): string {
  return (
    `### On a real Electron\n\nMedians of ${RUNS} interleaved starts, from the start of the program. Beside it in the same run: an app that is one window ` +
    `with one page. Idle is ${IDLE_SECONDS} s after the start; memory counts what processes share once.`
  );
}

function contendersIn(folder: string, app: string): Contender[] {
  const empty = join(folder, 'empty');
  writeEmptyApp(empty);
  const hangar = join(folder, 'hangar');
  mkdirSync(hangar);
  const full = fillHangar(hangar, FILES);
  let made = 0;
  const fresh = (from?: string) => () => {
    made += 1;
    const data = join(folder, `data-${made}`);
    if (from === undefined) mkdirSync(data);
    else cpSync(from, data, { recursive: true });
    return data;
  };
  return [
    { name: 'empty', app: empty, dataFolder: fresh() },
    { name: 'none', app, dataFolder: fresh() },
    { name: 'many', app, dataFolder: fresh(full) },
  ];
}

async function start(runtime: Runtime, { name, app, dataFolder }: Contender): Promise<Running> {
  Object.assign(process.env, environmentOf({ executable: runtime.executable, app }));
  const begun = performance.now();
  const running = startElectron({ dataFolder: dataFolder() });
  const said = (mark: string) =>
    new Promise<number>((resolve, reject) => {
      running.child.stdout?.on('data', () => {
        if (running.output().includes(`start: ${mark}`)) resolve(performance.now() - begun);
      });
      running.child.once('exit', () => reject(new Error(`${name} ended before "${mark}": ${running.output()}`)));
    });
  const interactive = name === 'empty' ? Promise.resolve(0) : said('interactive');
  return { ...running, paint: await said('first paint'), interactive: await interactive };
}

type Idle = Record<Contender['name'], { megabytes: number; cpu: number }>;

async function idleOf(runtime: Runtime, contenders: readonly Contender[]): Promise<Idle | undefined> {
  if (process.platform !== 'linux') return undefined;
  const all: [Contender['name'], Running][] = [];
  for (const contender of contenders) all.push([contender.name, await start(runtime, contender)]);
  await delay(IDLE_SECONDS * 1000);
  const before = all.map(([name, running]) => [name, running, costOf(name, running)] as const);
  await delay(IDLE_SECONDS * 1000);
  const found = before.map(([name, running, { cpuSeconds: used }]) => {
    const { megabytes, cpuSeconds } = costOf(name, running);
    return [name, { megabytes, cpu: ((cpuSeconds - used) / IDLE_SECONDS) * 100 }] as const;
  });
  for (const [, running] of all) await running.end();
  return Object.fromEntries(found) as Idle;
}

/** An app that was ended meanwhile, by whomever, takes nothing: that is no figure. */
function costOf(name: Contender['name'], { child, output }: Running): TreeCost {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
    throw new Error(
      `The app "${name}" ended while it was measured: ${child.signalCode ?? child.exitCode}\n${output()}`,
    );
  }
  return costOfTree(child.pid);
}

function startFigures({ empty, none, many }: Starts): Figure[] {
  const middle = (runs: Starts['none'], of: 'paint' | 'interactive') => Math.round(median(runs.map((one) => one[of])));
  const emptyPaint = middle(empty, 'paint');
  const ratio = middle(none, 'paint') / emptyPaint;
  const at = (what: string, ms: number, most: number): Figure => ({
    what,
    measured: `${ms} ms`,
    target: `at most ${most} ms`,
    met: ms <= most,
  });
  return [
    at('first paint, no add-ons', middle(none, 'paint'), 500),
    {
      what: 'the same to an empty app',
      measured: `${ratio.toFixed(2)} times (${emptyPaint} ms)`,
      target: 'at most 1.35 times',
      met: ratio <= 1.35,
    },
    at('interactive, no add-ons', middle(none, 'interactive'), 900),
    at(`first paint, ${ADDONS} add-ons of ${FILES} files`, middle(many, 'paint'), 500),
    at(`interactive, ${ADDONS} add-ons`, middle(many, 'interactive'), 900),
  ];
}

function idleFigures(idle: Idle | undefined): Figure[] {
  if (idle === undefined) return [];
  const { empty, none, many } = idle;
  const memory = (what: string, megabytes: number): Figure => ({
    what,
    measured: `${megabytes.toFixed(0)} MB (empty app: ${empty.megabytes.toFixed(0)} MB)`,
    target: 'at most 60 MB more',
    met: megabytes - empty.megabytes <= 60,
  });
  const cpu = (what: string, percent: number): Figure => ({
    what,
    measured: `${percent.toFixed(2)} % of a core (empty app: ${empty.cpu.toFixed(2)} %)`,
    target: 'at most 0.2 %',
    met: percent <= 0.2,
  });
  return [
    memory('memory of all processes, idle, no add-ons', none.megabytes),
    memory(`memory of all processes, idle, ${ADDONS} add-ons`, many.megabytes),
    cpu('CPU, idle, no add-ons', none.cpu),
    cpu(`CPU, idle, ${ADDONS} add-ons`, many.cpu),
  ];
}

function sizes({ dist }: Runtime, app: string): string {
  const megabytes = (path: string) => (bytesOf(path) / 1e6).toFixed(1);
  const parts = [
    ['main', join(app, 'out', 'main')],
    ['preload', join(app, 'out', 'preload')],
    ['page', join(app, 'out', 'renderer')],
    ['icons', join(app, 'assets')],
    ['Electron itself', dist],
  ] as const;
  const rows = parts.map(([name, path]) => `| ${name} | ${megabytes(path)} MB |`);
  return ['| part of the app | size, not packed |', '|---|---|', ...rows].join('\n');
}

function bytesOf(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}
