import { basename } from 'node:path';
import type { AddonSummary } from '../../preload/contract.ts';
import { inWords } from '../../preload/messages/index.ts';
import { normalizePackageId } from '../../protocol/index.ts';
import type { OpenAddon } from './open-addon.ts';
import type { PublishedMark } from './published-marks.ts';

type Identity = Pick<AddonSummary, 'kind' | 'packageId' | 'packageType' | 'platforms'>;

/** What a card keeps saying of an add-on whose folder cannot be read now. */
export function lastKnown({ name, kind, packageId, packageType, platforms, sizeBytes, fileCount }: AddonSummary) {
  return { name, kind, packageId, packageType, platforms, sizeBytes, fileCount };
}

const UNREAD: Identity = {
  kind: 'other',
  packageId: null,
  packageType: null,
  platforms: { macOS: true, windows: true, linux: true },
};

/** A card of which nothing is known yet but where the folder is. */
export function blankCard(id: string, folder: string): AddonSummary {
  return {
    id,
    folder,
    name: basename(folder),
    ...UNREAD,
    state: 'reading',
    problem: null,
    sizeBytes: 0,
    fileCount: 0,
    findings: { error: 0, warning: 0, note: 0 },
    watch: { state: 'starting' },
    lastPublished: null,
    changedSince: null,
    picture: null,
  };
}

/** What a card of the Hangar says, from what is known about the add-on now. */
export function summaryOf(addon: OpenAddon, lastPublished: PublishedMark | undefined): AddonSummary {
  const { session } = addon;
  const { phase, problem, watch, scan } = session.state;
  const known = addon.known();
  const findings = { error: 0, warning: 0, note: 0 };
  for (const { finding } of session.state.findings) findings[finding.severity] += 1;
  return {
    id: addon.id,
    folder: session.folder,
    state: phase,
    problem: (problem && inWords(problem)) ?? null,
    ...(problem && { problemSaid: problem }),
    watch,
    findings,
    sizeBytes: scan.entries.reduce((sum, { size }) => sum + size, 0),
    fileCount: scan.entries.length,
    lastPublished: lastPublished ?? null,
    changedSince: addon.changedSince(),
    picture: addon.pictureMark() ?? null,
    ...(known ? identityOf(known) : UNREAD),
    name: known ? titleOf(known) : basename(session.folder),
  };
}

/**
 * What its author calls it: the name it was given for registries, unless that had to leave letters out which a title can show.
 */
export function titleOf({ project, detection }: NonNullable<ReturnType<OpenAddon['known']>>): string {
  const { title } = detection.suggested;
  return project.packageName !== undefined && isAscii(title) ? project.packageName : title;
}

function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

function identityOf({ detection, project }: NonNullable<ReturnType<OpenAddon['known']>>): Identity {
  const decided = normalizePackageId(project.packageId ?? detection.suggested.packageId);
  return {
    kind: detection.kind,
    packageId: decided.ok ? decided.value.partial : null,
    packageType: project.packageType ?? detection.suggested.packageType,
    platforms: detection.platforms,
  };
}
