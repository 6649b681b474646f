import { DEPOT_FILES, depotPathFault, isDepotControlFile, ONCE_CRC } from '../../../../protocol/index.ts';
import { eachAtOnce } from '../../../disk/index.ts';
import { counted, type DepotFindings } from './finding.ts';
import type { DepotState } from './read-depot.ts';
import type { DepotSource, FileFacts } from './source.ts';

export interface FilesChecked {
  readonly files: number;
  readonly bytes: number;
}

/** After so many files that nobody answers for, the server is not asked for the rest. */
const MOST_FAULTS = 50;

/** Fetches every listed file and compares it with its rows. */
export async function checkFiles(
  source: DepotSource,
  { whitelist, sizes }: DepotState,
  findings: DepotFindings,
  signal: AbortSignal,
  onFile: (checked: FilesChecked) => void,
): Promise<FilesChecked> {
  const sizeOf = new Map(sizes?.rows.map(({ path, value }) => [path, value]));
  const rows = [...new Map(whitelist?.rows.map((row) => [row.path, row])).values()];
  const fetchable = rows.filter(({ path }) => depotPathFault(path) === undefined);
  const total = { files: 0, bytes: 0 };
  let faults = 0;
  await eachAtOnce(fetchable, source.atOnce, async ({ path, value }) => {
    signal.throwIfAborted();
    if (faults >= MOST_FAULTS) {
      const many = 'files were not asked for after too many faults.';
      findings.add('depot_not_checked', counted(`${path} was not asked for.`, many), path);
      return;
    }
    const size = sizeOf.get(path);
    const facts = await source.facts(path, size ?? Number.MAX_SAFE_INTEGER, signal);
    tellFacts(findings, { path, value, size }, facts);
    if (facts.kind === 'refused' || facts.kind === 'too_large' || facts.kind === 'fault') faults++;
    if (facts.kind !== 'file') return;
    total.files++;
    total.bytes += facts.size;
    onFile(total);
  });
  return total;
}

interface ListedFile {
  readonly path: string;
  readonly value: number;
  readonly size: number | undefined;
}

const OTHER_SIZE = 'files have another size than the sizes list says.';

function tellFacts(findings: DepotFindings, { path, value, size }: ListedFile, facts: FileFacts): void {
  switch (facts.kind) {
    case 'file':
      if (size !== undefined && facts.size !== size) {
        const one = `${path} has ${facts.size} bytes; the sizes list says ${size}.`;
        findings.add('depot_file_size', counted(one, OTHER_SIZE), path);
      } else if (value !== ONCE_CRC && facts.crc32 !== value) {
        const one = `${path} has the sum ${facts.crc32}; the whitelist says ${value}.`;
        findings.add('depot_file_sum', counted(one, 'files have another sum than the whitelist says.'), path);
      }
      return;
    case 'longer': {
      const one = `${path} has more bytes than the ${size} of the sizes list.`;
      findings.add('depot_file_size', counted(one, OTHER_SIZE), path);
      return;
    }
    case 'absent':
      findings.add(
        'depot_file_missing',
        counted(`${path} is listed and not there.`, 'listed files are not there.'),
        path,
      );
      return;
    case 'other_case': {
      const many = 'files are spelled with other capital letters there.';
      findings.add('depot_file_case', counted(`${path} is spelled ${facts.path} there.`, many), path);
      return;
    }
    default: {
      const rule = facts.kind === 'refused' ? 'depot_refused' : 'depot_unreachable';
      findings.add(rule, counted(facts.sentence, 'files could not be fetched.'), path, 'files');
    }
  }
}

/** What lies in the folder beside the listed files. Only a folder can be asked for it. */
export async function checkUnlisted(
  source: DepotSource,
  { whitelist }: DepotState,
  findings: DepotFindings,
  signal: AbortSignal,
): Promise<void> {
  const names = await source.list(signal);
  if (names === undefined || whitelist === undefined) return;
  const listed = new Set(whitelist.rows.map(({ path }) => path));
  for (const { text } of whitelist.problems) listed.add(text.split('|')[0] ?? '');
  const content = names.filter(
    (path) => !isDepotControlFile(path) && !path.split('/').some((part) => part.startsWith('.')),
  );
  const unlisted = content.filter((path) => !listed.has(path));
  for (const path of unlisted)
    findings.add('depot_unlisted', counted(`${path} is in no list.`, 'files are in no list.'), path);
  if (unlisted.length > LIKELY_CUT.files && unlisted.length > content.length * LIKELY_CUT.share) {
    const sentence = `${unlisted.length} of ${content.length} files in the folder are not in the whitelist.`;
    findings.add('depot_cut_list', () => sentence, DEPOT_FILES.whitelist);
  }
  const changelog = unlisted.find((path) => /(^|\/)(changelog|changes|release.?notes)[^/]*$/i.test(path));
  if (changelog !== undefined) findings.add('depot_changelog', () => `${changelog} is not listed.`, changelog);
}

const LIKELY_CUT = { files: 20, share: 0.8 } as const;
