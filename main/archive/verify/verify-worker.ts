import { openSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { Message } from '../../../preload/messages/index.ts';
import { SerialQueue } from '../../clock/index.ts';
import { faultOf } from '../workers/worker-fault.ts';
import type { WorkerReply } from '../workers/worker-protocol.ts';
import { type ContentRequest, checkContent } from './check-content.ts';

// A worker thread of the verifier: unpacks entries and answers what is wrong with each.

export type VerifyRequest = readonly ContentRequest[];
export type VerifyResult = readonly (Message | undefined)[];

const archive: string = workerData;
const fd = openSync(archive, 'r');
const queue = new SerialQueue();

async function answer(requests: VerifyRequest): Promise<void> {
  let reply: WorkerReply<VerifyResult>;
  try {
    const result: (Message | undefined)[] = [];
    for (const request of requests) result.push(await checkContent(fd, archive, request));
    reply = { result };
  } catch (error) {
    reply = { fault: faultOf(error) };
  }
  parentPort?.postMessage(reply);
}

// One after the other: the answers have to come in the order of the requests.
parentPort?.on('message', (requests: VerifyRequest) => {
  queue.run(() => answer(requests));
});
