import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { message } from '../../../preload/messages/index.ts';
import { copyTree } from '../files/copy-tree.ts';
import { LIMITS } from '../limits.ts';
import { whatXPlaneFinds } from '../xplane/finds.ts';
import { BY_HAND } from '../xplane/places.ts';
import { missingIn, takeSnapshot } from '../xplane/snapshot.ts';
import { empty, sized } from './install.ts';
import { placeFindings } from './place-findings.ts';
import type { Step, StepInput } from './step.ts';

/** What users get who unzip the add-on's folder themselves where they were told to. */
export async function byHandStep(input: StepInput, folderName: string): Promise<Step | undefined> {
  const { tried, throwAway, before, mode, signal } = input;
  const place = BY_HAND[tried.kind];
  if (place === undefined) return undefined;
  const target = join(throwAway.xplane, place, folderName);
  await mkdir(dirname(target), { recursive: true });
  const { size } = await takeSnapshot(join(tried.unpacked, tried.packageId));
  if (size === 0) return empty('by-hand', message('try-by-hand.nothing'));
  // FlyWithLua itself goes into the folder that scripts of others lie in already.
  const how = { mode, signal, mostFiles: LIMITS.files, over: true };
  await copyTree(join(tried.unpacked, tried.packageId), target, how);
  const after = await takeSnapshot(throwAway.xplane);
  const came = missingIn(after, before);
  const found = whatXPlaneFinds(came);
  const findings = placeFindings(tried.kind, came, found, 'try-by-hand');
  return {
    step: 'by-hand',
    summary: message(findings.length === 0 ? 'try-by-hand.found' : 'try-by-hand.notFound', place, folderName),
    findings,
    found,
    files: sized(came, after),
  };
}
