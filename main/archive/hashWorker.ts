import { parentPort } from 'node:worker_threads';
import { hashFile } from './hashFile.ts';
import { faultOf } from './workerFault.ts';
import type { FileFacts, FileHash, WorkerReply } from './workerProtocol.ts';

// A worker thread that hashes whole files, see FileHasher.

parentPort?.on('message', (file: FileFacts) => {
  let reply: WorkerReply<FileHash>;
  try {
    reply = { result: hashFile(file) };
  } catch (error) {
    reply = { fault: faultOf(error) };
  }
  parentPort?.postMessage(reply);
});
