import { parentPort } from 'node:worker_threads';
import { faultOf } from '../workers/worker-fault.ts';
import type { FileFacts, FileHash, WorkerReply } from '../workers/worker-protocol.ts';
import { hashFile } from './hash-file.ts';

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
