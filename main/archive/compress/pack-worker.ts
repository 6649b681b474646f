import { parentPort, workerData } from 'node:worker_threads';
import { faultOf } from '../workers/worker-fault.ts';
import type { PackRequest, PackResult, PackSettings, WorkerReply } from '../workers/worker-protocol.ts';
import { BlockPacker } from './pack-block.ts';

// A worker thread of the builder: takes requests, answers each with the packed blocks.

const settings: PackSettings = workerData;
const packer = new BlockPacker(settings.level);

parentPort?.on('message', (request: PackRequest) => {
  let reply: WorkerReply<PackResult>;
  try {
    reply = { result: packer.packAll(request) };
  } catch (error) {
    reply = { fault: faultOf(error) };
  }
  parentPort?.postMessage(reply, 'result' in reply ? [reply.result.bytes.buffer] : []);
});
