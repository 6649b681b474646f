import { basename } from 'node:path';
import type { AddonSummary } from '../../preload/contract.ts';
import { normalizePackageId } from '../../protocol/index.ts';
import type { AddonDesk } from './addon-desk.ts';

export type PublishedMark = NonNullable<AddonSummary['lastPublished']>;

const NO_FINDINGS = { error: 0, warning: 0, note: 0 } as const;

/** An add-on of which nothing is known yet but where it is. */
export function blankSummary(id: string, folder: string, lastPublished: PublishedMark | null): AddonSummary {
  return {
    id,
    folder,
    name: basename(folder),
    kind: 'other',
    packageId: null,
    packageType: null,
    platforms: { macOS: true, windows: true, linux: true },
    state: 'reading',
    problem: null,
    sizeBytes: 0,
    fileCount: 0,
    findings: NO_FINDINGS,
    watch: { state: 'starting' },
    lastPublished,
    changedSince: null,
    iconDataUrl: null,
  };
}

/** What a Hangar card says, from what the desk knows now. */
export function summaryOf(desk: AddonDesk, lastPublished: PublishedMark | null): AddonSummary {
  const view = desk.view();
  if (!view) return blankSummary(desk.id, desk.folder, lastPublished);
  const { scan, detection, project, report, watch } = view;
  const decided = normalizePackageId(project.packageId ?? detection.suggested.packageId);
  const counts = { ...NO_FINDINGS } as { error: number; warning: number; note: number };
  for (const { finding } of report.findings) counts[finding.severity] += 1;
  return {
    id: desk.id,
    folder: desk.folder,
    name: project.packageName ?? detection.suggested.packageName,
    kind: detection.kind,
    packageId: decided.ok ? decided.value.partial : null,
    packageType: project.packageType ?? detection.suggested.packageType,
    platforms: detection.platforms,
    ...stateOf(scan.rootState),
    sizeBytes: scan.entries.reduce((sum, { size }) => sum + size, 0),
    fileCount: scan.entries.length,
    findings: counts,
    watch,
    lastPublished,
    changedSince: view.changedSince,
    iconDataUrl: view.iconDataUrl,
  };
}

function stateOf(rootState: 'ok' | 'missing' | 'not-a-folder' | 'unreadable'): Pick<AddonSummary, 'state' | 'problem'> {
  switch (rootState) {
    case 'ok':
      return { state: 'ready', problem: null };
    case 'missing':
      return {
        state: 'missing',
        problem: 'The folder is not there. Was it moved or renamed, or is its disk unplugged?',
      };
    case 'not-a-folder':
      return { state: 'failed', problem: 'There is a file where the folder was.' };
    case 'unreadable':
      return { state: 'failed', problem: 'The folder cannot be read. Check its permissions.' };
  }
}
