import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import { describeMachine, median, writeBenchmarkSection } from './section.ts';
import { readTimeReport, TIME_FORMAT } from './time-report.ts';

// npm run bench:cli: starts of the command as npm installs it, beside other commands of the same kind. `--vsce` fetches that one.

const RUNS = 9;
const TARGETS = { quick: { ms: 80, mb: 60 }, check: { ms: 150 } } as const;

interface Call {
  readonly name: string;
  readonly command: readonly string[];
  readonly target?: { readonly ms: number; readonly mb?: number };
}

/** From start to end, and the most memory that was held, as GNU time tells it. */
function run({ command }: Call, folder: string): { readonly ms: number; readonly cpu: number; readonly mb: number } {
  const report = join(folder, 'time');
  const started = performance.now();
  const ended = spawnSync('/usr/bin/time', [...TIME_FORMAT, '-o', report, ...command], {
    cwd: folder,
    stdio: 'ignore',
  });
  const ms = performance.now() - started;
  if (ended.status !== 0) throw new Error(`${command.join(' ')} ended with ${ended.status}.`);
  const { peakMb, cpuMs } = readTimeReport(report);
  return { ms, cpu: cpuMs, mb: peakMb };
}

function install(folder: string, what: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', what], {
    cwd: folder,
    stdio: 'ignore',
  });
}

const folder = makeFolder('bench-cli');
try {
  const root = join(import.meta.dirname, '..', '..');
  const made = execFileSync(process.execPath, [join(root, 'assets/pack-cli.ts'), folder], { encoding: 'utf8' }).trim();
  install(join(folder, 'own'), made);
  const own = [process.execPath, join(folder, 'own/node_modules/loadmaster/lib/loadmaster.js')];
  execFileSync(own[0] ?? '', [own[1] ?? '', 'sample', 'aircraft', join(folder, 'small')], { stdio: 'ignore' });
  const npm = execFileSync('npm', ['root', '--global'], { encoding: 'utf8' }).trim();
  const calls: Call[] = [
    { name: 'node -e 0', command: [process.execPath, '-e', '0'] },
    ...['help', '--version'].map((word) => ({
      name: `loadmaster ${word}`,
      command: [...own, word],
      target: TARGETS.quick,
    })),
    { name: 'loadmaster rules', command: [...own, 'rules', '--help'], target: TARGETS.quick },
    {
      name: 'loadmaster check, a small aircraft',
      command: [...own, 'check', join(folder, 'small')],
      target: TARGETS.check,
    },
    { name: 'npm --version', command: [process.execPath, join(npm, 'npm/bin/npm-cli.js'), '--version'] },
  ];
  if (process.argv.includes('--vsce')) {
    install(join(folder, 'other'), '@vscode/vsce');
    const vsce = join(folder, 'other/node_modules/@vscode/vsce/vsce');
    calls.push({ name: 'vsce --version', command: [process.execPath, vsce, '--version'] });
  }
  const seen = new Map(
    calls.map(({ name }) => [name, { ms: [] as number[], cpu: [] as number[], mb: [] as number[] }]),
  );
  // The first round fills the caches of the disk and of V8.
  for (let round = 0; round <= RUNS; round += 1) {
    for (const call of calls) {
      const { ms, cpu, mb } = run(call, folder);
      if (round === 0) continue;
      seen.get(call.name)?.ms.push(ms);
      seen.get(call.name)?.cpu.push(cpu);
      seen.get(call.name)?.mb.push(mb);
    }
  }
  const rows = calls.map(({ name, target }) => {
    const { ms = [], cpu = [], mb = [] } = seen.get(name) ?? {};
    const fastest = Math.min(...ms);
    const isMet = target !== undefined && fastest <= target.ms && median(mb) <= (target.mb ?? Number.POSITIVE_INFINITY);
    const wanted = target === undefined ? '' : `${target.ms} ms${target.mb === undefined ? '' : `, ${target.mb} MB`}`;
    const verdict = target === undefined ? '' : `: ${isMet ? 'met' : 'not met'}`;
    const figures = [
      `${fastest.toFixed(0)} ms`,
      `${median(ms).toFixed(0)} ms`,
      `${median(cpu).toFixed(0)} ms`,
      `${median(mb).toFixed(0)} MB`,
    ];
    return `| ${[name, ...figures, `${wanted}${verdict}`].join(' | ')} |`;
  });
  const text = [
    '## The command (`npm run bench:cli`)',
    '',
    'Starts of the package that `npm run pack:cli` makes, until the process has ended, beside other commands of the same kind.',
    `${RUNS} interleaved runs; the target is held against the fastest, since other work was going on (load ${loadavg()[0]?.toFixed(1)}).`,
    '',
    '| call | fastest | median | processor time | memory | target |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
    describeMachine(),
  ].join('\n');
  console.log(text);
  writeBenchmarkSection('cli', text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
