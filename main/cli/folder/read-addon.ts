import { resolve } from 'node:path';
import { fault } from '../../../preload/messages/index.ts';
import {
  type CheckedFinding,
  type Detection,
  detectAddon,
  type FileContents,
  openFileContents,
  type ProjectFault,
  type ProjectFile,
  preflightContext,
  readIgnoreRules,
  runPreflight,
  type ScanResult,
  scanAddon,
} from '../../addon/index.ts';
import { CommandFault, EXIT } from '../exit-codes.ts';
import { readProject } from './read-project.ts';

/** An add-on as a command sees it: read once, now. */
export interface ReadAddon {
  readonly folder: string;
  readonly scan: ScanResult;
  readonly detection: Detection;
  readonly project: ProjectFile;
  readonly packageId: string;
  /** What of loadmaster.json could not be used. */
  readonly faults: readonly ProjectFault[];
}

export async function readAddon(folderArgument: string, signal: AbortSignal, packageId?: string): Promise<ReadAddon> {
  const folder = resolve(folderArgument);
  const { project, faults } = await readProject(folder);
  const scan = await scanAddon(folder, { ignore: await readIgnoreRules(folder, project.ignore), signal });
  if (scan.rootState !== 'ok') {
    const ids = {
      missing: 'no_folder.missing',
      'not-a-folder': 'no_folder.notOne',
      unreadable: 'no_folder.unreadable',
    } as const;
    throw new CommandFault(EXIT.usage, fault(ids[scan.rootState], folder));
  }
  const detection = await detectAddon(scan);
  return {
    folder,
    scan,
    detection,
    project,
    faults,
    packageId: packageId ?? project.packageId ?? detection.suggested.packageId,
  };
}

export async function checkAddon(
  addon: ReadAddon,
  signal: AbortSignal,
  contents: FileContents = openFileContents(addon.folder),
): Promise<readonly CheckedFinding[]> {
  const report = await runPreflight({ ...preflightContext(addon, contents, addon.packageId), signal });
  return report.findings;
}
