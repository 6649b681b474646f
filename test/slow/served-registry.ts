import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { tempFolder } from '../temp-folder.ts';

/** A registry as a process of its own, as package.json starts it, with what it costs. */
export interface ServedRegistry {
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
}

export async function serveRegistry(seed: object): Promise<ServedRegistry> {
  const folder = tempFolder();
  const dataDir = join(folder, 'data');
  const seedFile = join(folder, 'seed.json');
  writeFileSync(seedFile, JSON.stringify(seed));
  const script = join(import.meta.dirname, '../../main/registry/serve.ts');
  const options = ['--data', dataDir, '--seed', seedFile, '--rate-limits', 'off', '--json'];
  const child = spawn(process.execPath, ['--max-semi-space-size=1', script, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => end(child));
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { url } = JSON.parse(line) as { url: string };
  return { url, pid: child.pid ?? 0, dataDir };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Linux tells this of each process. */
export const canMeasure = process.platform === 'linux';

/** What Linux counts in. */
const TICKS_PER_SECOND = 100;

export interface Cost {
  readonly megabytes: number;
  readonly handles: number;
  /** How long it has had a processor, all its threads together. */
  readonly processorSeconds: number;
}

export function costOf(pid: number | 'self'): Cost {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1000);
  const numbers = readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /, '')
    .split(' ')
    .map(Number);
  const processorSeconds = ((numbers[11] ?? 0) + (numbers[12] ?? 0)) / TICKS_PER_SECOND;
  return { megabytes, handles: readdirSync(`/proc/${pid}/fd`).length, processorSeconds };
}

/** The largest write-ahead log in a folder, in megabytes. */
export function largestLog(folder: string): number {
  const logs = readdirSync(folder).filter((name) => name.endsWith('-wal'));
  return Math.max(0, ...logs.map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)) / 1e6;
}
