import { basename } from 'node:path';
import type { AddonSummary } from '../../preload/contract.ts';
import { normalizePackageId } from '../../protocol/index.ts';
import type { AddonDesk } from './addon-desk.ts';

export type PublishedMark = NonNullable<AddonSummary['lastPublished']>;

type Identity = Pick<AddonSummary, 'kind' | 'packageId' | 'packageType' | 'platforms'>;

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
    iconDataUrl: null,
  };
}

/** What a Hangar card says, from what is known about the add-on now. */
export function summaryOf(desk: AddonDesk, lastPublished: PublishedMark | null): AddonSummary {
  const { session } = desk;
  const { phase, problem, watch, scan } = session.state;
  const known = desk.known();
  const findings = { error: 0, warning: 0, note: 0 };
  for (const { finding } of session.state.findings) findings[finding.severity] += 1;
  return {
    id: desk.id,
    folder: session.folder,
    state: phase,
    problem,
    watch,
    findings,
    sizeBytes: scan.entries.reduce((sum, { size }) => sum + size, 0),
    fileCount: scan.entries.length,
    lastPublished,
    changedSince: desk.changedSince(),
    iconDataUrl: desk.iconDataUrl(),
    ...(known ? identityOf(known) : UNREAD),
    name: known?.project.packageName ?? known?.detection.suggested.packageName ?? basename(session.folder),
  };
}

function identityOf({ detection, project }: NonNullable<ReturnType<AddonDesk['known']>>): Identity {
  const decided = normalizePackageId(project.packageId ?? detection.suggested.packageId);
  return {
    kind: detection.kind,
    packageId: decided.ok ? decided.value.partial : null,
    packageType: project.packageType ?? detection.suggested.packageType,
    platforms: detection.platforms,
  };
}
