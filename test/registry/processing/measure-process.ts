import { readFileSync } from 'node:fs';

import { processArchive } from '../../../main/registry/processing/process-archive.ts';

// A process of its own, so that its peak memory is that of one archive: measure-process.ts INPUT-AS-JSON

const outcome = await processArchive(JSON.parse(process.argv[2] ?? ''));
console.log(JSON.stringify({ outcome, peakMegabytes: peakMegabytes() }));

/** On Linux the usual figure starts at that of the parent process; the kernel's own high-water mark does not. */
function peakMegabytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024;
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
}
