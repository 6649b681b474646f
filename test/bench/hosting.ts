import { rm } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { makeFolder } from '../make-folder.ts';
import { benchProcessing } from './hosting/processing.ts';
import { benchReading } from './hosting/reading.ts';
import { fetchTools } from './hosting/tools.ts';
import { benchUploading } from './hosting/uploading.ts';
import { describeMachine, type Figure, figureTable, writeBenchmarkSection } from './section.ts';

// npm run bench:hosting: a registry for a community, on PostgreSQL and Ceph's S3 service, all on this machine.

const PARTS = { reading: benchReading, uploading: benchUploading, processing: benchProcessing };

function load(): string {
  return loadavg()[0]?.toFixed(1) ?? '?';
}

const tools = fetchTools();
const folder = makeFolder('bench-hosting');
try {
  // One part alone, by name, is for trying things out and is not written down.
  const only = process.argv[2];
  const figures: Figure[] = [];
  const before = load();
  for (const [name, bench] of Object.entries(PARTS)) {
    if (only === undefined || only === name) figures.push(...(await bench(folder, tools)));
  }
  const table = figureTable(figures);
  console.log(table);
  const text = `## A registry for a community\n\n\`npm run bench:hosting\`\n\n${table}\n\n${describeMachine()}, load average ${before} before and ${load()} after`;
  if (only === undefined) writeBenchmarkSection('hosting', text);
} finally {
  await rm(folder, { recursive: true, force: true });
}
