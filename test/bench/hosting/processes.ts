import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { RegistryOptions } from '../../../main/registry/start.ts';

// The registry's processes under measurement, each as a hoster has it.

const SERVE = fileURLToPath(new URL('serve.ts', import.meta.url));
const COMMAND = fileURLToPath(new URL('../../../main/registry/serve.ts', import.meta.url));

export interface Served {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const hosted = {
  publicUrl: 'https://registry.example.org',
  name: 'Bench',
  description: 'Measured.',
  operationsPort: 0,
  trustedProxies: [],
  drainMs: 1_000,
};

export async function serveHosted(options: Omit<RegistryOptions, 'hosted'>): Promise<Served> {
  const file = join(options.dataDir, `${Math.random()}.json`);
  writeFileSync(file, JSON.stringify({ hosted, ...options }));
  const child = start([SERVE, file]);
  const { port } = JSON.parse(await firstLine(child)) as { port: number };
  return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop: () => end(child) };
}

export interface Working extends Omit<Served, 'url'> {
  /** Rejects when it ends without being told to. */
  readonly ended: Promise<never>;
}

export async function workOn(settings: Readonly<Record<string, string>>): Promise<Working> {
  const file = join(settings.data ?? '', `${Math.random()}.json`);
  writeFileSync(file, JSON.stringify({ ...settings, 'public-url': hosted.publicUrl }), { mode: 0o600 });
  const child = start([COMMAND, 'work', '--config', file]);
  await firstLine(child);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a worker ended with ${code}`);
  });
  ended.catch(() => undefined);
  return { pid: child.pid ?? 0, ended, stop: () => end(child) };
}

/** As fast as the machine and Node can send these bytes at all. */
export async function serveBytes(folder: string, bytes: Buffer): Promise<Served> {
  const file = join(folder, 'bytes');
  writeFileSync(file, bytes);
  const program = `
    const body = require('node:fs').readFileSync(process.argv[1]);
    const server = require('node:http').createServer((_, answer) => {
      answer.setHeader('Content-Length', body.length);
      answer.end(body);
    });
    server.listen(0, '127.0.0.1', () => console.log(server.address().port));`;
  const child = start(['-e', program, file]);
  return { url: `http://127.0.0.1:${await firstLine(child)}`, pid: child.pid ?? 0, stop: () => end(child) };
}

/** As package.json starts it. */
function start(words: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--max-semi-space-size=1', ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Fails where the process ends without a word. */
async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no output');
  const heard = new AbortController();
  const { signal } = heard;
  const line = once(createInterface({ input: child.stdout }), 'line', { signal });
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`${child.spawnargs.slice(1).join(' ')} ended at its start with ${code}`);
  });
  // Whichever comes first, the other one is not waited for.
  for (const one of [line, ended]) one.catch(() => undefined);
  try {
    return ((await Promise.race([line, ended])) as [string])[0];
  } finally {
    heard.abort();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = once(child, 'exit');
  child.kill('SIGTERM');
  await over;
}
