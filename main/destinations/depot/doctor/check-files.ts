import { message } from '../../../../preload/messages/index.ts';
import { DEPOT_FILES, depotPathFault, isDepotControlFile, ONCE_CRC } from '../../../../protocol/index.ts';
import { eachAtOnce } from '../../../disk/index.ts';
import { pathOfRow } from './check-lists.ts';
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
      const many = (count: number) => message('depot.notAskedMany', count);
      findings.add('depot_not_checked', counted(message('depot.notAsked', path), many), path);
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

function otherSize(count: number) {
  return message('depot.sizeMany', count);
}

function tellFacts(findings: DepotFindings, { path, value, size }: ListedFile, facts: FileFacts): void {
  switch (facts.kind) {
    case 'file':
      if (size !== undefined && facts.size !== size) {
        const one = message('depot.size', path, facts.size, size);
        findings.add('depot_file_size', counted(one, otherSize), path);
      } else if (value !== ONCE_CRC && facts.crc32 !== value) {
        const one = message('depot.sum', path, facts.crc32, value);
        findings.add(
          'depot_file_sum',
          counted(one, (count) => message('depot.sumMany', count)),
          path,
        );
      }
      return;
    case 'longer': {
      const one = message('depot.sizeMore', path, size ?? 0);
      findings.add('depot_file_size', counted(one, otherSize), path);
      return;
    }
    case 'absent':
      findings.add(
        'depot_file_missing',
        counted(message('depot.missing', path), (count) => message('depot.missingMany', count)),
        path,
      );
      return;
    case 'other_case': {
      const many = (count: number) => message('depot.spelledMany', count);
      const isForm = path.normalize('NFC') === facts.path.normalize('NFC');
      const one = isForm ? message('depot.otherForm', path) : message('depot.spelled', path, facts.path);
      findings.add('depot_file_case', counted(one, many), path);
      return;
    }
    default: {
      const rule = facts.kind === 'refused' ? 'depot_refused' : 'depot_unreachable';
      findings.add(
        rule,
        counted(facts.said, (count) => message('depot.notFetchedMany', count)),
        path,
        'files',
      );
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
  for (const { text } of whitelist.problems) listed.add(pathOfRow(text));
  const content = names.filter(
    (path) => !isDepotControlFile(path) && !path.split('/').some((part) => part.startsWith('.')),
  );
  const unlisted = content.filter((path) => !listed.has(path));
  for (const path of unlisted)
    findings.add(
      'depot_unlisted',
      counted(message('depot.unlisted', path), (count) => message('depot.unlistedMany', count)),
      path,
    );
  if (unlisted.length > LIKELY_CUT.files && unlisted.length > content.length * LIKELY_CUT.share) {
    const said = message('depot.cutList', unlisted.length, content.length);
    findings.add('depot_cut_list', () => said, DEPOT_FILES.whitelist);
  }
  const changelog = unlisted.find((path) => /(^|\/)(changelog|changes|release.?notes)[^/]*$/i.test(path));
  if (changelog !== undefined)
    findings.add('depot_changelog', () => message('depot.changelogUnlisted', changelog), changelog);
}

const LIKELY_CUT = { files: 20, share: 0.8 } as const;
