import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What became of one place of a release. */
export interface Ended {
  readonly name: string;
  readonly phase: string;
  readonly error: { readonly code: string; readonly message: string } | null;
}

export interface Run {
  /** Undefined where it was killed, or fell over. */
  readonly ended: readonly Ended[] | undefined;
  /** The step after which it was killed. */
  readonly killedIn: string | undefined;
  readonly fellOver: string | undefined;
}

const AUTHOR = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@a.example',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@a.example',
};
/** Half of what a release cost was reading the same program again. */
const NODE_COMPILE_CACHE = join(tmpdir(), 'loadmaster-chaos-compiled');

/** One attempt at a release in a process of its own; killed so many steps and milliseconds after it began, where it gets so far. */
export async function runLoadmaster(
  task: string,
  environment: Readonly<Record<string, string>>,
  killAtStep: number | undefined,
  afterMs: number,
): Promise<Run> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), task], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...AUTHOR, NODE_COMPILE_CACHE, ...environment },
  });
  let output = '';
  let errors = '';
  let timer: NodeJS.Timeout | undefined;
  let killed = false;
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (killAtStep === undefined || timer !== undefined || stepsIn(output).length <= killAtStep) return;
    timer = setTimeout(() => {
      killed = child.kill('SIGKILL');
    }, afterMs);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  const steps = stepsIn(output);
  const last = steps.at(-1) ?? '';
  if (last.startsWith('[')) return { ended: JSON.parse(last) as Ended[], killedIn: undefined, fellOver: undefined };
  if (!killed) return { ended: undefined, killedIn: undefined, fellOver: errors };
  return { ended: undefined, killedIn: furthest(last), fellOver: undefined };
}

/** A line for each step, of which the last may not be whole. */
function stepsIn(output: string): string[] {
  return output.split('\n').slice(0, -1);
}

const PHASES = ['verifying', 'flipping', 'staged', 'staging'];

/** What some place was just about to do. */
function furthest(step: string): string {
  return PHASES.find((phase) => step.includes(` ${phase}`)) ?? 'before the first step';
}
