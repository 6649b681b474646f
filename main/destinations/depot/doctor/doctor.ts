import { message } from '../../../../preload/messages/index.ts';
import { checkCfg } from './check-cfg.ts';
import { checkFiles, checkUnlisted, type FilesChecked } from './check-files.ts';
import { checkHistory } from './check-history.ts';
import { checkLists } from './check-lists.ts';
import { type DepotFinding, DepotFindings } from './finding.ts';
import { openFolderSource } from './folder-source.ts';
import { type HttpSourceOptions, openHttpSource } from './http-source.ts';
import { readDepot } from './read-depot.ts';
import type { DepotSource } from './source.ts';

export interface DepotReport {
  /** The folder or address that was asked. */
  readonly depot: string;
  readonly name: string | undefined;
  readonly version: string | undefined;
  /** Rows of the whitelist. */
  readonly listed: number;
  /** Files that were fetched whole, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  readonly findings: readonly DepotFinding[];
}

export interface DoctorOptions {
  readonly signal: AbortSignal;
  /** An earlier state of the same depot: a folder or an address. */
  readonly previous?: string | undefined;
  /** Control files only. */
  readonly listsOnly?: boolean | undefined;
  readonly http?: HttpSourceOptions | undefined;
  readonly onProgress?: ((checked: FilesChecked & { readonly listed: number }) => void) | undefined;
}

/** Reads a depot as the clients read it and tells what would go wrong for them. */
export async function checkDepot(where: string, options: DoctorOptions): Promise<DepotReport> {
  const { signal } = options;
  const findings = new DepotFindings();
  const source = await openSource(where, options.http);
  try {
    const state = await readDepot(source, findings, signal);
    checkCfg(state, findings, source.url);
    checkLists(state, findings);
    if (options.previous !== undefined) {
      const earlier = await openSource(options.previous, options.http);
      try {
        checkHistory(await readDepot(earlier, new DepotFindings(), signal), state, findings);
      } finally {
        earlier.close();
      }
    }
    const listed = state.whitelist?.rows.length ?? 0;
    const report = (checked: FilesChecked) => options.onProgress?.({ ...checked, listed });
    const checked =
      options.listsOnly === true ? { files: 0, bytes: 0 } : await checkFiles(source, state, findings, signal, report);
    await checkUnlisted(source, state, findings, signal);
    const { packed } = source;
    if (packed !== undefined)
      findings.add('depot_packed', () => message('depot.packed', packed.path, packed.encoding), packed.path);
    const { name, version } = state.cfg?.cfg ?? {};
    return { depot: source.name, name, version, listed, ...checked, findings: findings.list() };
  } finally {
    source.close();
  }
}

export function isDepotUrl(where: string): boolean {
  return /^https?:\/\//i.test(where);
}

/** Named by its cfg as well, which is what authors have at hand. */
function folderOfDepot(where: string): string {
  return where.replace(/(^|[/\\])skunkcrafts_updater[\w.]*$/i, '$1') || '.';
}

async function openSource(given: string, http: HttpSourceOptions | undefined): Promise<DepotSource> {
  const where = folderOfDepot(given);
  return isDepotUrl(where) ? openHttpSource(where, http) : openFolderSource(where);
}
