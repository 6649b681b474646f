import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTimeReport, TIME_FORMAT } from '../time-report.ts';
import { builtProgram } from './built.ts';
import type { Done, Task } from './release.ts';

export interface Ran {
  /** From start to end of the process. */
  readonly ms: number;
  /** Of the processor, user and system. */
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly output: string;
}

/** Runs a program to its end, with the most memory it held. Anything but success is thrown with what it said. */
export async function run(
  folder: string,
  command: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  const report = join(folder, 'time');
  const begun = performance.now();
  const child = spawn('/usr/bin/time', [...TIME_FORMAT, '-o', report, ...command], {
    // rclone's S3 falls over it.
    env: { ...process.env, AWS_CA_BUNDLE: undefined, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-2000);
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  const ms = performance.now() - begun;
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${errors}`);
  return { ms, ...readTimeReport(report), output };
}

/** Loadmaster's own release of what was packed. */
export async function runTask(folder: string, task: Task): Promise<Ran & { readonly done: Done }> {
  const file = join(folder, 'task.json');
  writeFileSync(file, JSON.stringify(task));
  const profile = process.env.PROFILE_TO;
  const watched = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const command = [process.execPath, ...watched, builtProgram(folder, 'release'), file];
  // As the packed command does: what V8 compiled is kept for the next start.
  const ran = await run(folder, command, { NODE_COMPILE_CACHE: join(folder, 'compiled') });
  return { ...ran, done: JSON.parse(ran.output) as Done };
}
