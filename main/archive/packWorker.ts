import { parentPort, workerData } from 'node:worker_threads';
import { BlockPacker } from './packBlock.ts';
import { faultOf } from './workerFault.ts';
import type { PackRequest, PackResult, PackSettings, WorkerReply } from './workerProtocol.ts';

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
