import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type MadeRuntime, madeRuntime, makeRuntime } from './make-runtime.ts';

export interface Runtime {
  readonly dist: string;
  readonly executable: string;
  /** Set where the app must be fitted to it first. */
  readonly made: MadeRuntime | undefined;
}

const EXECUTABLES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

function runtimeIn(dist: string, made?: MadeRuntime): Runtime | undefined {
  const executable = join(dist, EXECUTABLES[process.platform] ?? 'electron');
  return existsSync(executable) ? { dist, executable, made } : undefined;
}

function installedRuntime(): Runtime | undefined {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  return named
    ? runtimeIn(named)
    : runtimeIn(join(import.meta.dirname, '..', '..', 'node_modules', 'electron', 'dist'));
}

/** The runtime that is there already, without fetching anything. */
export function findRuntime(): Runtime | undefined {
  const made = madeRuntime();
  return installedRuntime() ?? (made && runtimeIn(made.dist, made));
}

/** The runtime that is there, or one made now. Throws where there is none and none can be made. */
export async function needRuntime(say: (line: string) => void): Promise<Runtime> {
  const found = findRuntime();
  if (found) return found;
  const made = await makeRuntime(say);
  const runtime = runtimeIn(made.dist, made);
  if (!runtime) throw new Error(`no Electron in ${made.dist}`);
  return runtime;
}
