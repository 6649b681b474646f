import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AppError,
  hasEnded,
  type Nothing,
  type Outcome,
  type Package,
  type PackageVersion,
  type Submission,
} from '../../../preload/contract.ts';
import {
  fault,
  inWords,
  type Message,
  message,
  type OwnError,
  saidOf,
  withMore,
} from '../../../preload/messages/index.ts';
import { differencesInPackage } from '../../archive/index.ts';
import {
  type DestinationCall,
  DestinationError,
  destinationError,
  type PublishedState,
  type Release,
} from '../destination.ts';
import { newestOf } from '../newest-version.ts';
import { ownFolder } from '../own-folder.ts';
import type { RegistryPort, XpkgSettings } from './xpkg-destination.ts';

export interface RegistryTarget {
  readonly connectionId: string;
  readonly packageId: string;
  readonly version: string;
}

/** What an app lends of its publisher. Faults are answers, never throws. */
export interface RegistryCalls {
  /** The connection that an id, a name or an address means. */
  connection(registry: string): Promise<string | undefined>;
  /** What this machine sent, the newest first. */
  submissions(): Promise<Outcome<readonly Submission[]>>;
  packageAt(of: Omit<RegistryTarget, 'version'>): Promise<Outcome<Package | Nothing>>;
  fetchPackage(of: RegistryTarget, savedTo: string, signal: AbortSignal): Promise<Outcome<unknown>>;
  /** Sends the very archive of the release. */
  submit(target: RegistryTarget, release: Release): Promise<Outcome<Submission>>;
  retry(target: RegistryTarget): Promise<Outcome<Submission>>;
  resume(id: string): Promise<Outcome<Submission>>;
  /** Comes back when nothing more happens to it without the author. Aborting cancels it. */
  whenEnded(id: string, signal: AbortSignal): Promise<Submission>;
  /** What to do about a registry that this machine does not know. */
  readonly connectHint: Message;
}

const PROCESSED = 'processed';

/** An X-Pkg registry as one destination among others: the publisher does everything, and remembers what it did. Packages are fetched into `workFolder`. */
export function registryPort(calls: RegistryCalls, workFolder: string): RegistryPort {
  return new PublisherPort(calls, workFolder);
}

export function unknownConnection(registry: string, hint: Message): DestinationError {
  const error = fault('no_connection.named', registry);
  return new DestinationError({ ...error, hint: inWords(hint), said: { ...error.said, hint } });
}

/** What users of a registry get today; undefined when there is nothing. */
export function newestProcessed(versions: readonly PackageVersion[]): string | undefined {
  return newestOf(processedOf(versions), { preRelease: true });
}

function processedOf(versions: readonly PackageVersion[]): string[] {
  return versions.filter(({ status }) => status === PROCESSED).map(({ version }) => version);
}

class PublisherPort implements RegistryPort {
  readonly #calls: RegistryCalls;
  readonly #workFolder: string;
  /** A package that was fetched and compared is not fetched again for the next question. */
  readonly #compared = new Map<string, Promise<Comparison>>();

  constructor(calls: RegistryCalls, workFolder: string) {
    this.#calls = calls;
    this.#workFolder = workFolder;
  }

  async ask({ registry }: XpkgSettings, release: Release, { signal }: DestinationCall) {
    const target = await this.#target(registry, release);
    const [own, versions] = await Promise.all([this.#ownSubmission(target), this.#versionsAt(target)]);
    const versionThere = newestProcessed(versions ?? []);
    const newest = newestOf(processedOf(versions ?? []), release);
    const there = versions?.find(({ version }) => version === release.version);
    return {
      ...(await this.#standing(target, release, { own, there, reached: versions !== undefined, signal })),
      versionThere,
      newest,
    };
  }

  async publish({ registry }: XpkgSettings, release: Release, { signal }: DestinationCall): Promise<void> {
    const target = await this.#target(registry, release);
    const { id } = expectSubmission(await this.#begin(target, release));
    const ended = await this.#calls.whenEnded(id, signal);
    if (ended.state.phase !== PROCESSED) throw destinationError(ended.error ?? endOf(ended));
    if (isOf(ended, release)) return;
    // What was begun before may have been packed from other files.
    const compared = await this.#compareOnce(target, release, ended.state.hash ?? undefined, signal);
    if (compared.is === 'other') throw new DestinationError(compared.error);
  }

  /** That a version exists, or that this machine once sent one of that number, does not show that it is this release. */
  async #standing(target: RegistryTarget, release: Release, found: Found): Promise<PublishedState> {
    const { own, there, reached } = found;
    const ended = own !== undefined && hasEnded(own);
    if (own !== undefined && !ended) return { is: 'partial' };
    if (there === undefined) {
      const sent = own?.state.phase === PROCESSED && isOf(own, release);
      if (sent && !reached) return { is: 'published' };
      return { is: own === undefined || own.state.phase === 'cancelled' ? 'absent' : 'partial' };
    }
    if (there.status !== PROCESSED) return { is: 'partial' };
    if (own?.state.phase === PROCESSED && isOf(own, release)) return { is: 'published' };
    const compared = await this.#compareOnce(target, release, there.hash ?? undefined, found.signal);
    return compared.is === 'same' ? { is: 'published' } : { is: 'different', error: compared.error };
  }

  #compareOnce(
    target: RegistryTarget,
    release: Release,
    hash: string | undefined,
    signal: AbortSignal,
  ): Promise<Comparison> {
    const key = JSON.stringify([target, hash, release.archive.sha256]);
    const known = this.#compared.get(key);
    if (known !== undefined) return known;
    const asked = this.#compare(target, release, signal);
    this.#compared.set(key, asked);
    asked.catch(() => this.#compared.delete(key));
    return asked;
  }

  /** Fetches what the registry has and looks into it: nothing else shows whose bytes they are. */
  async #compare(target: RegistryTarget, { archive }: Release, signal: AbortSignal): Promise<Comparison> {
    const { packageId, version } = target;
    const folder = await ownFolder(this.#workFolder, 'package');
    try {
      const file = join(folder, 'package.xpkg');
      const fetched = await this.#calls.fetchPackage(target, file, signal);
      if (!fetched.ok) {
        if (fetched.error.code !== 'no_package_file') throw destinationError(fetched.error, true);
        return { is: 'unknown', error: fault('version_exists.notSaid', packageId, version) };
      }
      const differing = await differencesInPackage(archive.path, file).catch(() => undefined);
      if (differing === undefined)
        return { is: 'unknown', error: fault('version_exists.notCompared', packageId, version) };
      return differing.length === 0
        ? SAME
        : { is: 'other', error: fault('version_exists.otherFiles', packageId, version, named(differing)) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Goes on with what there is of it, here or by another machine; sends nothing twice. */
  async #begin(target: RegistryTarget, release: Release): Promise<Outcome<Submission>> {
    const own = await this.#ownSubmission(target);
    if (own !== undefined && own.state.phase !== 'cancelled') {
      if (hasEnded(own)) return this.#calls.retry(target);
      return own.interrupted ? this.#calls.resume(own.id) : { ok: true, value: own };
    }
    const versions = await this.#versionsAt(target);
    const there = versions?.some(({ version }) => version === target.version) ?? false;
    return there ? this.#calls.retry(target) : this.#calls.submit(target, release);
  }

  async #target(registry: string, { packageId, version }: Release): Promise<RegistryTarget> {
    const connectionId = await this.#calls.connection(registry);
    if (connectionId !== undefined) return { connectionId, packageId, version };
    throw unknownConnection(registry, this.#calls.connectHint);
  }

  async #ownSubmission(target: RegistryTarget): Promise<Submission | undefined> {
    const sent = await this.#calls.submissions();
    if (!sent.ok) throw destinationError(sent.error);
    const { connectionId, packageId, version } = target;
    return sent.value.find(
      (one) =>
        one.connectionId === connectionId && one.packageId === packageId && one.version === version && !one.dryRun,
    );
  }

  /** Undefined where the registry cannot be asked: no reason to stop here, the publisher waits for it. */
  async #versionsAt({ connectionId, packageId }: RegistryTarget): Promise<readonly PackageVersion[] | undefined> {
    const found = await this.#calls.packageAt({ connectionId, packageId });
    return found.ok ? (found.value?.versions ?? []) : undefined;
  }
}

/** Whether a version of a registry holds the files of a release. */
type Comparison =
  | { readonly is: 'same' }
  | { readonly is: 'other' | 'unknown'; readonly error: OwnError<'version_exists'> };

const SAME: Comparison = { is: 'same' };

interface Found {
  readonly own: Submission | undefined;
  readonly there: PackageVersion | undefined;
  /** The registry told which versions it has. */
  readonly reached: boolean;
  readonly signal: AbortSignal;
}

function isOf({ archive }: Submission, release: Release): boolean {
  return archive?.sha256 === release.archive.sha256;
}

function named(paths: readonly string[]): Message {
  const [first = '', ...others] = paths;
  return message('error.firstOf', first, others.length);
}

function expectSubmission(outcome: Outcome<Submission>): Submission {
  if (!outcome.ok) throw destinationError(outcome.error);
  return outcome.value;
}

/** Why a submission without an error of its own did not get there. */
function endOf({ state, packageId, version }: Submission): AppError {
  if (state.phase !== 'blocked') return fault('not_published.phase', packageId, version, state.phase);
  const [first, ...others] = state.findings.filter(({ severity }) => severity === 'error');
  const why = first === undefined ? fault('blocked.text').said.message : withMore(saidOf(first), others.length);
  return fault('blocked.ofVersion', packageId, version, why);
}
