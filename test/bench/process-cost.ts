import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

// What processes take, by /proc. A process that has ended takes nothing, which is no figure: asking for one is an error.

/** What a program and all its children take. */
export interface TreeCost {
  /** Proportional: what processes share is counted once. */
  readonly megabytes: number;
  readonly cpuSeconds: number;
}

/** Ticks of the kernel's clock in a second, as Linux tells them to programs on every architecture. */
const TICKS = 100;
const MB = 1_000_000;

export function costOfTree(root: number): TreeCost {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? []);
  const inside = new Set([root]);
  for (let before = 0; before < inside.size; ) {
    before = inside.size;
    for (const { pid, parent } of processes) if (inside.has(parent)) inside.add(pid);
  }
  const own = processes.filter(({ pid }) => inside.has(pid));
  const megabytes = own.reduce((sum, { pid }) => sum + (shareOf(pid) ?? 0), 0);
  if (!own.some(({ pid }) => pid === root) || megabytes === 0) throw notMeasured(root);
  return { megabytes, cpuSeconds: own.reduce((sum, { ticks }) => sum + ticks, 0) / TICKS };
}

/** Seconds of processor that a process has used, its threads included. */
export function processorSeconds(pid: number): number {
  const found = statOf(pid);
  if (found === undefined) throw notMeasured(pid);
  return found.ticks / TICKS;
}

/** Peak resident megabytes since the last `forgetPeak`. */
export function peakMegabytes(pid: number): number {
  const peak = kilobytes(/^VmHWM:\s+(\d+) kB/m, `/proc/${pid}/status`);
  if (peak === undefined) throw notMeasured(pid);
  return (peak * 1024) / MB;
}

export function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch (cause) {
    throw notMeasured(pid, cause);
  }
}

function notMeasured(pid: number, cause?: unknown): Error {
  return new Error(`Process ${pid} cannot be measured: it has ended, or this system has no /proc.`, { cause });
}

function statOf(pid: number): { pid: number; parent: number; ticks: number } | undefined {
  const text = read(`/proc/${pid}/stat`);
  // The name may hold anything, so what follows its last bracket is counted: state, parent, ..., user and system time.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  if (fields.length < 13 || fields[0] === 'Z') return undefined;
  return { pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
}

/** Its megabytes, those it shares in proportion; undefined for one that has ended meanwhile. */
function shareOf(pid: number): number | undefined {
  const share = kilobytes(/^Pss:\s+(\d+) kB/m, `/proc/${pid}/smaps_rollup`);
  return share === undefined ? undefined : (share * 1024) / MB;
}

function kilobytes(pattern: RegExp, path: string): number | undefined {
  const found = pattern.exec(read(path))?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Empty for a process that has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
