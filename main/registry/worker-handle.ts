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
  const line = talkTo(worker, onRequest ?? (() => undefined), onError ?? (() => undefined));
  const { url, port, firstRun } = await line.ready;
  return {
    url,
    port,
    ...(firstRun === undefined ? {} : { firstRun }),
    createAdminToken: () => line.call('createAdminToken'),
    async idle() {
      await line.call('idle');
    },
    async close() {
      // A worker that has already ended is as closed as can be.
      await line.call('close').catch(() => null);
      await line.ended;
    },
  };
}

type Ready = Extract<WorkerMessage, { kind: 'ready' }>;
type Line = {
  readonly ready: Promise<Ready>;
  readonly ended: Promise<void>;
  call(name: WorkerCall['call']): Promise<LocalAccount | null>;
};

function talkTo(worker: Worker, onRequest: (entry: LoggedRequest) => void, onError: (error: unknown) => void): Line {
  const ready = Promise.withResolvers<Ready>();
  const ended = Promise.withResolvers<void>();
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
  const take = (id: number): Waiting | undefined => {
    const call = waiting.get(id);
    waiting.delete(id);
    return call;
  };
  const hear = (message: WorkerMessage): void => {
    switch (message.kind) {
      case 'ready':
        ready.resolve(message);
        break;
      case 'failed':
        ready.reject(Object.assign(new Error(message.message), { name: message.name }));
        break;
      case 'answer':
        take(message.id)?.resolve(message.value);
        break;
      case 'refusal':
        take(message.id)?.reject(new Error(message.message));
        break;
      case 'request':
        onRequest(message.entry);
        break;
      case 'error':
        onError(new Error(message.message));
        break;
    }
  };
  worker.on('message', hear);
  worker.on('error', (error) => {
    onError(error);
    end(error instanceof Error ? error : new Error(String(error)));
  });
  worker.on('exit', () => end(new Error('The local registry has stopped.')));

  return {
    ready: ready.promise,
    ended: ended.promise,
    async call(name) {
      if (over !== null) throw over;
      lastCall += 1;
      const answered = Promise.withResolvers<LocalAccount | null>();
      waiting.set(lastCall, answered);
      worker.postMessage({ id: lastCall, call: name } satisfies WorkerCall);
      return answered.promise;
    },
  };
}
