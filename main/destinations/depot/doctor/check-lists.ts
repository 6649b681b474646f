import { message } from '../../../../preload/messages/index.ts';
import {
  DEPOT_FILES,
  type DepotRows,
  depotPathFault,
  depotPathKey,
  depotPathRisk,
  isDepotControlFile,
  isPathOnWindows,
  ONCE_CRC,
} from '../../../../protocol/index.ts';
import { counted, type DepotFindings } from './finding.ts';
import type { DepotState } from './read-depot.ts';

/** Forms and agreements of the lists, without looking at any file. */
export function checkLists(state: DepotState, findings: DepotFindings): void {
  const { whitelist, sizes } = state;
  if (whitelist !== undefined) {
    checkRows(DEPOT_FILES.whitelist, whitelist, findings);
    checkWhitelist(whitelist, findings);
    checkCase(whitelist, findings);
  }
  if (sizes !== undefined) checkRows(DEPOT_FILES.sizes, sizes, findings);
  if (whitelist !== undefined && sizes !== undefined) compareSizes(whitelist, sizes, findings);
  checkOnce(state, findings);
  checkBlacklist(state, findings);
}

function checkRows(name: string, { rows, problems }: DepotRows, findings: DepotFindings): void {
  for (const { row, fault, text } of problems) {
    const where = [name, row, text.slice(0, 120)] as const;
    if (fault === 'hexadecimal' && name === DEPOT_FILES.whitelist)
      findings.add(
        'depot_hex',
        counted(message('depot.rowHex', ...where), (count) => message('depot.rowHexMany', count, name, row)),
        text.split('|')[0],
        name,
      );
    else if (fault === 'negative' && name === DEPOT_FILES.whitelist)
      findings.add(
        'depot_row',
        counted(message('depot.rowNegative', ...where), (count) => message('depot.rowNegativeMany', count, name, row)),
        text.slice(0, 120),
        `${name} negative`,
      );
    else
      findings.add(
        'depot_row',
        counted(message('depot.row', ...where), (count) => message('depot.rowMany', count, name, row)),
        text.slice(0, 120),
        name,
      );
    // The name may be wrong as well, and is told too.
    if (text.includes('|')) checkPath(name, text.slice(0, text.indexOf('|')), findings);
  }
  // In order, as most lists are, no path can be there twice.
  const seen = isAscending(rows) ? undefined : new Set<string>();
  for (const { path } of rows) {
    checkPath(name, path, findings);
    if (seen?.has(path))
      findings.add(
        'depot_twice',
        counted(message('depot.twice', name, path), (count) => message('depot.twiceMany', count, name)),
        path,
        name,
      );
    seen?.add(path);
  }
}

function isAscending(rows: DepotRows['rows']): boolean {
  return rows.every(({ path }, at) => at === 0 || (rows[at - 1]?.path ?? '') < path);
}

function checkPath(name: string, path: string, findings: DepotFindings): void {
  const fault = depotPathFault(path);
  if (fault === 'control_file') {
    findings.add(
      'depot_control_listed',
      counted(message('depot.controlListed', name, path), (count) => message('depot.controlListedMany', count, name)),
      path,
      name,
    );
  } else if (fault !== undefined) {
    const one = message('depot.badPath', name, path.slice(0, 120), message(`depot_path.${fault}`));
    findings.add(
      'depot_bad_path',
      counted(one, (count) => message('depot.badPathMany', count, name, one)),
      path,
      `${name} ${fault}`,
    );
  }
  if (name !== DEPOT_FILES.whitelist) return;
  if (fault === undefined && !isPathOnWindows(path))
    findings.add(
      'depot_windows_name',
      counted(message('depot.windowsName', path), (count) => message('depot.windowsNameMany', count)),
      path,
    );
  const risk = depotPathRisk(path);
  if (risk === undefined) return;
  findings.add(
    'depot_risky_path',
    counted(message('depot.riskyPath', path, message(`depot_path.${risk}`)), (count) =>
      message('depot.riskyPathMany', count),
    ),
    path,
    risk,
  );
}

function checkWhitelist({ rows, problems }: DepotRows, findings: DepotFindings): void {
  const name = DEPOT_FILES.whitelist;
  if (rows.length === 0 && problems.length === 0) {
    findings.add('depot_empty_whitelist', () => message('depot.emptyWhitelist'), name);
    return;
  }
  if (rows.length > 0 && problems.length === 0 && rows.every(({ value }) => value === ONCE_CRC))
    findings.add('depot_only_once', () => message('depot.onlyOnce', rows.length), name);
  for (const { path, value } of rows) {
    if (value === 0)
      findings.add(
        'depot_empty_file',
        counted(message('depot.emptyFile', path), (count) => message('depot.emptyFileMany', count)),
        path,
      );
    if (value === 0xffffffff)
      findings.add(
        'depot_all_ones_sum',
        counted(message('depot.allOnes', path), (count) => message('depot.allOnesMany', count)),
        path,
      );
    if (isSource(path))
      findings.add(
        'depot_sources',
        counted(message('depot.shipped', path), (count) => message('depot.sourcesMany', count)),
        path,
      );
    else if (path.endsWith('~'))
      findings.add(
        'depot_backups',
        counted(message('depot.shipped', path), (count) => message('depot.backupsMany', count)),
        path,
      );
  }
}

function isSource(path: string): boolean {
  return /(^|\/)\.git/i.test(path) || /\.psd$/i.test(path) || /(^|\/)\.(svn|vscode|idea)\//i.test(path);
}

function checkCase({ rows }: DepotRows, findings: DepotFindings): void {
  const spelled = new Map<string, string>();
  for (const { path } of rows) {
    const key = depotPathKey(path);
    const other = spelled.get(key);
    if (other !== undefined && other !== path)
      findings.add(
        'depot_case_twins',
        counted(message('depot.caseTwins', path, other), (count) => message('depot.caseTwinsMany', count)),
        path,
      );
    spelled.set(key, path);
  }
}

function compareSizes(whitelist: DepotRows, sizes: DepotRows, findings: DepotFindings): void {
  const listed = pathsOf(whitelist);
  const sized = pathsOf(sizes);
  if (listed.length === sized.length && listed.every((path, at) => sized[at] === path)) return;
  const inSizes = new Set(sized);
  const inWhite = new Set(listed);
  for (const path of inWhite)
    if (!inSizes.has(path))
      findings.add(
        'depot_sizes_differ',
        counted(message('depot.noSize', path), (count) => message('depot.noSizeMany', count)),
        path,
        'white',
      );
  for (const path of inSizes)
    if (!inWhite.has(path))
      findings.add(
        'depot_sizes_differ',
        counted(message('depot.sizeOnly', path), (count) => message('depot.sizeOnlyMany', count)),
        path,
        'sizes',
      );
  if (
    whitelist.problems.length + sizes.problems.length === 0 &&
    inSizes.size === inWhite.size &&
    !findings.has('depot_sizes_differ') &&
    listed.some((path, at) => sized[at] !== path)
  )
    findings.add('depot_sizes_order', () => message('depot.sizesOrder'), DEPOT_FILES.sizes);
}

/** What a row with a fault means to name. */
export function pathOfRow(text: string): string {
  return text.split('|', 1)[0]?.trim() ?? '';
}

/** Rows with a wrong value name their file all the same. */
function pathsOf({ rows, problems }: DepotRows): string[] {
  const broken = problems.filter(({ text }) => text.includes('|')).map(({ text }) => pathOfRow(text));
  return broken.length === 0 ? rows.map(({ path }) => path) : [...rows.map(({ path }) => path), ...broken];
}

function checkOnce({ whitelist, once, ignore }: DepotState, findings: DepotFindings): void {
  if (whitelist === undefined) return;
  const names = new Set([...(once ?? []), ...(ignore ?? [])]);
  const listed = new Map(whitelist.rows.filter(({ path }) => names.has(path)).map(({ path, value }) => [path, value]));
  for (const path of once ?? []) {
    if (isDepotControlFile(path)) continue;
    const value = listed.get(path);
    if (value === undefined)
      findings.add(
        'depot_once_not_listed',
        counted(message('depot.onceOnly', path), (count) => message('depot.onceOnlyMany', count)),
        path,
      );
    else if (value !== ONCE_CRC)
      findings.add(
        'depot_once_has_sum',
        counted(message('depot.onceSum', path), (count) => message('depot.onceSumMany', count)),
        path,
      );
  }
  const named = new Set(once);
  for (const { path, value } of whitelist.rows)
    if (value === ONCE_CRC && !named.has(path))
      findings.add(
        'depot_once_unnamed',
        counted(message('depot.onceUnnamed', path), (count) => message('depot.onceUnnamedMany', count)),
        path,
      );
  for (const path of ignore ?? [])
    if (listed.has(path))
      findings.add(
        'depot_listed_and_ignored',
        counted(message('depot.ignored', path), (count) => message('depot.ignoredMany', count)),
        path,
      );
}

function checkBlacklist({ whitelist, blacklist, once }: DepotState, findings: DepotFindings): void {
  if (blacklist === undefined || blacklist.length === 0) return;
  const white = new Set<string>();
  const keys = new Set<string>();
  const folders = new Set<string>();
  for (const path of whitelist ? pathsOf(whitelist) : []) {
    white.add(path);
    keys.add(depotPathKey(path));
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
      folders.add(depotPathKey(path.slice(0, at)));
  }
  const userFiles = new Set(once);
  for (const path of blacklist) {
    const key = depotPathKey(path.replace(/\/+$/, ''));
    const fault = depotPathFault(path);
    if (path.endsWith('/') || folders.has(key))
      findings.add(
        'depot_black_folder',
        counted(message('depot.blackFolder', path), (count) => message('depot.blackFolderMany', count)),
        path,
      );
    else if (userFiles.has(path))
      findings.add(
        'depot_black_once',
        counted(message('depot.blackOnce', path), (count) => message('depot.blackOnceMany', count)),
        path,
      );
    else if (white.has(path))
      findings.add(
        'depot_black_and_white',
        counted(message('depot.blackWhite', path), (count) => message('depot.blackWhiteMany', count)),
        path,
      );
    else if (keys.has(key))
      findings.add(
        'depot_black_case',
        counted(message('depot.blackCase', path), (count) => message('depot.blackCaseMany', count)),
        path,
      );
    else if (fault !== undefined)
      findings.add(
        'depot_bad_path',
        counted(message('depot.blackPath', path.slice(0, 120), message(`depot_path.${fault}`)), (count) =>
          message('depot.blackPathMany', count),
        ),
        path,
        'black',
      );
    if (/^[*#;]/.test(path))
      findings.add(
        'depot_black_wildcard',
        counted(message('depot.blackPattern', path), (count) => message('depot.blackPatternMany', count)),
        path,
      );
  }
}
