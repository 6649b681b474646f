// npm run test:mutation [-- --room protocol|publish] [--all | --count N] [--seed N] [--only FILE] [--jobs N] [--again]: plants small faults in the
// sources of a room, one at a time in a copy, and counts how many its tests notice. The sample is the same for the same seed. When only tests were
// added since the last run, --again asks for that run's survivors and counts the others as they were.

import { spawn } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { replaceSection } from '../bench/section.ts';
import { makeFolder } from '../make-folder.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { type MutatedRoom, ROOMS, type Stage } from './rooms.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGE = join(ROOT, 'docs/testing.md');
const TARGET = 0.85;
const TIME_LIMIT = 120_000;

const { values } = parseArgs({
  options: {
    room: { type: 'string', default: 'protocol' },
    all: { type: 'boolean', default: false },
    count: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    jobs: { type: 'string', default: '1' },
    again: { type: 'boolean', default: false },
  },
});

const room = ROOMS[values.room];
if (!room) throw new Error(`There is no room "${values.room}". There are: ${Object.keys(ROOMS).join(', ')}.`);

// Exports alone: nothing in an index can be wrong that the compiler does not see.
const files = globSync(room.sources, { cwd: ROOT }).filter(
  (file) => !file.endsWith('/index.ts') && file.includes(values.only),
);
const sources = new Map(files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));
const all = [...sources].flatMap(([file, source]) => mutantsOf(file, source));
const chosen = values.all ? all : sample(all, Number(values.count), Number(values.seed));

function sample(mutants: readonly Mutant[], count: number, seed: number): readonly Mutant[] {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  return mutants
    .map((mutant) => ({ mutant, place: next() }))
    .toSorted((a, b) => a.place - b.place)
    .slice(0, count)
    .map(({ mutant }) => mutant);
}

function makeCopy(copies: readonly string[]): string {
  const copy = makeFolder('mutation');
  mkdirSync(join(copy, 'test'));
  for (const part of [...copies, 'vitest.config.ts', 'package.json', 'tsconfig.json']) {
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Runs a program of node_modules in the copy. A fault that makes it run forever is noticed as well. */
function passes(copy: string, program: string, ...args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const script = join(copy, 'node_modules', program);
    const child = spawn(process.execPath, [script, ...args], { cwd: copy, stdio: 'ignore', detached: true });
    const limit = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'), TIME_LIMIT);
    child.on('exit', (code) => {
      clearTimeout(limit);
      resolve(code === 0);
    });
  });
}

function stagePasses(copy: string, { tests }: Stage): Promise<boolean> {
  return passes(copy, 'vitest/vitest.mjs', 'run', ...tests, '--bail=1', '--no-isolate', '--reporter=dot');
}

async function testsPass(copy: string, stages: readonly Stage[]): Promise<boolean> {
  for (const stage of stages) {
    const isSound = (await stagePasses(copy, stage)) || (stage.timed && (await stagePasses(copy, stage)));
    if (!isSound) return false;
  }
  // A fault that does not compile never gets as far as a test: the type check comes before every commit.
  return passes(copy, 'typescript/bin/tsc', '-p', '.');
}

async function isNoticed(copy: string, mutant: Mutant, stages: readonly Stage[]): Promise<boolean> {
  const source = sources.get(mutant.file) ?? '';
  const planted = source.slice(0, mutant.start) + mutant.replacement + source.slice(mutant.end);
  writeFileSync(join(copy, mutant.file), planted);
  const noticed = !(await testsPass(copy, stages));
  writeFileSync(join(copy, mutant.file), source);
  return noticed;
}

/** Each job has a copy of its own and takes the next fault when it is done with one. */
async function survivorsOf(mutants: readonly Mutant[], { copies, stages }: MutatedRoom): Promise<readonly Mutant[]> {
  const survivors: Mutant[] = [];
  const rest = mutants.values();
  let asked = 0;
  const job = async (): Promise<void> => {
    const copy = makeCopy(copies);
    try {
      if (!(await testsPass(copy, stages))) throw new Error('The tests fail before any fault is planted');
      for (const mutant of rest) {
        if (!(await isNoticed(copy, mutant, stages))) {
          survivors.push(mutant);
          console.log(`survived ${mutant.file}:${mutant.line}  ${mutant.description}`);
        }
        asked += 1;
        if (asked % 25 === 0) console.log(`${asked} of ${mutants.length}, ${survivors.length} survived`);
      }
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: Number(values.jobs) }, job));
  return survivors;
}

function keyOf({ file, line, description }: Mutant) {
  return `${file}:${line} ${description}`;
}

const LAST = join(ROOT, 'node_modules/.cache/loadmaster', `mutation-${values.room}.json`);

/** With --again: of the faults that were noticed the last time only those are asked for anew that were not. */
function stillToAsk(mutants: readonly Mutant[]): readonly Mutant[] {
  if (!values.again) return mutants;
  const unnoticed = new Set<string>(JSON.parse(readFileSync(LAST, 'utf8')));
  return mutants.filter((mutant) => unnoticed.has(keyOf(mutant)));
}

const survivors = await survivorsOf(stillToAsk(chosen), room);
mkdirSync(dirname(LAST), { recursive: true });
writeFileSync(LAST, JSON.stringify(survivors.map(keyOf)));
const killed = chosen.length - survivors.length;
const share = killed / chosen.length;
const figure = `${killed} of ${chosen.length} planted faults noticed (${(share * 100).toFixed(1)} %)`;
const verdict = `${figure}; target ${TARGET * 100} %: ${share >= TARGET ? 'met' : 'not met'}.`;
console.log(verdict);

if (values.only === '') {
  const how = values.all ? 'Every' : `A sample (seed ${values.seed}) of the`;
  const list = survivors.map(({ file, line, description }) => `- \`${file}:${line}\` \`${description}\``).join('\n');
  const section = `### ${room.sources}

${how} ${all.length} faults that \`test/mutation/mutants.ts\` knows to plant: ${verdict}

Unnoticed, as of the last run:

${list === '' ? 'none' : list}`;
  writeFileSync(PAGE, replaceSection(readFileSync(PAGE, 'utf8'), `mutation-${values.room}`, section));
}
