import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const SERVE = fileURLToPath(new URL('../../../main/registry/serve.ts', import.meta.url));

export interface Terminal {
  readonly child: ChildProcess;
  /** Everything it said until it ended, and how it ended. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; out: string; err: string }>;
  /** The first line of standard output; null when it ends without one. */
  firstLine(): Promise<string | null>;
}

/** The registry as somebody starts it in a terminal. */
export function serveInTerminal(...args: string[]): Terminal {
  const child = spawn(process.execPath, [SERVE, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stderr.on('data', (bytes) => {
    err += bytes;
  });
  const lines = createInterface({ input: child.stdout });
  const first = Promise.withResolvers<string | null>();
  lines.on('line', (line) => {
    out += `${line}\n`;
    first.resolve(line);
  });
  const ended = once(child, 'close').then(([code, signal]) => {
    first.resolve(null);
    return { code, signal, out, err };
  });
  return { child, ended, firstLine: () => first.promise };
}
