import { readFileSync } from 'node:fs';
import { saveMemoryFor } from '../../../main/cli/very-many-files.ts';
import { openArchiveContent } from '../../../main/destinations/content/archive-content.ts';
import { newRecord, publishedIn } from '../../../main/destinations/release/releases.ts';
import { planRelease, runRelease } from '../../../main/destinations/release/run-release.ts';
import { Journal } from '../../../main/publish/journal/index.ts';
import type { DestinationSettings } from '../../../preload/contract.ts';
import { noSites, releaseOf } from '../../destinations/memory.ts';
import type { Packed } from './tree.ts';

// One release to one place, or its plan, in a process of its own: release.ts TASK.json

export interface Task extends Packed {
  readonly version: string;
  readonly journal: string;
  readonly dataFolder: string;
  readonly settings: DestinationSettings;
  readonly secret: string | undefined;
  readonly planOnly: boolean;
}

export interface Done {
  /** Without the start of the process. */
  readonly ms: number;
  readonly peakMb: number;
  readonly work: string;
}

const task = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Task;
const journal = new Journal({ path: task.journal, historyLimit: 2000 });
const begun = performance.now();
const { root, archive, version, settings } = task;
const content = await openArchiveContent(archive.path, 'sample', root);
// As the command does.
saveMemoryFor('release', content.length);
const release = releaseOf(version, {}, { root, archive, content });
const deps = {
  signal: new AbortController().signal,
  dataFolder: task.dataFolder,
  registry: { ask: async () => ({ is: 'absent' as const }), publish: async () => {} },
  sites: noSites,
  published: publishedIn(journal.releases),
  secret: async () => task.secret,
};
const work = task.planOnly ? await planned() : await released();
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ ms: performance.now() - begun, peakMb, work } satisfies Done));
journal.close();
process.exit(0);

async function planned(): Promise<string> {
  const [one] = await planRelease(release, [settings], deps);
  if (one?.plan === undefined) throw new Error(JSON.stringify(one?.error));
  const { added, changed, deleted } = one.plan;
  return `${added} added, ${changed} changed, ${deleted} deleted`;
}

async function released(): Promise<string> {
  const record = newRecord(release, [settings], { id: version, now: Date.now() });
  const { destinations } = await runRelease(record, release, { ...deps, log: journal.releases, now: Date.now });
  const [one] = destinations;
  if (one?.phase !== 'done') throw new Error(JSON.stringify(one?.error));
  return one.phase;
}
