import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../../preload/contract.ts';
import type { Message } from '../../preload/messages/index.ts';
import type { CopyMode } from './files/copy-tree.ts';
import type { TriedPackage } from './package/tried-package.ts';
import { byHandStep } from './steps/by-hand.ts';
import { empty, installStep } from './steps/install.ts';
import { type DepotRules, skunkcraftsStep } from './steps/skunkcrafts.ts';
import type { Step, StepInput } from './steps/step.ts';
import { uninstallStep } from './steps/uninstall.ts';
import { upgradeStep } from './steps/upgrade.ts';
import { takeSnapshot } from './xplane/snapshot.ts';
import { makeThrowAway, type ThrowAway } from './xplane/throw-away.ts';

/** Lays out a package in an empty folder; `mode` says whether its files may be links to the author's. */
export type LayOut = (unpacked: string, mode: CopyMode) => Promise<TriedPackage>;

export interface RehearsalRequest {
  readonly layOut: LayOut;
  /** The version users have now; with it the upgrade is tried as well. */
  readonly layOutLast?: LayOut | undefined;
  /** Why there is a version before this one, and no upgrade from it. */
  readonly noLast?: Message | undefined;
  /** What was said before anything was unpacked: dependencies. */
  readonly earlier?: readonly Step[];
  /** What the add-on's folder is called when it is unzipped by hand. */
  readonly folderName: string;
  /** An empty folder in which everything stays to be looked at; without it nothing stays. */
  readonly into?: string | undefined;
  /** Where the add-on is also brought to users by SkunkCrafts Updater. */
  readonly depot?: DepotRules | undefined;
  /** Called when a step has ended, in the order of the answer. */
  readonly onStep?: ((step: Step) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Rehearsal {
  readonly packageId: string;
  readonly packageName: string;
  /** The X-Plane folder that was kept. */
  readonly keptIn: string | undefined;
  readonly steps: readonly Step[];
  readonly findings: readonly Finding[];
}

/** Does what the client and what users do, each time in an X-Plane folder of its own; the one with the installed add-on can be kept. */
export async function rehearse(request: RehearsalRequest): Promise<Rehearsal> {
  const { into, signal } = request;
  const kept = await makeThrowAway(into);
  try {
    // What is kept may be edited afterwards, and must not be the author's own files under another name.
    const mode: CopyMode = into === undefined ? 'link' : 'copy';
    const steps: Step[] = [];
    const ended = (step: Step | undefined) => {
      signal?.throwIfAborted();
      if (step === undefined) return;
      steps.push(step);
      request.onStep?.(step);
    };
    for (const step of request.earlier ?? []) ended(step);
    const tried = await layOutIn(kept, request.layOut, mode);
    const before = await takeSnapshot(kept.xplane);
    const install = await installStep({ tried, before, throwAway: kept, mode, signal });
    ended(install);
    if (install.files.length > 0) await afterInstall(request, ended);
    ended(await inAnother(request.layOut, signal, (input) => byHandStep(input, request.folderName)));
    ended(await byDepot(request));
    return {
      packageId: tried.packageId,
      packageName: tried.packageName,
      keptIn: into === undefined ? undefined : kept.xplane,
      steps,
      findings: ordered(steps.flatMap(({ findings }) => findings)),
    };
  } finally {
    if (into === undefined) await kept.remove();
  }
}

async function afterInstall(request: RehearsalRequest, ended: (step: Step) => void): Promise<void> {
  const { layOut, layOutLast, noLast, signal } = request;
  if (noLast !== undefined) ended(empty('upgrade', noLast));
  if (layOutLast !== undefined) {
    ended(
      await inAnother(layOut, signal, async (input) =>
        upgradeStep(input, await layOutLast(await lastFolder(input), 'link')),
      ),
    );
  }
  ended(
    await inAnother(layOut, signal, async (input) => {
      await installStep(input);
      return uninstallStep(input);
    }),
  );
}

async function byDepot({ layOut, layOutLast, folderName, depot, signal }: RehearsalRequest): Promise<Step | undefined> {
  if (depot === undefined) return undefined;
  return inAnother(layOut, signal, async (input) => {
    const last = layOutLast && (await layOutLast(await lastFolder(input), 'link'));
    return skunkcraftsStep(input, { folderName, rules: depot, last });
  });
}

async function lastFolder({ throwAway }: StepInput): Promise<string> {
  const unpacked = join(throwAway.bounds, 'last');
  await mkdir(unpacked);
  return unpacked;
}

/** Gives a fresh X-Plane with the package unpacked beside it, and takes it away again. */
async function inAnother<T>(
  layOut: LayOut,
  signal: AbortSignal | undefined,
  use: (input: StepInput) => Promise<T>,
): Promise<T> {
  const throwAway = await makeThrowAway();
  try {
    const tried = await layOutIn(throwAway, layOut, 'link');
    const before = await takeSnapshot(throwAway.xplane);
    return await use({ tried, before, throwAway, mode: 'link', signal });
  } finally {
    await throwAway.remove();
  }
}

async function layOutIn(throwAway: ThrowAway, layOut: LayOut, mode: CopyMode): Promise<TriedPackage> {
  const unpacked = join(throwAway.bounds, 'package');
  await mkdir(unpacked);
  return layOut(unpacked, mode);
}

const ORDER = { error: 0, warning: 1, note: 2 } as const;

function ordered(findings: readonly Finding[]): Finding[] {
  const unique = new Map(findings.map((each) => [each.id, each]));
  return [...unique.values()].toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}
