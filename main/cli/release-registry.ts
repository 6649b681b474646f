import type { AppError, Outcome, PackageVersion, Submission } from '../../preload/contract.ts';
import { compareVersions } from '../../protocol/index.ts';
import { DestinationError, type RegistryPort, type Release } from '../destinations/index.ts';
import type { CommandContext } from './command.ts';
import { follow } from './follow.ts';
import { expectOk } from './outcome.ts';
import { isEnded } from './submission-end.ts';
import type { TerminalApp } from './terminal-app.ts';

type XpkgSettings = Parameters<RegistryPort['ask']>[0];

interface Target {
  readonly connectionId: string;
  readonly packageId: string;
  readonly version: string;
}

const HISTORY_LOOKED_AT = 1000;
const PROCESSED = 'processed';

/** A registry adds a manifest and default scripts. */
const ADDED_BY_REGISTRY_BYTES = 64 * 1024;

/** The X-Pkg registry as one destination among others: the publisher does everything, and remembers what it did. */
export function registryPort(app: TerminalApp, context: CommandContext): RegistryPort {
  return new TerminalRegistry(app, context);
}

class TerminalRegistry implements RegistryPort {
  readonly #app: TerminalApp;
  readonly #context: CommandContext;

  constructor(app: TerminalApp, context: CommandContext) {
    this.#app = app;
    this.#context = context;
  }

  async ask({ registry }: XpkgSettings, { packageId, version, content }: Release) {
    const target = { connectionId: await this.#connectionOf(registry), packageId, version };
    const [own, versions] = await Promise.all([this.#ownSubmission(target), this.#versionsAt(target)]);
    const processed = versions.filter(({ status }) => status === PROCESSED);
    const versionThere = processed.sort((a, b) => compareVersions(b.version, a.version))[0]?.version;
    if (own?.state.phase === PROCESSED) return { is: 'published' as const, versionThere };
    const there = versions.find((one) => one.version === version);
    if (own !== undefined) return { is: 'partial' as const, versionThere };
    if (there === undefined) return { is: 'absent' as const, versionThere };
    if (there.status !== PROCESSED) return { is: 'partial' as const, versionThere };
    // The registry packs anew, so no sum of ours is left: only what it unpacks to tells whether it can be the same.
    const bytes = content.reduce((sum, { size }) => sum + size, 0);
    const same = there.installedSize > 0 && Math.abs(there.installedSize - bytes) <= ADDED_BY_REGISTRY_BYTES;
    if (same) return { is: 'published' as const, versionThere };
    const sentence = `The registry already has ${packageId} ${version}, uploaded from elsewhere with other files.`;
    return { is: 'different' as const, sentence, versionThere };
  }

  async publish({ registry }: XpkgSettings, { root, packageId, version, notes }: Release): Promise<void> {
    const { terminal, signal } = this.#context;
    const target = { connectionId: await this.#connectionOf(registry), packageId, version };
    const begun = await this.#goOn(await this.#ownSubmission(target), target);
    const { id } = begun ?? expectSubmission(await this.#submitNew(target, root, notes));
    const ended = await follow(id, { app: this.#app, terminal, signal, timeoutMs: null, wait: false });
    if (ended.state.phase !== PROCESSED) throw refused(ended.error ?? endOf(ended));
  }

  async #connectionOf(registry: string): Promise<string> {
    const all = expectOk(await this.#app.handlers.connections.list(null));
    const found = all.find(({ id, name, baseUrl }) => id === registry || name === registry || baseUrl === registry);
    if (found !== undefined) return found.id;
    const hint = '`loadmaster connect` adds it.';
    throw new DestinationError('no_connection', `There is no connection "${registry}" on this machine.`, { hint });
  }

  /** What this machine sent of that version, the newest first. */
  async #ownSubmission({ connectionId, packageId, version }: Target): Promise<Submission | undefined> {
    const known = expectOk(await this.#app.handlers.publish.list({ limit: HISTORY_LOOKED_AT }));
    return known.find(
      (one) =>
        one.connectionId === connectionId && one.packageId === packageId && one.version === version && !one.dryRun,
    );
  }

  /** A registry out of reach is no reason to stop here: the publisher waits for it. */
  async #versionsAt({ connectionId, packageId }: Target): Promise<readonly PackageVersion[]> {
    const found = await this.#app.handlers.packages.get({ connectionId, packageId });
    return found.ok ? (found.value?.versions ?? []) : [];
  }

  /** Goes on with what there is of it, here or by another machine; sends nothing twice. */
  async #goOn(own: Submission | undefined, target: Target): Promise<Submission | undefined> {
    const { publish } = this.#app.handlers;
    if (own !== undefined && own.state.phase !== 'cancelled') {
      if (isEnded(own)) return expectSubmission(await publish.retry(target));
      return own.interrupted ? expectSubmission(await publish.resume({ id: own.id })) : own;
    }
    const there = (await this.#versionsAt(target)).some(({ version }) => version === target.version);
    return there ? expectSubmission(await publish.retry(target)) : undefined;
  }

  async #submitNew({ connectionId, packageId, version }: Target, folder: string, notes: string) {
    const { addons, publish } = this.#app.handlers;
    const addon = expectOk(await addons.add({ folder }));
    const { draft } = expectOk(await publish.startRelease({ addonId: addon.id, connectionId }));
    const form = { ...draft, packageId, packageVersion: version, notes: notes || draft.notes };
    return publish.submit({ addonId: addon.id, connectionId, draft: form, dryRun: false });
  }
}

function expectSubmission(outcome: Outcome<Submission>): Submission {
  if (!outcome.ok) throw refused(outcome.error);
  return outcome.value;
}

function refused({ code, message, hint }: AppError): DestinationError {
  return new DestinationError(code, message, { ...(hint !== undefined && { hint }) });
}

function endOf({ state, packageId, version }: Submission): AppError {
  return { code: state.phase, message: `${packageId} ${version} was not published: ${state.phase}.` };
}
