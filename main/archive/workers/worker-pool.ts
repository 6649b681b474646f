import type { Worker } from 'node:worker_threads';
import { fault, reasonOf } from '../../../preload/messages/index.ts';
import { ArchiveError } from '../archive-error.ts';
import { errorOf } from './worker-fault.ts';
import type { WorkerReply } from './worker-protocol.ts';

interface Task<Request, Result> {
  readonly request: Request;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

interface Member<Request, Result> {
  readonly worker: Worker;
  // A worker answers in the order it was asked.
  readonly running: Task<Request, Result>[];
}

// The next request waits in the worker's own queue, so that it never idles while this thread is busy.
const RUNNING_PER_WORKER = 2;

/** Worker threads that answer requests; they start as the work comes in. */
export class WorkerPool<Request, Result> {
  readonly #start: () => Worker;
  readonly #size: number;
  readonly #members: Member<Request, Result>[] = [];
  readonly #waiting: Task<Request, Result>[] = [];
  #failure: unknown;

  constructor(size: number, start: () => Worker) {
    this.#size = size;
    this.#start = start;
  }

  run(request: Request): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    // The builder awaits results in order; one that fails early must not count as unhandled until then.
    promise.catch(() => {});
    if (this.#failure === undefined) {
      this.#waiting.push({ request, resolve, reject });
      this.#next();
    } else {
      reject(this.#failure);
    }
    return promise;
  }

  /** Ends the workers; whatever is still asked for fails with `reason`. */
  async close(reason: unknown = new ArchiveError(fault('cancelled.workers'))): Promise<void> {
    this.#failure ??= reason;
    const tasks = this.#members.flatMap((member) => member.running.splice(0)).concat(this.#waiting.splice(0));
    for (const task of tasks) task.reject(this.#failure);
    await Promise.all(this.#members.splice(0).map((member) => member.worker.terminate()));
  }

  #next(): void {
    while (this.#waiting.length > 0) {
      const member = this.#leastBusy();
      if (member === undefined) return;
      const task = this.#waiting.shift();
      if (task === undefined) return;
      member.running.push(task);
      member.worker.postMessage(task.request);
    }
  }

  #leastBusy(): Member<Request, Result> | undefined {
    const [member] = this.#members.toSorted((a, b) => a.running.length - b.running.length);
    if ((member === undefined || member.running.length > 0) && this.#members.length < this.#size) return this.#grow();
    return member !== undefined && member.running.length < RUNNING_PER_WORKER ? member : undefined;
  }

  #grow(): Member<Request, Result> {
    const member: Member<Request, Result> = { worker: this.#start(), running: [] };
    member.worker.on('message', (reply: WorkerReply<Result>) => {
      const task = member.running.shift();
      if ('result' in reply) task?.resolve(reply.result);
      else task?.reject(errorOf(reply.fault));
      this.#next();
    });
    member.worker.on('error', (error) => {
      const failure = new ArchiveError(fault('worker_failed.because', reasonOf(error)));
      void this.close(failure);
    });
    this.#members.push(member);
    return member;
  }
}
