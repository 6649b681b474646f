import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { systemClock } from '../../../main/clock/index.ts';
import { createRegistryClient } from '../../../main/publish/client/client.ts';
import { identifyFile } from '../../../main/publish/client/index.ts';
import { Limiter } from '../../../main/publish/client/limiter.ts';
import { Throttle } from '../../../main/publish/runner/events.ts';

// One upload in a process of its own, so that its memory is its own: `send.ts HOW URL FILE SHA256`.

const [how = '', baseUrl = '', path = '', sha256 = ''] = process.argv.slice(2);

const FIELDS: Readonly<Record<string, string>> = {
  packageId: 'bench.package',
  packageVersion: '1.0.0',
  xpSelection: '*',
  isPublic: 'true',
  isPrivate: 'false',
  isStored: 'true',
  dependencies: '[]',
  incompatibilities: '[]',
  supportsMacOS: 'true',
  supportsWindows: 'true',
  supportsLinux: 'true',
};

let events = 0;

async function withLoadmaster(known: boolean): Promise<void> {
  const limiter = new Limiter(systemClock, false);
  const client = createRegistryClient({ baseUrl, token: 'bench', limiter, clock: systemClock });
  const identity = known ? await identifyFile(path) : null;
  const { size } = await stat(path);
  const throttle = new Throttle<number>(systemClock, () => events++);
  const onProgress = (sent: number) => throttle.push('upload', () => sent);
  const outcome = await client.upload(FIELDS, { path, size, sha256, identity: identity ?? undefined }, { onProgress });
  throttle.close();
  if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
}

async function withFetch(): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(FIELDS)) form.append(name, value);
  form.append('file', await openAsBlob(path, { type: 'application/zip' }), basename(path));
  const headers = { authorization: 'bench' };
  const response = await fetch(`${baseUrl}/packages/upload`, { method: 'POST', headers, body: form });
  if (response.status !== 204) throw new Error(String(response.status));
}

const began = performance.now();
if (how === 'fetch') await withFetch();
else await withLoadmaster(how === 'known');
const ms = performance.now() - began;
process.stdout.write(JSON.stringify({ ms, peakMb: process.resourceUsage().maxRSS / 1000, events }));
process.exit(0);
