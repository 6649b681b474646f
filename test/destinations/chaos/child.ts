import { existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { scanAddon } from '../../../main/addon/index.ts';
import { buildArchive, planArchive } from '../../../main/archive/index.ts';
import { openTerminal } from '../../../main/cli/output/terminal.ts';
import { destinationDeps } from '../../../main/cli/release/release-deps.ts';
import { openTerminalApp } from '../../../main/cli/terminal-app.ts';
import { openArchiveContent } from '../../../main/destinations/content/archive-content.ts';
import type { Release } from '../../../main/destinations/destination.ts';
import { newRecord, recordForRetry } from '../../../main/destinations/release/releases.ts';
import { runRelease } from '../../../main/destinations/release/run-release.ts';
import type { DestinationSettings } from '../../../preload/contract.ts';
import { releaseOf } from '../memory.ts';
import { PACKAGE } from './registry-place.ts';

// Loadmaster as far as one release goes, in a process of its own that can be killed: child.ts TASK.json

export interface Task {
  readonly base: string;
  readonly version: string;
  readonly files: Readonly<Record<string, string>>;
  readonly settings: readonly DestinationSettings[];
  readonly secrets: Readonly<Record<string, string>>;
}

const task = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Task;
const silent = { write: () => true };
const context = {
  terminal: openTerminal(silent, silent, true),
  signal: new AbortController().signal,
  env: process.env,
  words: [],
  options: { data: `${task.base}/loadmaster` },
};
const app = await openTerminalApp(context);
const deps = await destinationDeps(app, context);
const release = await packed();
const before = deps.log
  .all()
  .map(({ record }) => JSON.parse(record) as ReturnType<typeof newRecord>)
  .find(({ version }) => version === task.version);
const start =
  before === undefined
    ? newRecord(release, task.settings, { id: task.version, now: Date.now() })
    : recordForRetry(before);
process.stdout.write('begun\n');
const ended = await runRelease(start, release, {
  ...deps,
  now: Date.now,
  readBack: { timeoutMs: 1500 },
  // What is killed at a step is killed there on every machine, however slow.
  onChange: ({ destinations }) =>
    process.stdout.write(`${destinations.map(({ settings, phase }) => `${settings.name} ${phase}`).join(', ')}\n`),
  secret: async (destination) => task.secrets[destination],
});
process.stdout.write(
  `${JSON.stringify(ended.destinations.map(({ settings, phase, error }) => ({ name: settings.name, phase, error })))}\n`,
);
await app.close();
process.exit(0);

/** Packed once for each version, as the terminal and the window do it. */
async function packed(): Promise<Release> {
  const root = join(task.base, 'addon');
  const out = join(task.base, `${task.version}.zip`);
  const written = join(task.base, 'written');
  if (!existsSync(written) || readFileSync(written, 'utf8') !== task.version) {
    rmSync(root, { recursive: true, force: true });
    for (const [path, text] of Object.entries(task.files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
      utimesSync(join(root, path), 1_700_000_000, 1_700_000_000);
    }
    writeFileSync(written, task.version);
  }
  const scan = await scanAddon(root, {});
  const plan = planArchive({ root, entries: scan.entries, folders: scan.folders, packageId: PACKAGE });
  if (!plan.ok) throw new Error(JSON.stringify(plan.refusals));
  const { path, sha256, size } = await buildArchive(plan.plan, { out, previous: out });
  const content = await openArchiveContent(path, PACKAGE);
  return releaseOf(task.version, {}, { root, packageId: PACKAGE, content, archive: { path, sha256, size } });
}
