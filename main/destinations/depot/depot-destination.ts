import { fault, inWords, type Message, message } from '../../../preload/messages/index.ts';
import {
  DEPOT_FILES,
  depotBlacklist,
  lockDepotCfg,
  MAX_DEPOT_CFG_BYTES,
  MAX_DEPOT_LIST_BYTES,
  readDepotCfg,
  splitDepotText,
} from '../../../protocol/index.ts';
import { systemClock } from '../../clock/index.ts';
import { eachAtOnce } from '../../disk/index.ts';
import { type RememberingCarrier, rememberReads } from '../carriers/remembering.ts';
import { SentFiles } from '../carriers/sent-files.ts';
import { textSource } from '../carriers/source.ts';
import type { ContentFile } from '../content/archive-content.ts';
import { type PublishedPaths, pathsOf, rememberPublished } from '../content/published-paths.ts';
import {
  type Destination,
  type DestinationCall,
  DestinationError,
  type DestinationLink,
  type DestinationPlan,
  type PlanFinding,
  type PublishedState,
  type Release,
} from '../destination.ts';
import { removeLeftovers } from '../leftovers.ts';
import { openPlace, type PlaceDeps, placeKey } from '../place.ts';
import type { DepotSettings } from '../settings.ts';
import type { ReadBackOptions } from '../wait-until-seen.ts';
import { depotChangelog } from './depot-changelog.ts';
import { type DepotWork, planDepot } from './depot-plan.ts';
import { type DepotThere, listedEver, readDepotLists, readDepotThere } from './depot-there.ts';
import { isLockedByOther, refuseForeignLock } from './foreign-lock.ts';
import { readBack } from './read-back.ts';
import { RememberedLists } from './remembered-lists.ts';

export interface DepotDeps extends PlaceDeps {
  /** What this machine wrote to a place. */
  published(place: string): PublishedPaths;
  readonly readBack?: ReadBackOptions | undefined;
  /** The author says that nobody is in the middle there, though somebody's lock lies there. */
  readonly takeOver?: boolean | undefined;
  readonly now?: (() => number) | undefined;
}

/** Opens the depot of the channel that the release belongs to. */
export async function openDepotDestination(
  release: Release,
  settings: DepotSettings,
  deps: DepotDeps,
): Promise<Destination> {
  const beta = release.preRelease;
  if (beta && settings.beta === undefined) {
    throw new DestinationError(fault('no_beta_channel.text', release.version, settings.name));
  }
  const here = beta && settings.beta ? settings.beta : settings;
  const otherPlace = beta ? settings.place : settings.beta?.place;
  // Before anything is open that would have to be closed where the journal cannot be read.
  const published = rememberPublished(deps.published(placeKey(here.place)));
  const besidePublished = deps.published(placeKey(otherPlace ?? here.place));
  const carrier = rememberReads(await openPlace(here.place, settings.name, deps), pathsOf(published));
  const other =
    otherPlace &&
    (await openPlace(otherPlace, settings.name, deps).then(
      (one) => rememberReads(one, pathsOf(besidePublished)),
      () => undefined,
    ));
  return new DepotDestination({ release, settings, deps, published, besidePublished, carrier, other, url: here.url });
}

interface Parts {
  readonly release: Release;
  readonly settings: DepotSettings;
  readonly deps: DepotDeps;
  readonly published: PublishedPaths;
  /** To the other channel. */
  readonly besidePublished: PublishedPaths;
  readonly carrier: RememberingCarrier;
  readonly other: RememberingCarrier | undefined;
  readonly url: string;
}

interface DepotLook {
  readonly there: DepotThere;
  readonly work: DepotWork;
  /** The depot of the other channel. */
  readonly beside: DepotThere | undefined;
}

class DepotDestination implements Destination {
  readonly turn = 'reversible';
  readonly #parts: Parts;
  readonly #sent = new SentFiles();
  /** What this run brought about. */
  #flipped: DepotWork | undefined;
  /** By the step before. */
  #seen: Omit<DepotLook, 'work'> | undefined;
  readonly #lists = new RememberedLists();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async plan(call: DestinationCall): Promise<DestinationPlan> {
    const { there, work, beside } = await this.#look(call, 'lists');
    const { carrier, other, settings, published } = this.#parts;
    const isForeign = isLockedByOther(there, published.all());
    const files = [...work.added, ...work.replaced];
    const isBeside = this.#wholeIn(beside);
    const canCopy = other !== undefined && files.some(isBeside) && (await carrier.canTakeOver(other, call));
    const isCopied = (file: ContentFile) => canCopy && isBeside(file) && !other.cannotTakeOver(file.path, file.size);
    const sent = files.filter((file) => !isCopied(file));
    return {
      added: work.added.length,
      changed: work.replaced.length,
      deleted: work.deleted.length,
      bytes: sent.reduce((sum, { size }) => sum + size, 0),
      versionThere: there.cfg.version,
      // Mistakes of what is there are told and mended by this release, so none of them stops it.
      findings: [
        ...work.findings,
        ...(isForeign ? [foreignLock(settings.name)] : []),
        ...sentAgain(sent.filter(isBeside)),
        ...there.findings
          .filter(({ severity, rule }) => severity !== 'note' && there.sums.size > 0 && !(isForeign && rule === LOCKED))
          .map(({ rule, path, said }) => noted(rule, message('depot.planNow', said.message), path)),
      ],
    };
  }

  async ask(call: DestinationCall): Promise<PublishedState> {
    const { there, work } = await this.#look(call);
    const { version } = this.#parts.release;
    if (there.cfg.version !== version) return { is: 'absent' };
    const same = there.texts.get(DEPOT_FILES.whitelist) === work.texts.get(DEPOT_FILES.whitelist);
    if (!same) {
      if (there.cfg.locked === true) return { is: 'partial' };
      return { is: 'different', error: fault('version_exists.depot', this.#parts.settings.name, version) };
    }
    const whole = [...work.texts].every(([name, text]) => there.texts.get(name) === text);
    return { is: whole && missing(work).length === 0 ? 'published' : 'partial' };
  }

  async versionThere(call: DestinationCall): Promise<string | undefined> {
    return (await this.#look(call)).there.cfg.version;
  }

  /** New files go where no list names them. With a branch nothing is seen before the commit anyway. */
  async stage(call: DestinationCall): Promise<void> {
    const { there, work, beside } = await this.#look(call);
    await this.#refuseForeignLock(there, call);
    this.#refuse(work);
    await this.#send(work.added, { work, beside }, call);
  }

  async flip(call: DestinationCall): Promise<void> {
    const { carrier, release, other, published } = this.#parts;
    const { there, work, beside } = await this.#lookBeforeFlip(call);
    await this.#refuseForeignLock(there, call);
    this.#refuse(work);
    await this.#send(work.added, { work, beside }, call);
    const seen = carrier.visible === 'write';
    const write = (name: string, text: string) => carrier.write(name, textSource(text), call);
    const cfg = work.texts.get(DEPOT_FILES.cfg) ?? '';
    const isLive = there.sums.size > 0 && there.cfg.version !== undefined;
    if (other !== undefined) await this.#keepOtherComplete(work, call);
    // So that a lock of another machine is told from one of this one.
    published.note([{ path: DEPOT_FILES.cfg, crc32: undefined, once: false }]);
    if (seen && isLive)
      for (const [name, text] of work.locked) if (there.texts.get(name) !== text) await write(name, text);
    await eachAtOnce([...work.first], carrier.limits.atOnce, (path) => carrier.delete(path, call));
    await this.#send(work.replaced, { work, beside }, call);
    for (const [name, text] of work.texts) {
      if (name === DEPOT_FILES.cfg || (there.texts.get(name) === text && !work.locked.has(name))) continue;
      await write(name, text);
    }
    if (seen) await write(DEPOT_FILES.cfg, lockDepotCfg(cfg));
    await write(DEPOT_FILES.cfg, cfg);
    // What went first may be a folder by now.
    const deleted = work.deleted.filter((path) => !work.first.has(path));
    if (carrier.visible === 'commit') for (const path of deleted) await carrier.delete(path, call);
    await carrier.commit(`${release.name} ${release.version}`, call);
    published.note([{ path: DEPOT_FILES.cfg, crc32: textSource(cfg).crc32, once: false }]);
    if (seen) await eachAtOnce(deleted, carrier.limits.atOnce, (path) => carrier.delete(path, call));
    this.#flipped = work;
    await removeLeftovers(carrier, { published, now: this.#parts.deps.now }, call);
  }

  async verify(call: DestinationCall): Promise<void> {
    const { settings, deps, url, release, carrier, other, published } = this.#parts;
    carrier.forget();
    other?.forget();
    const { work, first } = await this.#lookAgain(call);
    if (first !== undefined) {
      throw new DestinationError(fault('not_as_written.file', settings.name, first), { passing: true });
    }
    const seen = { work, sent: this.#sent.paths, version: release.version };
    const wrong = await readBack(url, seen, call, deps.readBack);
    const [path] = wrong;
    if (path === undefined) return;
    // Whoever wrote it, it is not what this machine remembers of it: the next attempt sends it again.
    published.note(wrong.map((one) => ({ path: one, crc32: undefined, once: false })));
    throw new DestinationError(fault('not_served.depot', path, url));
  }

  link(): DestinationLink {
    return { name: this.#parts.settings.name, url: this.#parts.url };
  }

  async dispose(): Promise<void> {
    await Promise.all([this.#parts.carrier.dispose(), this.#parts.other?.dispose()]);
  }

  /** What is believed of the depot: what lies in its folder, or for a plan its own lists, where nothing speaks against them. */
  async #look(call: DestinationCall, by: 'folder' | 'lists' = 'folder'): Promise<DepotLook> {
    const { carrier, other, release, settings, published } = this.#parts;
    const known = published.all();
    const read = async (depot: RememberingCarrier, before: DepotThere | undefined) => {
      const isSure = by === 'lists' && known.every(({ crc32 }) => crc32 !== undefined);
      const byLists = isSure ? await readDepotLists(depot, call) : undefined;
      return byLists?.isWhole ? byLists.there : readDepotThere(depot, call, byLists?.there ?? before);
    };
    const [there, beside] = await Promise.all([
      read(carrier, this.#seen?.there),
      other && read(other, this.#seen?.beside),
    ]);
    const { caseBlind } = carrier;
    const changelog = await depotChangelog(release, there, carrier, call);
    const content = changelog.file === undefined ? release.content : [...release.content, changelog.file].sort(byPath);
    const all = { ...release, content };
    const input = { release: all, settings, there, other: beside, known, caseBlind };
    this.#seen = { there, beside };
    const work = planDepot(input, this.#lists.for(input));
    return { there, beside, work: { ...work, findings: [...work.findings, ...changelog.findings] } };
  }

  /** The first file that is not as it was written. All was looked at when this began, so few files are asked for one by one. */
  async #lookAgain(call: DestinationCall): Promise<{ work: DepotWork; first: string | undefined }> {
    const { carrier } = this.#parts;
    const flipped = this.#flipped;
    if (flipped !== undefined) {
      // Of no use any more, and with many files most of what is kept.
      this.#seen = undefined;
      this.#lists.forget();
      const behind = await firstTextBehind(carrier, flipped, call);
      carrier.forget();
      return { work: flipped, first: behind ?? (await this.#firstFileBehind(flipped, call)) };
    }
    const { there, work } = await this.#look(call);
    const behind = [...work.texts.keys()].find((name) => there.texts.get(name) !== work.texts.get(name));
    return { work, first: behind ?? missing(work)[0]?.path };
  }

  /** Where the lists are those of the release, whose sums were written, sizes are what is left to look at. */
  async #firstFileBehind({ files }: DepotWork, call: DestinationCall): Promise<string | undefined> {
    const { carrier } = this.#parts;
    if (this.#sent.areFew) return this.#sent.firstBehind(carrier, call);
    const sizes = await carrier.sizes(call);
    return files.find(({ path, size, once }) => !once && sizes.get(path) !== size)?.path;
  }

  /** Another machine may have come first since this one looked: what it released under the same number is not written over. */
  async #lookBeforeFlip(call: DestinationCall): Promise<DepotLook> {
    const { carrier } = this.#parts;
    const looked = await this.#look(call);
    if (carrier.visible === 'commit') return looked;
    // Not to be remembered: the next attempt compares with what this machine saw at its first look.
    const now = await carrier.readOnce(DEPOT_FILES.cfg, MAX_DEPOT_CFG_BYTES, call);
    const before = looked.there.texts.get(DEPOT_FILES.cfg);
    const text = now && new TextDecoder().decode(now);
    if (text === before) return looked;
    if (text !== undefined && isLocked(text) && looked.there.cfg.locked !== true)
      throw new DestinationError(fault('moved_meanwhile.depot', this.#parts.settings.name), { passing: true });
    carrier.forget();
    const standing = await this.ask(call);
    if (standing.is === 'different') throw new DestinationError(standing.error);
    const again = await this.#look(call);
    // It may be a newer one: whoever begins again compares.
    if (again.there.cfg.version !== looked.there.cfg.version)
      throw new DestinationError(fault('moved_meanwhile.depot', this.#parts.settings.name), { passing: true });
    return again;
  }

  async #refuseForeignLock(there: DepotThere, call: DestinationCall): Promise<void> {
    const { carrier, settings, published, deps } = this.#parts;
    if (deps.takeOver === true || carrier.visible === 'commit' || !isLockedByOther(there, published.all())) return;
    await refuseForeignLock({ name: settings.name, carrier, now: deps.now ?? systemClock.now }, call);
  }

  #refuse({ findings }: DepotWork): void {
    const error = findings.find(({ severity }) => severity === 'error');
    if (error === undefined) return;
    const { rule: code, message: words, said } = error;
    throw new DestinationError({ code, message: words, ...(said && { said: { message: said } }) });
  }

  /** On disk first that these paths are in doubt, then the bytes, then that they are there. */
  async #send(
    files: readonly ContentFile[],
    { work, beside }: Pick<DepotLook, 'work' | 'beside'>,
    call: DestinationCall,
  ): Promise<void> {
    if (files.length === 0) return;
    const { carrier, other, published } = this.#parts;
    const once = new Set(work.files.filter((file) => file.once).map(({ path }) => path));
    const rows = (crc: (file: ContentFile) => number | undefined) =>
      files.map((file) => ({ path: file.path, crc32: crc(file), once: once.has(file.path) }));
    published.note(rows(() => undefined));
    const isBeside = this.#wholeIn(beside);
    const write: RememberingCarrier['write'] = async (path, file, how) => {
      const isTaken =
        other !== undefined &&
        isBeside({ path, size: file.size, crc32: file.crc32 }) &&
        carrier.takeOver(other, path, file, how);
      if (!(await isTaken)) await carrier.write(path, file, how);
    };
    await this.#sent.write(files, { limits: carrier.limits, write }, call);
    published.note(rows(({ crc32 }) => crc32));
  }

  /** Whether the other channel's lists name this very content, so that what testers have becomes everybody's without being sent again. */
  #wholeIn(beside: DepotThere | undefined): (file: Pick<ContentFile, 'path' | 'size' | 'crc32'>) => boolean {
    if (beside === undefined || beside.cfg.locked === true) return () => false;
    const mine = new Map(this.#parts.besidePublished.all().map((one) => [one.path, one.crc32]));
    return ({ path, size, crc32 }) =>
      beside.sums.get(path) === crc32 &&
      beside.sizes.get(path) === size &&
      (!mine.has(path) || mine.get(path) === crc32);
  }

  /** Whoever changes over from this channel has to lose what only this channel has. */
  async #keepOtherComplete(work: DepotWork, call: DestinationCall): Promise<void> {
    const { other } = this.#parts;
    if (other === undefined) return;
    const there = await readDepotThere(other, call);
    if (there.sums.size === 0) return;
    const text = blacklistFor(there, work);
    if (text === undefined) return;
    await other.write(DEPOT_FILES.blacklist, textSource(text), call);
    await other.commit('Name the files of the other channel', call);
  }
}

function isLocked(cfg: string): boolean {
  return readDepotCfg(splitDepotText(cfg).lines).cfg.locked === true;
}

/** The name of a control file that is not as it was written. */
async function firstTextBehind(
  carrier: RememberingCarrier,
  { texts }: DepotWork,
  call: DestinationCall,
): Promise<string | undefined> {
  const behind = await Promise.all(
    [...texts].map(async ([name, text]) => {
      const expected = Buffer.from(text);
      const bytes = await carrier.read(name, MAX_DEPOT_LIST_BYTES, call);
      return bytes !== undefined && expected.equals(bytes) ? undefined : name;
    }),
  );
  return behind.find((name) => name !== undefined);
}

function noted(rule: string, said: Message, path?: string): PlanFinding {
  return { severity: 'note', rule, message: inWords(said), said, ...(path !== undefined && { path }) };
}

const LOCKED = 'depot_locked';

function foreignLock(name: string): PlanFinding {
  return { ...noted(LOCKED, message('depot.planLocked', name)), severity: 'warning' };
}

function sentAgain({ length }: readonly ContentFile[]): PlanFinding[] {
  return length === 0 ? [] : [noted('depot_sent_again', message('depot.planSentAgain', length))];
}

function byPath(a: ContentFile, b: ContentFile): number {
  return a.path < b.path ? -1 : 1;
}

/** What users would not get whole. A once file that lies there under its size is taken for sent. */
function missing(work: DepotWork): ContentFile[] {
  const once = new Set(work.files.filter((file) => file.once).map(({ path }) => path));
  return [...work.added, ...work.replaced.filter(({ path }) => !once.has(path))];
}

function blacklistFor(there: DepotThere, work: DepotWork): string | undefined {
  const { ever, everOnce } = listedEver(there);
  const now = [...there.sums.keys()].map((path) => ({ path }));
  const once = new Set([...everOnce, ...work.files.filter((file) => file.once).map(({ path }) => path)]);
  const { paths } = depotBlacklist([...ever, ...work.files.map(({ path }) => path)], now, once);
  const text = paths.map((path) => `${path}\n`).join('');
  return text === there.texts.get(DEPOT_FILES.blacklist) ? undefined : text;
}
