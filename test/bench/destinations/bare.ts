import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { eachAtOnce } from '../../../main/disk/index.ts';
import type { Done } from './release.ts';

// What Node's own HTTP takes for it: each address of a list fetched and thrown away, nothing summed or compared. bare.ts LIST AT_ONCE

const urls = readFileSync(process.argv[2] ?? '', 'utf8')
  .trim()
  .split('\n');
const atOnce = Number(process.argv[3]);
const begun = performance.now();
const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
await eachAtOnce(
  urls,
  atOnce,
  (url) =>
    new Promise((resolve, reject) => {
      get(url, { agent }, (answer) => answer.resume().on('end', resolve).on('error', reject)).on('error', reject);
    }),
);
agent.destroy();
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ ms: performance.now() - begun, peakMb, work: '' } satisfies Done));
