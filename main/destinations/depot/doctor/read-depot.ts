import { message } from '../../../../preload/messages/index.ts';
import {
  DEPOT_BETA_CFG,
  DEPOT_FILES,
  type DepotCfgRead,
  type DepotFileKind,
  type DepotRows,
  MAX_DEPOT_CFG_BYTES,
  MAX_DEPOT_LIST_BYTES,
  MAX_DEPOT_ROWS,
  readDepotCfg,
  readDepotRows,
  splitDepotText,
} from '../../../../protocol/index.ts';
import type { DepotFindings, DepotRule } from './finding.ts';
import type { DepotSource } from './source.ts';

/** The control files of a depot as they were read. What is not there or cannot be read is undefined. */
export interface DepotState {
  readonly cfg: DepotCfgRead | undefined;
  readonly config: DepotCfgRead | undefined;
  readonly beta: DepotCfgRead | undefined;
  readonly whitelist: DepotRows | undefined;
  readonly sizes: DepotRows | undefined;
  readonly blacklist: readonly string[] | undefined;
  readonly once: readonly string[] | undefined;
  readonly ignore: readonly string[] | undefined;
}

type Need = 'needed' | 'blacklist' | 'optional' | 'silent';

const NEEDS: Readonly<Record<DepotFileKind, Need>> = {
  cfg: 'needed',
  whitelist: 'needed',
  sizes: 'needed',
  blacklist: 'blacklist',
  once: 'optional',
  ignore: 'optional',
  config: 'optional',
};

export async function readDepot(
  source: DepotSource,
  findings: DepotFindings,
  signal: AbortSignal,
): Promise<DepotState> {
  const read = (name: string, need: Need, atMost: number) =>
    readLines(source, findings, { name, need, atMost }, signal);
  const list = (kind: DepotFileKind) => read(DEPOT_FILES[kind], NEEDS[kind], MAX_DEPOT_LIST_BYTES);
  const cfgOf = async (name: string, need: Need) => {
    const lines = await read(name, need, MAX_DEPOT_CFG_BYTES);
    return lines && readDepotCfg(lines);
  };
  const cfg = await cfgOf(DEPOT_FILES.cfg, 'needed');
  const [config, beta, whitelist, sizes, blacklist, once, ignore] = await Promise.all([
    cfgOf(DEPOT_FILES.config, NEEDS.config),
    cfgOf(DEPOT_BETA_CFG, 'silent'),
    list('whitelist'),
    list('sizes'),
    list('blacklist'),
    list('once'),
    list('ignore'),
  ]);
  return {
    cfg,
    config,
    beta,
    whitelist: whitelist && readDepotRows(whitelist, 'crc'),
    sizes: sizes && readDepotRows(sizes, 'size'),
    blacklist,
    once,
    ignore,
  };
}

interface ControlFile {
  readonly name: string;
  readonly need: Need;
  readonly atMost: number;
}

async function readLines(
  source: DepotSource,
  findings: DepotFindings,
  { name, need, atMost }: ControlFile,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const answer = await source.read(name, atMost, signal);
  switch (answer.kind) {
    case 'absent':
      tellAbsent(findings, name, need);
      return undefined;
    case 'refused': {
      // A bucket that may not be listed answers so for what is not there, and only testers' clients ask for theirs.
      if (need === 'silent') return undefined;
      const rule = need === 'needed' ? 'depot_refused' : 'depot_not_absent';
      findings.add(rule, () => answer.said, name, name);
      return undefined;
    }
    case 'too_large':
      findings.add('depot_too_large', () => answer.said, name, name);
      return undefined;
    case 'fault':
      findings.add('depot_unreachable', () => answer.said, name, name);
      return undefined;
    case 'file':
      return linesOf(answer.bytes, findings, name);
  }
}

function tellAbsent(findings: DepotFindings, name: string, need: Need): void {
  if (need === 'silent') return;
  const rules = {
    needed: 'depot_missing_control',
    blacklist: 'depot_missing_blacklist',
    optional: 'depot_missing_optional',
  } as const satisfies Record<string, DepotRule>;
  findings.add(rules[need], () => message('depot.notThere', name), name, name);
}

function linesOf(bytes: Uint8Array, findings: DepotFindings, name: string): readonly string[] | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    findings.add('depot_not_text', () => message('depot.notText', name), name, name);
    return undefined;
  }
  const { lines, faults } = splitDepotText(text);
  for (const fault of faults) {
    findings.add(`depot_${fault}`, () => message(`depot.${fault}`, name), name, name);
  }
  if (faults.includes('web_page')) return undefined;
  if (lines.length > MAX_DEPOT_ROWS) {
    const said = message('depot.manyRows', name, lines.length);
    findings.add('depot_too_many_rows', () => said, name, name);
    return undefined;
  }
  return lines;
}
