import { fault } from '../../../preload/messages/index.ts';
import {
  DEPOT_BETA_CFG,
  DEPOT_FILES,
  DEPOT_HISTORY_FILE,
  type DepotCfg,
  type DepotRows,
  depotPathFault,
  MAX_DEPOT_CFG_BYTES,
  MAX_DEPOT_LIST_BYTES,
  MAX_DEPOT_ROWS,
  ONCE_CRC,
  readDepotCfg,
  readDepotRows,
  splitDepotText,
} from '../../../protocol/index.ts';
import type { Carrier, CarrierCall } from '../carriers/carrier.ts';
import { CarrierError } from '../carriers/carrier-error.ts';
import { sizesAt } from '../carriers/remembering.ts';
import { checkCfg } from './doctor/check-cfg.ts';
import { checkLists } from './doctor/check-lists.ts';
import { type DepotFinding, DepotFindings } from './doctor/finding.ts';

/** A depot as its folder says it is, before anything is changed. */
export interface DepotThere {
  readonly cfg: Partial<DepotCfg>;
  /** The control files as they lie there. */
  readonly texts: ReadonlyMap<string, string>;
  /** The sums of its whitelist, by path; -1 for once files. Only paths that can be right. */
  readonly sums: ReadonlyMap<string, number>;
  readonly blacklist: readonly string[];
  readonly once: readonly string[];
  /** Of older versions, and on no list. */
  readonly earlier: readonly string[];
  /** Sizes of everything that lies there. */
  readonly sizes: ReadonlyMap<string, number>;
  /** What is wrong with the lists as they are. */
  readonly findings: readonly DepotFinding[];
}

const NAMES: readonly string[] = [...Object.values(DEPOT_FILES), DEPOT_BETA_CFG, DEPOT_HISTORY_FILE];

/** What says to a client whether it may update. */
export const CFG_NAMES: readonly string[] = [DEPOT_FILES.cfg, DEPOT_FILES.config, DEPOT_BETA_CFG];

/** `before`: as it was seen last; where the control files are still those, they are not read into rows again. */
export async function readDepotThere(
  carrier: Carrier,
  call: CarrierCall,
  before?: DepotThere | undefined,
): Promise<DepotThere> {
  const sizes = await sizesAt(carrier, call);
  const names = NAMES.filter((name) => sizes.has(name));
  const texts = await readTexts(carrier, names, call);
  if (before !== undefined && sameTexts(before.texts, texts)) return { ...before, sizes };
  return depotOf(texts, sizes);
}

function sameTexts(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([name, text]) => other.get(name) === text);
}

/**
 * The same by its lists alone, for a plan: a folder of 100,000 files takes a hundred questions and more to list. Not whole where the lists
 * do not say all of it, or somebody was stopped in the middle.
 */
export async function readDepotLists(
  carrier: Carrier,
  call: CarrierCall,
): Promise<{ readonly there: DepotThere; readonly isWhole: boolean }> {
  const texts = await readTexts(carrier, NAMES, call);
  const there = depotOf(texts);
  const isWhole =
    there.sums.size > 0 &&
    there.cfg.locked === false &&
    there.findings.every(({ severity }) => severity === 'note') &&
    everyKey(there.sums, (path) => there.sizes.has(path));
  return { there, isWhole };
}

export async function readTexts(
  carrier: Carrier,
  names: readonly string[],
  call: CarrierCall,
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  await Promise.all(
    names.map(async (name) => {
      const atMost = CFG_NAMES.includes(name) ? MAX_DEPOT_CFG_BYTES : MAX_DEPOT_LIST_BYTES;
      const bytes = await carrier.read(name, atMost, call);
      if (bytes === undefined) return;
      refuseManyRows(name, bytes);
      texts.set(name, new TextDecoder().decode(bytes));
    }),
  );
  return texts;
}

/** No depot of an add-on has so many, and what is not read is not written over. */
function refuseManyRows(name: string, bytes: Uint8Array): void {
  let rows = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) rows++;
  if (rows > MAX_DEPOT_ROWS)
    throw new CarrierError(fault('too_large.rows', name, rows, MAX_DEPOT_ROWS), { path: name });
}

const LINE_FEED = 10;

/** `seen`: sizes of what lies there. Without them its own list is believed. */
function depotOf(texts: ReadonlyMap<string, string>, seen?: ReadonlyMap<string, number>): DepotThere {
  const lines = (name: string) => splitDepotText(texts.get(name) ?? '').lines;
  const cfg = readDepotCfg(lines(DEPOT_FILES.cfg));
  const whitelist = readDepotRows(lines(DEPOT_FILES.whitelist), 'crc');
  const state = {
    cfg: texts.has(DEPOT_FILES.cfg) ? cfg : undefined,
    config: texts.has(DEPOT_FILES.config) ? readDepotCfg(lines(DEPOT_FILES.config)) : undefined,
    beta: undefined,
    whitelist: texts.has(DEPOT_FILES.whitelist) ? whitelist : undefined,
    sizes: texts.has(DEPOT_FILES.sizes) ? readDepotRows(lines(DEPOT_FILES.sizes), 'size') : undefined,
    blacklist: lines(DEPOT_FILES.blacklist),
    once: lines(DEPOT_FILES.once),
    ignore: lines(DEPOT_FILES.ignore),
  };
  const findings = new DepotFindings();
  checkCfg(state, findings, undefined);
  checkLists(state, findings);
  return {
    cfg: cfg.cfg,
    texts,
    sums: sumsOf(whitelist),
    blacklist: state.blacklist.filter(isSound),
    once: state.once.filter(isSound),
    earlier: lines(DEPOT_HISTORY_FILE).filter(isSound),
    sizes: seen ?? listedSizes(texts, state.sizes),
    findings: findings.list(),
  };
}

function listedSizes(texts: ReadonlyMap<string, string>, listed: DepotRows | undefined): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { path, value } of listed?.rows ?? []) sizes.set(path, value);
  for (const [name, text] of texts) sizes.set(name, Buffer.byteLength(text));
  return sizes;
}

function everyKey(map: ReadonlyMap<string, unknown>, holds: (key: string) => boolean): boolean {
  for (const key of map.keys()) if (!holds(key)) return false;
  return true;
}

function sumsOf({ rows }: DepotRows): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { path, value } of rows) if (isSound(path)) sums.set(path, value);
  return sums;
}

/** Only what can be a file of the depot counts as one: a list with `../x` must not lead anybody there. */
function isSound(path: string): boolean {
  return depotPathFault(path) === undefined;
}

/** Everything the depot is known to have had, and what of it was a user's own file. */
export function listedEver({ sums, blacklist, once, earlier }: DepotThere): { ever: string[]; everOnce: string[] } {
  const onceRows = [...sums].filter(([, sum]) => sum === ONCE_CRC).map(([path]) => path);
  return { ever: [...sums.keys(), ...blacklist, ...earlier], everOnce: [...once, ...onceRows] };
}
