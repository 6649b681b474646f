import { parentPort, workerData } from 'node:worker_threads';
import { errorText } from '../../preload/contract/error-text.ts';
import { type Registry, type RegistrySettings, startRegistry } from './start.ts';
import type { WorkerCall, WorkerMessage } from './worker-handle.ts';

// The thread behind startRegistryWorker: it serves, and answers the few calls of the handle.

function say(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

try {
  const registry = await startRegistry({
    ...(workerData as RegistrySettings),
    onRequest: (entry) => say({ kind: 'request', entry }),
    onError: (error) => say({ kind: 'error', message: errorText(error) }),
  });
  parentPort?.on('message', ({ id, call }: WorkerCall) => {
    answer(registry, call).then(
      (value) => {
        say({ kind: 'answer', id, value });
        if (call === 'close') parentPort?.close();
      },
      (error) => say({ kind: 'refusal', id, message: errorText(error) }),
    );
  });
  const { url, port, firstRun } = registry;
  say({ kind: 'ready', url, port, ...(firstRun === undefined ? {} : { firstRun }) });
} catch (error) {
  say({ kind: 'failed', message: errorText(error), name: error instanceof Error ? error.name : 'Error' });
}

async function answer(
  registry: Registry,
  call: WorkerCall['call'],
): Promise<Awaited<ReturnType<Registry['createAdminToken']>>> {
  switch (call) {
    case 'createAdminToken':
      return registry.createAdminToken();
    case 'idle':
      await registry.idle();
      return undefined;
    case 'close':
      await registry.close();
      return undefined;
  }
}
