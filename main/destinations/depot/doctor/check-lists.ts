import {
  DEPOT_FILES,
  type DepotRows,
  depotPathFault,
  depotPathKey,
  depotPathRisk,
  isDepotControlFile,
  ONCE_CRC,
  sayDepotPathFault,
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
    const where = `${name}, row ${row}: "${text.slice(0, 120)}"`;
    if (fault === 'hexadecimal' && name === DEPOT_FILES.whitelist)
      findings.add(
        'depot_hex',
        counted(`${where} has a hexadecimal sum.`, `rows of ${name} have hexadecimal sums, from row ${row} on.`),
        text.split('|')[0],
        name,
      );
    else
      findings.add(
        'depot_row',
        counted(`${where} is no row of this list.`, `rows of ${name} are not rows of this list, from row ${row} on.`),
        text.slice(0, 120),
        name,
      );
    // The name may be wrong as well, and is told too.
    if (text.includes('|')) checkPath(name, text.slice(0, text.indexOf('|')), findings);
  }
  const seen = new Set<string>();
  for (const { path } of rows) {
    checkPath(name, path, findings);
    if (seen.has(path))
      findings.add(
        'depot_twice',
        counted(`${name} names ${path} twice.`, `rows of ${name} name a file a second time.`),
        path,
        name,
      );
    seen.add(path);
  }
}

function checkPath(name: string, path: string, findings: DepotFindings): void {
  const fault = depotPathFault(path);
  if (fault === 'control_file') {
    findings.add(
      'depot_control_listed',
      counted(`${name} lists ${path}.`, `files of the updater itself stand in ${name}.`),
      path,
      name,
    );
  } else if (fault !== undefined) {
    const one = `${name}: "${path.slice(0, 120)}" ${sayDepotPathFault(fault)}.`;
    findings.add(
      'depot_bad_path',
      counted(one, `names in ${name} cannot be right; the first: ${one}`),
      path,
      `${name} ${fault}`,
    );
  }
  const risk = depotPathRisk(path);
  if (risk === undefined || name !== DEPOT_FILES.whitelist) return;
  const one = {
    not_escaped: 'has one of # ? % & in its name',
    read_as_comment: 'begins with # ; or *',
    read_as_key: 'is named like a key of the cfg',
  }[risk];
  findings.add(
    'depot_risky_path',
    counted(`${path} ${one}.`, `files have names that some clients get wrong.`),
    path,
    risk,
  );
}

function checkWhitelist({ rows, problems }: DepotRows, findings: DepotFindings): void {
  const name = DEPOT_FILES.whitelist;
  if (rows.length === 0 && problems.length === 0) {
    findings.add('depot_empty_whitelist', () => 'The whitelist is empty.', name);
    return;
  }
  if (rows.length > 0 && problems.length === 0 && rows.every(({ value }) => value === ONCE_CRC))
    findings.add('depot_only_once', () => `All ${rows.length} rows of the whitelist are once files.`, name);
  for (const { path, value } of rows) {
    if (value === 0) findings.add('depot_empty_file', counted(`${path} is empty.`, 'files are empty.'), path);
    if (value === 0xffffffff)
      findings.add(
        'depot_all_ones_sum',
        counted(`${path} has a sum with a second meaning.`, 'files have a sum with a second meaning.'),
        path,
      );
    if (isSource(path))
      findings.add('depot_sources', counted(`${path} is shipped.`, "files of the author's app are shipped."), path);
    else if (path.endsWith('~'))
      findings.add('depot_backups', counted(`${path} is shipped.`, 'backups are shipped.'), path);
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
        counted(
          `${path} and ${other} differ only in capital letters.`,
          'files differ from another one only in capital letters.',
        ),
        path,
      );
    spelled.set(key, path);
  }
}

function compareSizes(whitelist: DepotRows, sizes: DepotRows, findings: DepotFindings): void {
  const listed = pathsOf(whitelist);
  const sized = pathsOf(sizes);
  const inSizes = new Set(sized);
  const inWhite = new Set(listed);
  for (const path of inWhite)
    if (!inSizes.has(path))
      findings.add(
        'depot_sizes_differ',
        counted(`${path} has no row in the sizes list.`, 'files of the whitelist have no row in the sizes list.'),
        path,
        'white',
      );
  for (const path of inSizes)
    if (!inWhite.has(path))
      findings.add(
        'depot_sizes_differ',
        counted(`${path} stands in the sizes list only.`, 'files stand in the sizes list only.'),
        path,
        'sizes',
      );
  if (
    inSizes.size === inWhite.size &&
    !findings.has('depot_sizes_differ') &&
    listed.some((path, at) => sized[at] !== path)
  )
    findings.add('depot_sizes_order', () => 'The sizes list has another order than the whitelist.', DEPOT_FILES.sizes);
}

/** Rows with a wrong value name their file all the same. */
function pathsOf({ rows, problems }: DepotRows): string[] {
  const broken = problems.filter(({ text }) => text.includes('|')).map(({ text }) => text.slice(0, text.indexOf('|')));
  return broken.length === 0 ? rows.map(({ path }) => path) : [...rows.map(({ path }) => path), ...broken];
}

function checkOnce({ whitelist, once, ignore }: DepotState, findings: DepotFindings): void {
  if (whitelist === undefined) return;
  const listed = new Map(whitelist.rows.map(({ path, value }) => [path, value]));
  for (const path of once ?? []) {
    if (isDepotControlFile(path)) continue;
    const value = listed.get(path);
    if (value === undefined)
      findings.add(
        'depot_once_not_listed',
        counted(`${path} stands in the once list only.`, 'files stand in the once list only.'),
        path,
      );
    else if (value !== ONCE_CRC)
      findings.add('depot_once_has_sum', counted(`${path} is a once file with a sum.`, 'once files have a sum.'), path);
  }
  const named = new Set(once);
  for (const { path, value } of whitelist.rows)
    if (value === ONCE_CRC && !named.has(path))
      findings.add(
        'depot_once_unnamed',
        counted(`${path} is not in the once list.`, 'once files are not in the once list.'),
        path,
      );
  for (const path of ignore ?? [])
    if (listed.has(path))
      findings.add(
        'depot_listed_and_ignored',
        counted(`${path} is listed and ignored.`, 'files are listed and ignored.'),
        path,
      );
}

function checkBlacklist({ whitelist, blacklist, once }: DepotState, findings: DepotFindings): void {
  if (blacklist === undefined) return;
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
        counted(`The blacklist names the folder ${path}.`, 'entries of the blacklist are folders.'),
        path,
      );
    else if (userFiles.has(path))
      findings.add(
        'depot_black_once',
        counted(`${path} is a once file and blacklisted.`, 'once files are blacklisted.'),
        path,
      );
    else if (white.has(path))
      findings.add(
        'depot_black_and_white',
        counted(`${path} is whitelisted and blacklisted.`, 'files are whitelisted and blacklisted.'),
        path,
      );
    else if (keys.has(key))
      findings.add(
        'depot_black_case',
        counted(
          `${path} is blacklisted and differs only in capital letters from a file of this version.`,
          'entries of the blacklist differ only in capital letters from files of this version.',
        ),
        path,
      );
    else if (fault !== undefined)
      findings.add(
        'depot_bad_path',
        counted(
          `The blacklist: "${path.slice(0, 120)}" ${sayDepotPathFault(fault)}.`,
          'names in the blacklist cannot be right.',
        ),
        path,
        'black',
      );
    if (/^[*#;]/.test(path))
      findings.add(
        'depot_black_wildcard',
        counted(`The blacklist has "${path}".`, 'entries of the blacklist begin with * # or ;.'),
        path,
      );
  }
}
