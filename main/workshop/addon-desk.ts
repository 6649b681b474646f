import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddonSummary, WatchState } from '../../preload/contract.ts';
import { normalizePackageId } from '../../protocol/index.ts';
import {
  createFacts,
  type Detection,
  detectAddon,
  openFileContents,
  type PreflightReport,
  type ProjectFile,
  readIgnoreRules,
  readProjectFile,
  runPreflight,
  type ScanResult,
  scanAddon,
} from '../addon/index.ts';

/** Everything known about an add-on at one moment. */
export type AddonView = {
  readonly scan: ScanResult;
  readonly detection: Detection;
  readonly project: ProjectFile;
  readonly projectSaved: boolean;
  /** Why the project file was not read, where there is a reason. */
  readonly projectProblem: string | null;
  readonly report: PreflightReport;
  readonly watch: WatchState;
  readonly changedSince: AddonSummary['changedSince'];
  readonly iconDataUrl: string | null;
};

/** One add-on under the app's eyes: read, checked, and kept up to date. */
export type AddonDesk = {
  readonly id: string;
  readonly folder: string;
  /** Null until the first reading has ended. */
  view(): AddonView | null;
  /** Reads the folder again, now. */
  fresh(signal?: AbortSignal): Promise<AddonView>;
  /** Checks what is on disk now, as the package that is about to be published. */
  check(options: { readonly packageId?: string; readonly signal?: AbortSignal }): Promise<PreflightReport>;
  close(): Promise<void>;
};

export type DeskOptions = {
  readonly id: string;
  readonly folder: string;
  /** Rules of the author for all add-ons. */
  readonly extraIgnore: () => readonly string[];
  readonly onUpdate: () => void;
  readonly changedSince: (scan: ScanResult) => Promise<AddonSummary['changedSince']>;
};

export async function openAddonDesk({
  id,
  folder,
  extraIgnore,
  onUpdate,
  changedSince,
}: DeskOptions): Promise<AddonDesk> {
  const facts = createFacts(folder);
  const contents = openFileContents(folder);
  const closing = new AbortController();
  let view: AddonView | null = null;
  let reading: Promise<AddonView> = Promise.reject(new Error('not read yet'));
  reading.catch(() => {});

  async function read(): Promise<AddonView> {
    const file = await readProjectFile(folder);
    const project = file.state === 'read' ? file.project : {};
    const ignore = await readIgnoreRules(folder, [...extraIgnore(), ...(project.ignore ?? [])]);
    const scan = await scanAddon(folder, { ignore, signal: closing.signal });
    const detection = await detectAddon(scan, facts);
    const report = await preflight(scan, detection, project, project.packageId ?? detection.suggested.packageId);
    view = {
      scan,
      detection,
      project,
      projectSaved: file.state === 'read',
      projectProblem: file.state === 'unusable' ? file.reason : null,
      report,
      watch:
        scan.rootState === 'missing'
          ? { state: 'missing' }
          : { state: 'off', reason: 'Press Refresh after you changed something.' },
      changedSince: await changedSince(scan),
      iconDataUrl: await iconOf(scan),
    };
    onUpdate();
    return view;
  }

  function preflight(
    scan: ScanResult,
    detection: Detection,
    project: ProjectFile,
    packageId: string,
  ): Promise<PreflightReport> {
    const id = normalizePackageId(packageId);
    return runPreflight({
      scan,
      detection,
      contents,
      packageId: id.ok ? id.value.partial : null,
      packageType: project.packageType ?? detection.suggested.packageType,
      scripts: project.scripts ?? {},
      resources: project.resources ?? [],
      signal: closing.signal,
    });
  }

  function fresh(): Promise<AddonView> {
    reading = reading.catch(() => {}).then(read);
    return reading;
  }

  await fresh();
  return {
    id,
    folder,
    view: () => view,
    fresh,
    async check({ packageId }) {
      const { scan, detection, project, report } = await fresh();
      if (packageId === undefined) return report;
      return preflight(scan, detection, project, packageId);
    },
    async close() {
      closing.abort();
      await reading.catch(() => {});
    },
  };
}

const MOST_ICON_BYTES = 256 * 1024;

/** The aircraft's own icon, where it is small enough to be shown on a card. */
async function iconOf(scan: ScanResult): Promise<string | null> {
  const icon = scan.entries.find(
    ({ path, size, link }) =>
      /^[^/]*_icon11(_thumb)?\.png$/i.test(path) && size <= MOST_ICON_BYTES && link === undefined,
  );
  if (!icon) return null;
  const bytes = await readFile(join(scan.root, icon.path)).catch(() => null);
  return bytes === null ? null : `data:image/png;base64,${bytes.toString('base64')}`;
}
