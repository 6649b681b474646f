import { runCli } from '../../main/cli/run.ts';

export interface CliResult {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, with what it wrote and its exit code. */
export async function runInProcess(
  args: readonly string[],
  more: { signal?: AbortSignal; env?: NodeJS.ProcessEnv } = {},
): Promise<CliResult> {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const exit = await runCli(args, {
    stdout: { write: (text) => stdout.push(text) },
    stderr: { write: (text) => stderr.push(text) },
    env: more.env ?? {},
    signal: more.signal ?? new AbortController().signal,
  });
  return { exit, stdout: stdout.join(''), stderr: stderr.join('') };
}
