import { spawn } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What one run of one packer cost. */
export interface Run {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly rssMB: number;
  readonly sizeMB: number;
}

export interface Contender {
  readonly name: string;
  run(folder: string, out: string): Promise<Run>;
}

const SCRIPT = fileURLToPath(new URL('run.ts', import.meta.url));

/** A packer that is a module: timed inside its process, from reading the folder to the finished file. */
export function moduleContender(name: string, how: string, previous?: string): Contender {
  return {
    name,
    run: async (folder, out) => {
      rmSync(out, { force: true });
      const args = [SCRIPT, how, folder, out, ...(previous === undefined ? [] : [previous])];
      const printed = await output(process.execPath, args);
      const measured: Omit<Run, 'sizeMB'> = JSON.parse(printed);
      return { ...measured, sizeMB: megabytes(out) };
    },
  };
}

/** A packer that is a program: timed from its start to its end. */
export function programContender(name: string, program: string, args: (out: string) => readonly string[]): Contender {
  return {
    name,
    run: (folder, out) => {
      rmSync(out, { force: true });
      return new Promise((resolve, reject) => {
        const started = performance.now();
        const child = spawn(program, args(out), { cwd: folder, stdio: 'ignore' });
        const usage = watchUsage(child.pid);
        child.on('error', reject);
        child.on('exit', (code) => {
          const wallMs = performance.now() - started;
          if (code !== 0) reject(new Error(`${program} exited with ${code}`));
          else resolve({ wallMs, ...usage(), sizeMB: megabytes(out) });
        });
      });
    },
  };
}

// A built app carries no types to strip and no modules to compile: the same is given to all that run from source here.
const AS_BUILT = {
  ...process.env,
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../../node_modules/.cache/loadmaster', import.meta.url)),
};

function output(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'], env: AS_BUILT });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`${args[1]} exited with ${code}`))));
  });
}

function megabytes(path: string): number {
  return statSync(path).size / 1e6;
}

const TICK_MS = 10;
const LOOK_EVERY_MS = 20;

/** Reads what a process has used so far from /proc, where there is one: the last look before its end is its total. */
function watchUsage(pid: number | undefined): () => { cpuMs: number; rssMB: number } {
  let last = { cpuMs: Number.NaN, rssMB: Number.NaN };
  const timer = setInterval(() => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
      if (peak === null) return;
      last = { cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS, rssMB: (Number(peak[1]) * 1024) / 1e6 };
    } catch {
      // The process has ended, or this system has no /proc.
    }
  }, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    return last;
  };
}
