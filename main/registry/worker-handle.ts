import { Worker } from 'node:worker_threads';
import type { LocalAccount } from './accounts/index.ts';
import type { LoggedRequest } from './request-log.ts';
import type { Registry, RegistryOptions, RegistrySettings } from './start.ts';

/** What the two threads say to each other. */
export type WorkerCall = { readonly id: number; readonly call: 'createAdminToken' | 'idle' | 'close' };
export type WorkerMessage =
  | { readonly kind: 'ready'; readonly url: string; readonly port: number; readonly firstRun?: LocalAccount }
  | { readonly kind: 'failed'; readonly message: string; readonly name: string }
  | { readonly kind: 'answer'; readonly id: number; readonly value: LocalAccount | null }
  | { readonly kind: 'refusal'; readonly id: number; readonly message: string }
  | { readonly kind: 'request'; readonly entry: LoggedRequest }
  | { readonly kind: 'error'; readonly message: string };

type WorkerOptions = RegistrySettings & Pick<RegistryOptions, 'onRequest' | 'onError'>;
type Waiting = { resolve(value: LocalAccount | null): void; reject(error: Error): void };

/** The registry in a thread of its own: taking in gigabytes never holds up the app's windows. */
export async function startRegistryWorker(options: WorkerOptions): Promise<Registry> {
  const { onRequest, onError, ...settings } = options;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: settings,
    name: 'registry',
    // Each 64 KB of an upload is garbage at once. A small young generation is collected often, so it does not pile up.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  const ended = Promise.withResolvers<void>();
  const ready = Promise.withResolvers<Extract<WorkerMessage, { kind: 'ready' }>>();
  const waiting = new Map<number, Waiting>();
  let lastCall = 0;
  let over: Error | null = null;

  const end = (error: Error): void => {
    over = error;
    ready.reject(error);
    for (const call of waiting.values()) call.reject(error);
    waiting.clear();
    ended.resolve();
  };
  worker.on('error', (error) => {
    onError?.(error);
    end(error instanceof Error ? error : new Error(String(error)));
  });
  worker.on('exit', () => end(new Error('The local registry has stopped.')));
  worker.on('message', (message: WorkerMessage) => {
    switch (message.kind) {
      case 'ready':
        return ready.resolve(message);
      case 'failed':
        return ready.reject(Object.assign(new Error(message.message), { name: message.name }));
      case 'answer':
        waiting.get(message.id)?.resolve(message.value);
        return void waiting.delete(message.id);
      case 'refusal':
        waiting.get(message.id)?.reject(new Error(message.message));
        return void waiting.delete(message.id);
      case 'request':
        return onRequest?.(message.entry);
      case 'error':
        return onError?.(new Error(message.message));
    }
  });

  const call = async (name: WorkerCall['call']): Promise<LocalAccount | null> => {
    if (over !== null) throw over;
    lastCall += 1;
    const answered = Promise.withResolvers<LocalAccount | null>();
    waiting.set(lastCall, answered);
    worker.postMessage({ id: lastCall, call: name } satisfies WorkerCall);
    return answered.promise;
  };

  const { url, port, firstRun } = await ready.promise;
  return {
    url,
    port,
    ...(firstRun === undefined ? {} : { firstRun }),
    createAdminToken: () => call('createAdminToken'),
    async idle() {
      await call('idle');
    },
    async close() {
      // A worker that has already ended is as closed as can be.
      await call('close').catch(() => null);
      await ended.promise;
    },
  };
}
