import { checkDepot } from '../../../main/destinations/depot/doctor/doctor.ts';
import type { Done } from './release.ts';

// The depot doctor in a process of its own: check.ts URL

const begun = performance.now();
const report = await checkDepot(process.argv[2] ?? '', { signal: new AbortController().signal });
const told = report.findings.filter(({ severity }) => severity !== 'note').length;
const work = `${report.files} files, ${told} findings`;
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ ms: performance.now() - begun, peakMb, work } satisfies Done));
