import { parentPort, workerData } from 'node:worker_threads';
import { BlockPacker } from './packBlock.ts';
import { faultOf } from './workerFault.ts';
import type { PackRequest, PackResult, PackSettings, WorkerReply } from './workerProtocol.ts';

// A worker thread of the builder: takes requests, answers each with the packed blocks.

const settings: PackSettings = workerData;
const packer = new BlockPacker(settings.level);

function pack({ blocks }: PackRequest): PackResult {
  const room = Buffer.allocUnsafeSlow(blocks.reduce((sum, block) => sum + block.length, 0));
  let used = 0;
  const facts = blocks.map((block) => {
    const packed = packer.pack(block, room.subarray(used));
    used += packed.length;
    return packed;
  });
  return { blocks: facts, bytes: room.subarray(0, used) };
}

parentPort?.on('message', (request: PackRequest) => {
  let reply: WorkerReply<PackResult>;
  try {
    reply = { result: pack(request) };
  } catch (error) {
    reply = { fault: faultOf(error) };
  }
  parentPort?.postMessage(reply, 'result' in reply ? [reply.result.bytes.buffer] : []);
});
