import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fault } from '../../../../preload/messages/index.ts';
import { CarrierError, throwIfAborted } from '../carrier-error.ts';

export interface GitCall {
  readonly folder: string;
  readonly arguments: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  readonly input?: string | Uint8Array | undefined;
  readonly signal: AbortSignal;
}

/** What git said when it failed; `explainGit` makes a sentence of it. */
export class GitFailure extends Error {
  readonly stderr: string;

  constructor(stderr: string, command: string) {
    super(`git ${command} failed: ${stderr.trim().slice(-500)}`);
    this.name = 'GitFailure';
    this.stderr = stderr;
  }
}

const ERRORS_KEPT = 20_000;

/** What a git that runs us (in a hook, a rebase) says of its own repository; the author's settings among it stay. */
const OF_ANOTHER_REPOSITORY = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_SHALLOW_FILE',
  'GIT_QUARANTINE_PATH',
] as const;

function authorsEnvironment(): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  for (const name of OF_ANOTHER_REPOSITORY) delete environment[name];
  return environment;
}

/** Runs the author's git without any way for it to stop and ask. */
export async function runGit({ folder, arguments: given, environment, input, signal }: GitCall): Promise<Buffer> {
  throwIfAborted(signal);
  const child = spawn('git', given, {
    cwd: folder,
    env: {
      ...authorsEnvironment(),
      LC_ALL: 'C',
      GIT_TERMINAL_PROMPT: '0',
      GCM_INTERACTIVE: 'never',
      ...environment,
    },
    signal,
    windowsHide: true,
  });
  const [stdout, stderr, code] = await collect(child, input, signal);
  if (code === 0) return stdout;
  throw new GitFailure(stderr, given.find((one) => !one.startsWith('-') && !one.includes('=')) ?? '');
}

async function collect(
  child: ChildProcessWithoutNullStreams,
  input: string | Uint8Array | undefined,
  signal: AbortSignal,
): Promise<[Buffer, string, number]> {
  const chunks: Buffer[] = [];
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-ERRORS_KEPT);
  });
  // Git may end before it read everything; what it says then counts.
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  try {
    const [code] = await once(child, 'close');
    return [Buffer.concat(chunks), errors, typeof code === 'number' ? code : 1];
  } catch (cause) {
    throwIfAborted(signal);
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new CarrierError(fault('not_set_up.noGit'), { cause });
    }
    throw cause;
  }
}
