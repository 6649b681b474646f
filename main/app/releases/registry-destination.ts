import type { Outcome, PackageVersion, ReleaseDraft, Submission } from '../../../preload/contract.ts';
import { hasEnded } from '../../../preload/contract.ts';
import { compareVersions } from '../../../protocol/index.ts';
import { DestinationError, type RegistryPort } from '../../destinations/index.ts';
import type { PackageServices, Publisher } from '../../publish/index.ts';
import type { Connections } from '../connections.ts';
import type { Lazy } from '../lazy.ts';

export interface RegistryParts {
  readonly connections: Connections;
  readonly publisher: Lazy<Publisher>;
  readonly packages: Lazy<PackageServices>;
}

interface OfRelease {
  readonly addonId: string | null;
  readonly draft: ReleaseDraft | null;
}

const HISTORY_LOOKED_AT = 1000;

/** The connection that the settings of an X-Pkg destination mean: its id, its name or its address. */
export async function connectionOf(connections: Connections, registry: string): Promise<string | undefined> {
  const all = await connections.list();
  return all.find(({ id, name, baseUrl }) => id === registry || name === registry || baseUrl === registry)?.id;
}

/** An X-Pkg registry as one destination among others: the publisher does everything, and remembers what it did. */
export function registryDestination(parts: RegistryParts, { addonId, draft }: OfRelease): RegistryPort {
  const { connections } = parts;

  async function connection(registry: string): Promise<string> {
    const found = await connectionOf(connections, registry);
    if (found !== undefined) return found;
    const hint = 'Add it under Registry, or take this destination out.';
    throw new DestinationError('no_connection', `There is no connection "${registry}" on this machine.`, { hint });
  }

  return {
    async ask({ registry }, { packageId, version, archive }) {
      const connectionId = await connection(registry);
      const own = await ownSubmission(parts, { connectionId, packageId, version });
      const versions = await versionsAt(parts, connectionId, packageId);
      const versionThere = latest(versions)?.version;
      if (own?.state.phase === 'processed') return { is: 'published', versionThere };
      const there = versions?.find((one) => one.version === version);
      if (there === undefined || own !== undefined)
        return { is: own === undefined ? 'absent' : 'partial', versionThere };
      if (there.status !== PROCESSED) return { is: 'partial', versionThere };
      if (there.hash === archive.sha256) return { is: 'published', versionThere };
      const sentence = `The registry already has ${packageId} ${version}, uploaded from elsewhere.`;
      return { is: 'different', sentence, versionThere };
    },
    async publish({ registry }, { packageId, version }, { signal }) {
      const connectionId = await connection(registry);
      const target = { connectionId, packageId, version, ...(addonId !== null && { addonId }) };
      const publisher = await parts.publisher.get();
      const { id } = await begun(publisher, target, draft, await ownSubmission(parts, target));
      const stop = (): void => void publisher.cancel({ id }).catch(() => {});
      signal.addEventListener('abort', stop, { once: true });
      const ended = await publisher.whenSettled(id, signal).finally(() => signal.removeEventListener('abort', stop));
      if (ended.state.phase === 'processed') return;
      const { code, message, hint } = ended.error ?? endOf(ended);
      throw new DestinationError(code, message, { ...(hint !== undefined && { hint }) });
    },
  };
}

const PROCESSED = 'processed';

/** What users of the registry get today; undefined when there is nothing or it cannot be asked. */
export async function versionOnRegistry(
  parts: RegistryParts,
  connectionId: string,
  packageId: string,
): Promise<Outcome<string | null>> {
  const found = await (await parts.packages.get()).get({ connectionId, packageId });
  if (!found.ok) return found;
  return { ok: true, value: latest(found.value?.versions)?.version ?? null };
}

function latest(versions: readonly PackageVersion[] | undefined): PackageVersion | undefined {
  const [first] = (versions ?? [])
    .filter(({ status }) => status === PROCESSED)
    .sort((a, b) => compareVersions(b.version, a.version));
  return first;
}

interface Target {
  readonly connectionId: string;
  readonly packageId: string;
  readonly version: string;
}

async function ownSubmission({ publisher }: RegistryParts, target: Target): Promise<Submission | undefined> {
  const known = await (await publisher.get()).list({ limit: HISTORY_LOOKED_AT });
  if (!known.ok) return undefined;
  return known.value.find(
    (one) =>
      one.connectionId === target.connectionId &&
      one.packageId === target.packageId &&
      one.version === target.version &&
      !one.dryRun,
  );
}

/** A registry out of reach is no reason to stop here: the publisher waits for it. */
async function versionsAt({ packages }: RegistryParts, connectionId: string, packageId: string) {
  const found = await (await packages.get()).get({ connectionId, packageId });
  return found.ok ? (found.value?.versions ?? []) : undefined;
}

/** Goes on with what there is of it; sends nothing twice. */
async function begun(
  publisher: Publisher,
  target: Target & { readonly addonId?: string },
  draft: ReleaseDraft | null,
  own: Submission | undefined,
): Promise<Submission> {
  if (own !== undefined && own.state.phase !== 'cancelled') {
    if (!hasEnded(own)) return own.interrupted ? value(await publisher.resume({ id: own.id })) : own;
    return value(await publisher.retry(target));
  }
  const { addonId, connectionId } = target;
  if (addonId === undefined || draft === null) {
    const message = 'The add-on of this release is no longer on the list.';
    throw new DestinationError('unknown_addon', message, { hint: 'Add its folder again.' });
  }
  return value(await publisher.submit({ addonId, connectionId, draft, dryRun: false }));
}

function value(outcome: Outcome<Submission>): Submission {
  if (outcome.ok) return outcome.value;
  const { code, message, hint } = outcome.error;
  throw new DestinationError(code, message, { ...(hint !== undefined && { hint }) });
}

function endOf({ state, packageId, version }: Submission) {
  const message = `${packageId} ${version} was not published: ${state.phase}.`;
  return { code: state.phase, message, hint: undefined };
}
