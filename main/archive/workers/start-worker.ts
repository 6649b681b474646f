import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { PackSettings } from './worker-protocol.ts';

// The only place that names the files of the workers: bundlers find them by this very form.

export function startPackWorker(settings: PackSettings): Worker {
  return new Worker(new URL('../compress/pack-worker.ts', import.meta.url), { ...OPTIONS, workerData: settings });
}

export function startHashWorker(): Worker {
  return new Worker(new URL('../compress/hash-worker.ts', import.meta.url), OPTIONS);
}

export function startVerifyWorker(archive: string): Worker {
  return new Worker(new URL('../verify/verify-worker.ts', import.meta.url), { ...OPTIONS, workerData: archive });
}

const OPTIONS: WorkerOptions = {
  // They hold little but buffers, which do not count here; by default 48 MB of short-lived objects may gather in each.
  resourceLimits: { maxYoungGenerationSizeMb: 2 },
  ...(import.meta.url.endsWith('.ts') ? { env: { ...process.env, NODE_COMPILE_CACHE: compileCache() } } : {}),
};

// Run from source, every worker would strip the types again: 25 ms and 13 MB each.
function compileCache(): string {
  return fileURLToPath(new URL('../../../node_modules/.cache/loadmaster', import.meta.url));
}
