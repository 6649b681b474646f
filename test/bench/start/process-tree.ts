import { readdirSync, readFileSync } from 'node:fs';

/** What a program and all its children take. Linux tells; elsewhere nothing is known. */
export interface TreeCost {
  /** Proportional: what processes share is counted once. */
  readonly megabytes: number;
  readonly cpuSeconds: number;
}

/** Ticks of the kernel's clock in a second, as Linux tells them to programs on every architecture. */
const TICKS = 100;

export function costOfTree(root: number): TreeCost {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)));
  const inside = new Set([root]);
  for (let before = 0; before < inside.size; ) {
    before = inside.size;
    for (const { pid, parent } of processes) if (inside.has(parent)) inside.add(pid);
  }
  const own = processes.filter(({ pid }) => inside.has(pid));
  return {
    megabytes: own.reduce((sum, { pid }) => sum + megabytesOf(pid), 0),
    cpuSeconds: own.reduce((sum, { ticks }) => sum + ticks, 0) / TICKS,
  };
}

function statOf(pid: number): { pid: number; parent: number; ticks: number }[] {
  const text = read(`/proc/${pid}/stat`);
  // The name may hold anything, so what follows its last bracket is counted: state, parent, ..., user and system time.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  if (fields.length < 13) return [];
  return [{ pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }];
}

function megabytesOf(pid: number): number {
  return (Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1024) / 1e6;
}

/** Empty for a process that has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
