import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPublisher, RegistryClients } from '../../../main/publish/index.ts';
import { anAddon } from '../an-addon.ts';
import { fastClock } from '../clocks.ts';
import { makeZip, packageZip } from '../zip.ts';
import {
  CHAOS_ADDON,
  CHAOS_CONNECTION,
  CHAOS_PACKAGE,
  CHAOS_SPEED,
  CHAOS_TOKEN,
  type PlannedVersion,
  planOf,
} from './plan.ts';

// One life of an author who insists: publishes what is planned, retries what failed, until everything is processed or
// somebody pulls the plug. `child.ts FOLDER URL SEED COUNT BEGAN`

const [folder = '', baseUrl = '', seed = '0', count = '0', began = '0'] = process.argv.slice(2);
const plan = planOf(Number(seed), Number(count));
const clock = fastClock(CHAOS_SPEED, Number(began));
const connection = { id: CHAOS_CONNECTION, kind: 'remote' as const, baseUrl, token: CHAOS_TOKEN };
const connections = { get: async () => connection };
const clients = new RegistryClients({
  connections,
  clock,
  rateLimits: () => false,
  timeouts: { connectMs: 1000, idleMs: 1500, answerMs: 700, leastUploadRate: 4096 },
});

/** Content is mended once its failure has been seen; that outlives the process as a mended folder would. */
function mendedMark(version: string) {
  return join(folder, `mended-${version}`);
}

async function build(planned: PlannedVersion) {
  const { packageId, packageVersion } = planned.draft;
  const wrong = planned.wrongAtFirst && !existsSync(mendedMark(packageVersion));
  const bytes = wrong
    ? makeZip({ 'elsewhere/readme.txt': Buffer.alloc(planned.bytes) })
    : packageZip(packageId, planned.bytes);
  const path = join(folder, `built-${packageVersion}.zip`);
  await writeFile(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, sha256, size: bytes.length, files: 1, bytes: bytes.length, reusedBytes: 0, durationMs: 1 };
}

const publisher = await openPublisher({
  folder: join(folder, 'publisher'),
  clock,
  connections,
  clients,
  drafts: { get: async () => undefined, keep: async () => {}, drop: async () => {} },
  addons: { summary: () => anAddon(CHAOS_ADDON), changesSince: async () => undefined, markPublished: () => {} },
  builder: {
    check: async () => [],
    build: async (_id, draft) => {
      const planned = plan.find((one) => one.draft.packageVersion === draft.packageVersion);
      if (!planned) throw new Error('not planned');
      return build(planned);
    },
  },
});

// Impatient: nobody here waits five minutes for a retry that is going to happen anyway.
publisher.subscribe({
  changed: ({ id, state }) => {
    if (state.phase === 'waiting' && state.reason === 'auto-retry') void publisher.resume({ id });
  },
});

/** What the registry says of a version; undefined where it says nothing. A journal that was damaged may know less. */
async function statusThere(version: string): Promise<string | undefined> {
  try {
    const answer = await fetch(`${baseUrl}/account/packages/${CHAOS_PACKAGE}/${version}`, {
      headers: { authorization: CHAOS_TOKEN },
      signal: AbortSignal.timeout(2000),
    });
    return ((await answer.json()) as { versionData?: { status: string } }).versionData?.status;
  } catch {
    return undefined;
  }
}

async function insist({ draft }: PlannedVersion): Promise<void> {
  const target = { connectionId: CHAOS_CONNECTION, packageId: draft.packageId, version: `${draft.packageVersion}.0` };
  const list = await publisher.list({ limit: 1000 });
  let found = list.ok ? list.value.find(({ version }) => version === target.version) : undefined;
  while (!found) {
    const request = { addonId: CHAOS_ADDON, connectionId: CHAOS_CONNECTION, draft, dryRun: false };
    const submitted = await publisher.submit(request);
    if (submitted.ok) found = submitted.value;
    else await pause();
  }
  for (;;) {
    const submission = await publisher.whenResting(found.id);
    if (submission.state.phase === 'processed') return;
    if (submission.interrupted) {
      await publisher.resume({ id: submission.id });
      continue;
    }
    // Also before anything is sent: of a row that the damage took, the registry knows more than the journal.
    if (submission.state.phase === 'rejected' || submission.state.phase === 'blocked') {
      const status = await statusThere(draft.packageVersion);
      if (status === 'processed') return;
      if (status?.startsWith('failed')) writeFileSync(mendedMark(draft.packageVersion), '');
    }
    if (submission.state.phase === 'failed') writeFileSync(mendedMark(draft.packageVersion), '');
    await publisher.retry({ ...target, addonId: CHAOS_ADDON });
    await pause();
  }
}

function pause() {
  return new Promise<void>((resolve) => clock.setTimer(500, resolve));
}

await Promise.all(plan.map(insist));
await publisher.close();
process.exit(0);
