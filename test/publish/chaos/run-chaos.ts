import { spawn } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { Journal } from '../../../main/publish/journal/index.ts';
import { startRegistryWorker } from '../../../main/registry/index.ts';
import { accessToFlags, checkRelease, type RehearsalFault } from '../../../protocol/index.ts';
import { makeFolder } from '../../make-folder.ts';
import { damageJournal } from '../journal/damage.ts';
import { CHAOS_PACKAGE, CHAOS_TOKEN, dice, planOf } from './plan.ts';
import { type Arrival, troubledProxy } from './troubled-proxy.ts';

export interface ChaosResult {
  readonly kills: number;
  readonly arrivals: readonly Arrival[];
  /** Uploads of a version that the registry had already, and retries of one that it was at work on or had finished. */
  readonly sentAgain: readonly Arrival[];
  /** Versions whose stored metadata is not what was sent. */
  readonly wrong: readonly string[];
  readonly stored: readonly { readonly version: string; readonly status: string }[];
  readonly archivesLeft: number;
  readonly unfinished: boolean;
  /** What the journal says of everything that is not processed. */
  readonly open: readonly string[];
  readonly childErrors: string;
}

export interface ChaosOptions {
  readonly seed: number;
  readonly submissions: number;
  readonly kills: number;
  readonly deadlineMs: number;
  /** After so many of the kills the journal is damaged too. */
  readonly damages?: number;
}

/** Publishes everything of the plan through random faults, with the publishing process killed at random moments. */
export async function runChaos({
  seed,
  submissions,
  kills,
  deadlineMs,
  damages = 0,
}: ChaosOptions): Promise<ChaosResult> {
  const folder = makeFolder('chaos');
  const registry = await startRegistryWorker({
    dataDir: join(folder, 'registry'),
    rateLimits: false,
    seed: {
      authors: [{ authorId: 'chaos', tokens: [{ token: CHAOS_TOKEN }] }],
      packages: [{ packageId: CHAOS_PACKAGE }],
    },
  });
  let rolls = 0;
  const random = () => dice(seed, `roll ${rolls++}`);
  const proxy = await troubledProxy(registry.url, random);
  const began = Date.now();
  const deadline = began + deadlineMs;
  let killed = 0;
  let errors = '';
  let unfinished = true;
  try {
    while (Date.now() < deadline && unfinished) {
      const isLast = killed >= kills;
      await rehearse(registry.url, isLast ? [] : someFaults(random));
      if (isLast) proxy.calm();
      const child = spawn(
        process.execPath,
        [join(import.meta.dirname, 'child.ts'), folder, proxy.url, String(seed), String(submissions), String(began)],
        { stdio: ['ignore', 'ignore', 'pipe'] },
      );
      child.stderr.on('data', (chunk: Buffer) => {
        errors = `${errors}${chunk}`.slice(-10_000);
      });
      const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
      // A life ends after some uploads have begun, and then at any moment of the next quarter of a second.
      const late = after(deadline - Date.now(), 'kill' as const, { ref: false });
      const doomed = proxy
        .afterArrivals(1 + Math.floor(random() * 12))
        .then(() => after(random() * 250, 'kill' as const));
      // A life in which nothing is sent any more ends as well, and is told about.
      const code = await Promise.race(isLast ? [ended, late] : [ended, late, doomed]);
      unfinished = code !== 0;
      if (code === 'kill') {
        child.kill('SIGKILL');
        killed++;
      }
      await ended;
      if (code === 'kill' && killed <= damages)
        damageJournal(join(folder, 'publisher'), killed, (limit) => Math.floor(random() * limit));
    }
    await rehearse(registry.url, []);
    const stored = await storedVersions(registry.url);
    return {
      kills: killed,
      arrivals: proxy.arrivals,
      sentAgain: proxy.arrivals.filter(isAgain),
      wrong: wrongMetadata(seed, submissions, stored),
      stored: stored.map(({ packageVersion, status }) => ({ version: packageVersion, status })),
      archivesLeft: (await readdir(join(folder, 'publisher', 'archives')).catch(() => [])).length,
      unfinished,
      open: openSubmissions(join(folder, 'publisher', 'journal.db')),
      childErrors: errors,
    };
  } finally {
    await proxy.close();
    await registry.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function openSubmissions(path: string): string[] {
  const journal = new Journal({ path, historyLimit: 1000 });
  const open = journal.all().filter(({ machine }) => machine.state.phase !== 'processed');
  journal.close();
  return open.map(({ version, machine, attempts }) => `${version} ${JSON.stringify([machine, attempts.at(-1)])}`);
}

function isAgain({ route, had }: Arrival): boolean {
  return route === 'upload' ? had !== null : had === 'processing' || had === 'processed' || had === null;
}

/** What may befall the registry during one life of the publisher. */
function someFaults(random: () => number): RehearsalFault[] {
  const all: RehearsalFault[] = [
    { fault: 'processing', status: 'failed_server', times: 2 },
    { fault: 'processing', status: 'aborted', times: 1 },
    { fault: 'answer', route: 'upload', status: 500, code: '', times: 2 },
    { fault: 'answer', route: 'upload', status: 401, code: '', times: 1 },
    { fault: 'answer', route: 'accountPackages', status: 503, code: '', times: 3 },
    { fault: 'error-after-accept', route: 'upload', times: 2 },
    { fault: 'error-after-accept', route: 'retry', times: 2 },
    { fault: 'rate-limit', route: 'upload', retryAfterSeconds: 0.9, times: 3 },
    { fault: 'rate-limit', route: 'accountPackages', retryAfterSeconds: 0.4, times: 2 },
    { fault: 'no-answer', route: 'upload', times: 1 },
    { fault: 'no-answer', route: 'accountPackages', times: 1 },
    { fault: 'drop', route: 'retry', afterBytes: 800, times: 1 },
    { fault: 'slow-processing', seconds: 0.2, times: 4 },
  ];
  return all.filter(() => random() < 0.4);
}

async function rehearse(url: string, faults: RehearsalFault[]): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: CHAOS_TOKEN };
  await fetch(`${url}/local/rehearsal`, { method: 'PUT', headers, body: JSON.stringify({ faults }) });
}

interface StoredVersion {
  readonly packageVersion: string;
  readonly status: string;
  readonly isPublic: boolean;
  readonly isStored: boolean;
  readonly xpSelection: string;
  readonly platforms: object;
  readonly dependencies: unknown;
  readonly incompatibilities: unknown;
}

async function storedVersions(url: string): Promise<StoredVersion[]> {
  const answer = await fetch(`${url}/account/packages/${CHAOS_PACKAGE}`, { headers: { authorization: CHAOS_TOKEN } });
  return ((await answer.json()) as { versions: StoredVersion[] }).versions;
}

function wrongMetadata(seed: number, count: number, stored: readonly StoredVersion[]): string[] {
  return planOf(seed, count).flatMap(({ draft }) => {
    const form = checkRelease(draft);
    if (!form.ok) return [draft.packageVersion];
    const { packageVersion, access, xpSelection, platforms, dependencies, incompatibilities } = form.value;
    const { isPublic, isStored } = accessToFlags(access);
    const sent = { isPublic, isStored, xpSelection, platforms, dependencies, incompatibilities };
    const kept = stored.filter((one) => one.packageVersion === packageVersion);
    const same = kept.map((one) =>
      Object.entries(sent).every(
        ([key, value]) => JSON.stringify(one[key as keyof StoredVersion]) === JSON.stringify(value),
      ),
    );
    return same.length === 1 && same[0] ? [] : [packageVersion];
  });
}
