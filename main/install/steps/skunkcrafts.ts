import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { message } from '../../../preload/messages/index.ts';
import { type DepotFile, depotBlacklist, depotPathFault, depotPathRisk } from '../../../protocol/index.ts';
import { placeFile, removeTree } from '../files/copy-tree.ts';
import { finding } from '../findings.ts';
import type { TriedPackage } from '../package/tried-package.ts';
import { whatXPlaneFinds } from '../xplane/finds.ts';
import { BY_HAND } from '../xplane/places.ts';
import { missingIn, type Snapshot, takeSnapshot } from '../xplane/snapshot.ts';
import { sized } from './install.ts';
import { placeFindings } from './place-findings.ts';
import type { Step, StepInput } from './step.ts';
import { leaveTraces, lostTraces } from './traces.ts';

/** What the author decided about the depot. */
export interface DepotRules {
  /** Files that are fetched once and then the user's own. */
  readonly isOnce: (path: string) => boolean;
}

interface DepotTry {
  readonly folderName: string;
  readonly rules: DepotRules;
  /** The version users have now. */
  readonly last: TriedPackage | undefined;
}

interface Updated {
  readonly fetched: number;
  readonly deleted: number;
  readonly kept: number;
  readonly all: number;
  readonly findings: Step['findings'];
}

/** What SkunkCrafts Updater does by the lists of a depot: the first install, and the update of who has the last version. */
export async function skunkcraftsStep(input: StepInput, depot: DepotTry): Promise<Step | undefined> {
  const { tried, throwAway, before } = input;
  const place = BY_HAND[tried.kind];
  if (place === undefined) return undefined;
  const folder = `${place}/${depot.folderName}`;
  const target = join(throwAway.xplane, folder);
  const files = await listOf(tried, depot.rules);
  await fetchAll(files, tried, target, input);
  const after = await takeSnapshot(throwAway.xplane);
  const came = missingIn(after, before);
  const found = whatXPlaneFinds(came);
  const updated = depot.last && (await update(input, { ...depot, last: depot.last }, files, folder));
  return {
    step: 'skunkcrafts',
    summary: updated
      ? message(
          'try-skunkcrafts.updated',
          came.length,
          folder,
          updated.fetched,
          updated.deleted,
          updated.kept,
          updated.all,
        )
      : message('try-skunkcrafts.firstInstall', came.length, folder),
    findings: [
      ...nameFindings(files),
      ...placeFindings(tried.kind, came, found, 'try-skunkcrafts'),
      ...(updated?.findings ?? []),
    ],
    found,
    files: sized(came, after),
  };
}

/** The whitelist: every file that an updater can fetch at all. */
async function listOf({ unpacked, packageId }: TriedPackage, { isOnce }: DepotRules): Promise<DepotFile[]> {
  const root = join(unpacked, packageId);
  const files: DepotFile[] = [];
  for (const [path, size] of await takeSnapshot(root)) {
    if (depotPathFault(path) === 'control_file') continue;
    files.push({ path, size, crc32: await sumOf(join(root, path)), once: isOnce(path) });
  }
  return files;
}

async function sumOf(file: string): Promise<number> {
  let sum = 0;
  for await (const chunk of createReadStream(file)) sum = crc32(chunk, sum);
  return sum;
}

async function fetchAll(
  files: readonly DepotFile[],
  from: TriedPackage,
  target: string,
  { mode, signal }: StepInput,
): Promise<void> {
  for (const { path } of files) {
    signal?.throwIfAborted();
    if (depotPathFault(path) !== undefined) continue;
    await mkdir(dirname(join(target, path)), { recursive: true });
    await placeFile(join(from.unpacked, from.packageId, path), join(target, path), mode);
  }
}

async function update(
  input: StepInput,
  { rules, last }: { readonly rules: DepotRules; readonly last: TriedPackage },
  files: readonly DepotFile[],
  folder: string,
): Promise<Updated> {
  const { tried, throwAway } = input;
  const target = join(throwAway.xplane, folder);
  await removeTree(target);
  const earlier = await listOf(last, rules);
  await fetchAll(earlier, last, target, input);
  const had = await takeSnapshot(target);
  const traces = await leaveTraces(
    throwAway.xplane,
    [...had.keys()].map((path) => `${folder}/${path}`),
  );
  const onceBefore = new Set(earlier.filter(({ once }) => once).map(({ path }) => path));
  const blacklist = depotBlacklist(
    earlier.map(({ path }) => path),
    files,
    onceBefore,
  ).paths;
  for (const path of blacklist) await removeTree(join(target, path));
  const changed = await fetchChanged(files, tried, { target, had, input });
  const lost = await lostTraces(throwAway.xplane, traces);
  return {
    fetched: changed,
    deleted: blacklist.length,
    kept: traces.length - lost.length,
    all: traces.length,
    findings: lost.map((path) => finding('try-skunkcrafts', 'note', message('try-skunkcrafts.replaced'), path)),
  };
}

/** As the updater does: what differs is fetched anew, a once file only where there is none. */
async function fetchChanged(
  files: readonly DepotFile[],
  tried: TriedPackage,
  { target, had, input }: { readonly target: string; readonly had: Snapshot; readonly input: StepInput },
): Promise<number> {
  const wanted: DepotFile[] = [];
  for (const file of files) {
    if (depotPathFault(file.path) !== undefined) continue;
    const isThere = had.has(file.path);
    if (isThere && (file.once || (await sumOf(join(target, file.path))) === file.crc32)) continue;
    if (isThere) await removeTree(join(target, file.path));
    wanted.push(file);
  }
  await fetchAll(wanted, tried, target, input);
  return wanted.length;
}

function nameFindings(files: readonly DepotFile[]): Step['findings'] {
  return files.flatMap(({ path }) => {
    const fault = depotPathFault(path);
    if (fault !== undefined) return [finding('try-skunkcrafts', 'error', message('try-skunkcrafts.name', fault), path)];
    if (depotPathRisk(path) === undefined) return [];
    return [finding('try-skunkcrafts', 'warning', message('try-skunkcrafts.risk'), path)];
  });
}
