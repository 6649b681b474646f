import { inWords, message } from '../../../preload/messages/index.ts';
import {
  DEPOT_BETA_CFG,
  DEPOT_FILES,
  DEPOT_HISTORY_FILE,
  type DepotFile,
  depotBlacklist,
  depotPathFault,
  depotPathKey,
  depotPathRisk,
  isDepotControlFile,
  lockDepotCfg,
  ONCE_CRC,
  readDepotCfg,
  sameDepotUrl,
  splitDepotText,
  writeDepotCfg,
  writeDepotConfig,
  writeDepotLists,
} from '../../../protocol/index.ts';
import type { PublishedPath } from '../../publish/index.ts';
import type { ContentFile } from '../content/archive-content.ts';
import { inTheWay } from '../content/in-the-way.ts';
import type { PlanFinding, Release } from '../destination.ts';
import type { DepotSettings } from '../settings.ts';
import { CFG_NAMES, type DepotThere, listedEver } from './depot-there.ts';
import { isLockedByOther } from './foreign-lock.ts';
import { looksLikeSettings, onceRule } from './once-files.ts';
import { PlanFindings } from './plan-findings.ts';

/** What has to happen to a depot so that it holds a release. */
export interface DepotWork {
  readonly files: readonly (DepotFile & { readonly source: ContentFile })[];
  /** Named by no list that users have, so nobody sees them before the lists change. */
  readonly added: readonly ContentFile[];
  readonly replaced: readonly ContentFile[];
  /** Files that what is new cannot be written beside: they go while the depot is locked. */
  readonly first: ReadonlySet<string>;
  /** Files of earlier versions, taken away after the cfg was raised. */
  readonly deleted: readonly string[];
  /** The control files of the release, without the cfg's lock. */
  readonly texts: ReadonlyMap<string, string>;
  /** The cfgs that are there, locked: who comes meanwhile is told to come back. */
  readonly locked: ReadonlyMap<string, string>;
  readonly findings: readonly PlanFinding[];
}

export interface DepotPlanInput {
  readonly release: Release;
  readonly settings: DepotSettings;
  readonly there: DepotThere;
  /** The depot of the other channel, where there is one. */
  readonly other: DepotThere | undefined;
  readonly known: readonly PublishedPath[];
  readonly caseBlind: boolean | undefined;
}

/** What of the work follows from the lists there alone: with a million names it is made once, not for each step. */
export interface DepotLists extends Pick<DepotWork, 'files' | 'texts' | 'findings'> {
  /** Paths that a list or this machine put there. */
  readonly explained: ReadonlySet<string>;
}

export function planDepot(input: DepotPlanInput, lists: DepotLists = depotLists(input)): DepotWork {
  const { files, texts, findings, explained } = lists;
  const { there, caseBlind } = input;
  const contentThere = [...there.sizes.keys()].filter(isContent);
  const { old, waiting } = inTheWay(contentThere, files, caseBlind);
  return {
    ...{ files, texts, findings },
    ...differences(input, files, waiting),
    first: new Set([...old].filter((path) => explained.has(path))),
    deleted: deletions(input, explained),
    locked: lockedCfgs(there, texts),
  };
}

/** What it says it takes from the file itself: there may be hundreds of thousands. */
class ListedFile implements DepotFile {
  readonly source: ContentFile;
  readonly once: boolean;
  constructor(source: ContentFile, once: boolean) {
    this.source = source;
    this.once = once;
  }

  get path(): string {
    return this.source.path;
  }

  get size(): number {
    return this.source.size;
  }

  get crc32(): number {
    return this.source.crc32;
  }
}

export function depotLists(input: DepotPlanInput): DepotLists {
  const { release, settings, there, other, known } = input;
  const isOnce = onceRule(settings.once);
  const content = release.content.filter(({ path }) => depotPathFault(path) !== 'control_file');
  const files = content.map((source) => new ListedFile(source, isOnce(source.path)));
  const past = [there, ...(other === undefined ? [] : [other])].map(listedEver);
  const ever = [...past.flatMap((one) => one.ever), ...known.map(({ path }) => path).filter(isContent)];
  const everOnce = new Set([
    ...past.flatMap((one) => one.everOnce),
    ...known.filter(({ once }) => once).map(({ path }) => path),
  ]);
  const blacklist = depotBlacklist(ever, files, everOnce);
  const earlier = blacklist.keptOff.filter(({ why }) => why !== 'once_file').map(({ path }) => path);
  const lists = writeDepotLists(files, blacklist.paths);
  const cfg = {
    name: settings.title ?? release.name,
    version: release.version,
    module: settings.url,
    locked: false,
    disabled: false,
    liveries: settings.liveries ?? there.cfg.liveries ?? false,
  };
  const betaUrl = settings.beta?.url ?? betaUrlIn(there);
  const texts = new Map([
    [DEPOT_FILES.whitelist as string, lists.whitelist],
    [DEPOT_FILES.blacklist, lists.blacklist],
    [DEPOT_FILES.sizes, lists.sizes],
    [DEPOT_FILES.once, lists.once],
    [DEPOT_FILES.ignore, lists.ignore],
    ...(betaUrl === undefined
      ? []
      : [[DEPOT_BETA_CFG, writeDepotCfg({ ...cfg, module: betaUrl })] as [string, string]]),
    ...(earlier.length === 0 && !there.texts.has(DEPOT_HISTORY_FILE)
      ? []
      : [[DEPOT_HISTORY_FILE, earlier.map((path) => `${path}\n`).join('')] as [string, string]]),
    [DEPOT_FILES.config, writeDepotConfig(cfg)],
    [DEPOT_FILES.cfg, writeDepotCfg(cfg)],
  ]);
  return {
    files,
    texts,
    findings: [...ownerFindings(input), ...fileFindings(files, blacklist.keptOff)],
    explained: new Set([...there.sums.keys(), ...there.blacklist, ...known.map(({ path }) => path)]),
  };
}

/** Of the control files the journal knows when this machine wrote them. */
function isContent(path: string): boolean {
  return !isDepotControlFile(path);
}

/** A depot that was made by hand may have testers whom nobody told Loadmaster of. Their cfg goes on saying where they are. */
function betaUrlIn({ texts }: DepotThere): string | undefined {
  return readDepotCfg(splitDepotText(texts.get(DEPOT_BETA_CFG) ?? '').lines).cfg.module;
}

/** Only what is written again afterwards: nobody would unlock the others. */
function lockedCfgs({ texts }: DepotThere, written: DepotWork['texts']): Map<string, string> {
  const found = [...texts].filter(([name]) => CFG_NAMES.includes(name) && written.has(name));
  return new Map(found.map(([name, text]) => [name, lockDepotCfg(text)]));
}

/** A file is left alone only when the list there, its size there and what this machine remembers all say that it is the same. */
function differences({ there, known }: DepotPlanInput, files: DepotWork['files'], waiting: ReadonlySet<string>) {
  const remembered = new Map(known.map(({ path, crc32 }) => [path, crc32]));
  const added: ContentFile[] = [];
  const replaced: ContentFile[] = [];
  // Another machine was stopped in the middle of an update: what lies there may be of either version.
  const inDoubt = isLockedByOther(there, known);
  for (const { path, size, crc32, source } of files) {
    const sum = there.sums.get(path);
    const seenThere = there.sizes.get(path);
    const claimed = sum === undefined || sum === ONCE_CRC ? remembered.get(path) : sum;
    const agreed = !remembered.has(path) || remembered.get(path) === crc32;
    if (!inDoubt && seenThere === size && claimed === crc32 && agreed) continue;
    if (sum === undefined && !waiting.has(path)) added.push(source);
    else replaced.push(source);
  }
  return { added, replaced };
}

/** Only files that a list or this machine put there; where capital letters may not count, never one that is now another's name. */
function deletions({ release, there, caseBlind }: DepotPlanInput, explained: ReadonlySet<string>): string[] {
  const content = release.content.filter(({ path }) => depotPathFault(path) !== 'control_file');
  const now = new Set(content.map(({ path }) => path));
  const gone = [...there.sizes.keys()].filter(
    (path) => explained.has(path) && !now.has(path) && depotPathFault(path) === undefined,
  );
  if (gone.length === 0 || caseBlind === false) return gone;
  // Where both spellings lie there, they are two files.
  const names = content.filter(({ path }) => !there.sizes.has(path)).map(({ path }) => depotPathKey(path));
  const keys = new Set(names);
  return gone.filter((path) => !keys.has(depotPathKey(path)));
}

/** A mistyped folder may be the depot of another add-on: its users would get this one. One that moved to another address keeps its name. */
function ownerFindings({ release, settings, there, known }: DepotPlanInput): PlanFinding[] {
  const { name, module } = there.cfg;
  if (known.length > 0 || module === undefined || name === undefined) return [];
  const own = [settings.url, ...(settings.beta === undefined ? [] : [settings.beta.url])];
  const names = [settings.title, release.name].map((one) => one?.trim().toLowerCase());
  if (own.some((url) => sameDepotUrl(url, module)) || names.includes(name.trim().toLowerCase())) return [];
  const said = message('depot.notOurs', name, module, release.name, DEPOT_FILES.cfg);
  return [{ severity: 'error', rule: 'depot_not_ours', path: DEPOT_FILES.cfg, message: inWords(said), said }];
}

function fileFindings(files: DepotWork['files'], kept: ReturnType<typeof depotBlacklist>['keptOff']): PlanFinding[] {
  const findings = new PlanFindings();
  const spelled = new Map<string, string>();
  for (const { path, size, once } of files) {
    const fault = depotPathFault(path);
    const key = depotPathKey(path);
    const other = spelled.get(key);
    spelled.set(key, path);
    if (fault !== undefined)
      findings.add('error', 'depot_bad_path', path, () =>
        message('depot.planBadPath', path, message(`depot_path.${fault}`)),
      );
    if (depotPathRisk(path) !== undefined)
      findings.add('warning', 'depot_risky_path', path, () => message('depot.planRisky', path));
    if (other !== undefined)
      findings.add('error', 'depot_case_twins', path, () => message('depot.planTwins', path, other));
    if (size === 0) findings.add('note', 'depot_empty_file', path, () => message('depot.planEmpty', path));
    if (!once && looksLikeSettings(path))
      findings.add('note', 'depot_once_suggested', path, () => message('depot.planOnce', path));
  }
  for (const { path, why } of kept) {
    const severity = why === 'folder_now' ? 'warning' : 'note';
    findings.add(severity, `depot_kept_${why}`, path, () => message(`depot.kept_${why}`, path));
  }
  return findings.list();
}
