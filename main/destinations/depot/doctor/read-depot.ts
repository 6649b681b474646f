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
import { allAlike } from './all-alike.ts';
import type { DepotFindings, DepotRule } from './finding.ts';
import type { DepotAnswer, DepotSource } from './source.ts';

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

interface ControlFile {
  readonly name: string;
  readonly need: Need;
  readonly atMost: number;
}

function controlFile(kind: DepotFileKind): ControlFile {
  return {
    name: DEPOT_FILES[kind],
    need: NEEDS[kind],
    atMost: kind === 'cfg' || kind === 'config' ? MAX_DEPOT_CFG_BYTES : MAX_DEPOT_LIST_BYTES,
  };
}

const CONTROL_FILES = [
  controlFile('cfg'),
  ...(['config', 'whitelist', 'sizes', 'blacklist', 'once', 'ignore'] as const).map(controlFile),
] as const;
const BETA_FILE: ControlFile = { name: DEPOT_BETA_CFG, need: 'silent', atMost: MAX_DEPOT_CFG_BYTES };

const NOTHING: DepotState = {
  ...{ cfg: undefined, config: undefined, beta: undefined, whitelist: undefined, sizes: undefined },
  ...{ blacklist: undefined, once: undefined, ignore: undefined },
};

export async function readDepot(
  source: DepotSource,
  findings: DepotFindings,
  signal: AbortSignal,
): Promise<DepotState> {
  const read = ({ name, atMost }: ControlFile) => source.read(name, atMost, signal);
  const [cfgFile, ...others] = CONTROL_FILES;
  // One question first: a server that is slow or says no is not asked seven times at once.
  const first = await read(cfgFile);
  const [beta, ...rest] = await Promise.all([read(BETA_FILE), ...others.map(read)]);
  const answers = new Map([first, ...rest].map((answer, at) => [(CONTROL_FILES[at] ?? cfgFile).name, answer]));
  const alike = allAlike(answers);
  if (alike !== undefined) {
    findings.add(alike.rule, () => alike.said, cfgFile.name);
    return NOTHING;
  }
  const lines = (file: ControlFile, answer: DepotAnswer | undefined) => answer && linesIn(answer, findings, file);
  const linesOf = (kind: DepotFileKind) => {
    const file = { name: DEPOT_FILES[kind], need: NEEDS[kind], atMost: 0 };
    return lines(file, answers.get(file.name));
  };
  const [cfg, config, betaLines] = [linesOf('cfg'), linesOf('config'), lines(BETA_FILE, beta)];
  const [whitelist, sizes] = [linesOf('whitelist'), linesOf('sizes')];
  return {
    cfg: cfg && readDepotCfg(cfg),
    config: config && readDepotCfg(config),
    beta: betaLines && readDepotCfg(betaLines),
    whitelist: whitelist && readDepotRows(whitelist, 'crc'),
    sizes: sizes && readDepotRows(sizes, 'size'),
    blacklist: linesOf('blacklist'),
    once: linesOf('once'),
    ignore: linesOf('ignore'),
  };
}

function linesIn(
  answer: DepotAnswer,
  findings: DepotFindings,
  { name, need }: ControlFile,
): readonly string[] | undefined {
  switch (answer.kind) {
    case 'absent':
      tellAbsent(findings, { name, need }, answer.there);
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

function tellAbsent(
  findings: DepotFindings,
  { name, need }: Pick<ControlFile, 'name' | 'need'>,
  there: string | undefined,
): void {
  if (there !== undefined) {
    findings.add('depot_control_case', () => message('depot.spelled', name, there), name, name);
    return;
  }
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
