import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, startBrowserShell } from './browser/index.ts';

// npm start: the desktop app where Electron's runtime is, or can be fetched in a moment; else the same app in a tab.

const ROOT = join(import.meta.dirname, '..');
const ELECTRON = join(ROOT, 'node_modules', 'electron');
const LONGEST_FETCH_MS = 20_000;

function say(line: string): void {
  void process.stdout.write(`${line}\n`);
}

/** The runtime's own executable, or undefined while it is not downloaded. */
function electronRuntime(): string | undefined {
  const named = join(ELECTRON, 'path.txt');
  if (!existsSync(named)) return undefined;
  const runtime = join(ELECTRON, 'dist', readFileSync(named, 'utf8').trim());
  return existsSync(runtime) ? runtime : undefined;
}

/** Electron's own installer, in sight, for so long and no longer. What is half there it begins anew next time. */
async function fetchRuntime(): Promise<string | undefined> {
  say(`Fetching Electron's runtime, for at most ${LONGEST_FETCH_MS / 1000} s ...`);
  const installer = spawn(process.execPath, [join(ELECTRON, 'install.js')], { stdio: ['ignore', 'inherit', 'pipe'] });
  const timer = setTimeout(() => installer.kill(), LONGEST_FETCH_MS);
  const code = await exitOf(installer);
  clearTimeout(timer);
  return code === 0 ? electronRuntime() : undefined;
}

function exitOf(child: ChildProcess): Promise<number | undefined> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(undefined));
    child.once('exit', (code) => resolve(code ?? undefined));
  });
}

async function startDesktop(runtime: string): Promise<number> {
  const { main } = await ensureBuilt(say, true);
  const app = spawn(runtime, [main], { stdio: 'inherit' });
  return (await exitOf(app)) ?? 1;
}

async function start(): Promise<void> {
  const runtime = electronRuntime() ?? (await fetchRuntime());
  if (runtime !== undefined) {
    process.exitCode = await startDesktop(runtime);
    return;
  }
  say("Electron's runtime could not be fetched: Loadmaster opens in your browser instead, with everything it can do.");
  await startBrowserShell(process.argv.slice(2));
}

await start();
