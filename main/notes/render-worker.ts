import { parentPort, workerData } from 'node:worker_threads';
import { renderNotes } from './render.ts';
import type { RenderTask } from './render-in-thread.ts';

// A worker thread that writes one text, see renderNotesInThread.

const { markdown, form }: RenderTask = workerData;
parentPort?.postMessage(renderNotes(markdown, form));
