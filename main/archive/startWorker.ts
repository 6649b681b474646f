import { Worker } from 'node:worker_threads';
import type { PackSettings } from './workerProtocol.ts';

// The only place that names the files of the workers: bundlers find them by this very form.

export function startPackWorker(settings: PackSettings): Worker {
  return new Worker(new URL('./packWorker.ts', import.meta.url), { workerData: settings });
}

export function startHashWorker(): Worker {
  return new Worker(new URL('./hashWorker.ts', import.meta.url));
}

export function startVerifyWorker(archive: string): Worker {
  return new Worker(new URL('./verifyWorker.ts', import.meta.url), { workerData: archive });
}
