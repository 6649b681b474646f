import { Worker } from 'node:worker_threads';
import type { LocalAccount } from './accounts/index.ts';
import type { LoggedRequest } from './request-log.ts';
import type { Registry, RegistryOptions, RegistrySettings } from './start.ts';

/** What the two threads say to each other. */
export interface WorkerCall {
  readonly id: number;
  readonly call: 'createAdminToken' | 'idle' | 'close';
}
export type WorkerMessage =
  | { readonly kind: 'ready'; readonly url: string; readonly port: number; readonly firstRun?: LocalAccount }
  | { readonly kind: 'failed'; readonly message: string; readonly name: string }
  | { readonly kind: 'answer'; readonly id: number; readonly value: LocalAccount | undefined }
  | { readonly kind: 'refusal'; readonly id: number; readonly message: string }
  | { readonly kind: 'request'; readonly entry: LoggedRequest }
  | { readonly kind: 'error'; readonly message: string };

type WorkerOptions = RegistrySettings & Pick<RegistryOptions, 'onRequest' | 'onError'>;
interface Waiting {
  resolve(value: LocalAccount | undefined): void;
  reject(error: Error): void;
}

/** The registry in a thread of its own: taking in gigabytes never holds up the app's windows. */
export async function startRegistryWorker(options: WorkerOptions): Promise<Registry> {
  const { onRequest, onError, ...settings } = options;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: settings,
    name: 'registry',
    // Each 64 KB of an upload is garbage at once. A small young generation is collected often, so it does not pile up.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  const line = new WorkerRpc(worker, onRequest ?? (() => undefined), onError ?? (() => undefined));
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
      await line.call('close').catch(() => undefined);
      await line.ended;
    },
  };
}

type Ready = Extract<WorkerMessage, { kind: 'ready' }>;

/** The calls to a worker and what it says by itself. */
class WorkerRpc {
  readonly #worker: Worker;
  readonly #ready = Promise.withResolvers<Ready>();
  readonly #ended = Promise.withResolvers<void>();
  readonly #waiting = new Map<number, Waiting>();
  #lastCall = 0;
  #over: Error | undefined;

  constructor(worker: Worker, onRequest: (entry: LoggedRequest) => void, onError: (error: unknown) => void) {
    this.#worker = worker;
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'request') onRequest(message.entry);
      else if (message.kind === 'error') onError(new Error(message.message));
      else this.#hear(message);
    });
    worker.on('error', (error) => {
      onError(error);
      this.#end(error instanceof Error ? error : new Error(String(error)));
    });
    worker.on('exit', () => this.#end(new Error('The local registry has stopped.')));
  }

  get ready(): Promise<Ready> {
    return this.#ready.promise;
  }

  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  async call(name: WorkerCall['call']): Promise<LocalAccount | undefined> {
    if (this.#over !== undefined) throw this.#over;
    this.#lastCall += 1;
    const answered = Promise.withResolvers<LocalAccount | undefined>();
    this.#waiting.set(this.#lastCall, answered);
    this.#worker.postMessage({ id: this.#lastCall, call: name } satisfies WorkerCall);
    return answered.promise;
  }

  #hear(message: Exclude<WorkerMessage, { kind: 'request' | 'error' }>): void {
    switch (message.kind) {
      case 'ready':
        this.#ready.resolve(message);
        break;
      case 'failed':
        this.#ready.reject(Object.assign(new Error(message.message), { name: message.name }));
        break;
      case 'answer':
        this.#take(message.id)?.resolve(message.value);
        break;
      case 'refusal':
        this.#take(message.id)?.reject(new Error(message.message));
        break;
    }
  }

  #take(id: number): Waiting | undefined {
    const call = this.#waiting.get(id);
    this.#waiting.delete(id);
    return call;
  }

  #end(error: Error): void {
    this.#over = error;
    this.#ready.reject(error);
    for (const call of this.#waiting.values()) call.reject(error);
    this.#waiting.clear();
    this.#ended.resolve();
  }
}
