import type { Outcome, ReleaseDraft } from '../../../preload/contract.ts';
import type { OwnPackage, VersionData } from '../client/index.ts';
import type { Entry } from '../journal/index.ts';
import { statusMeaning } from '../machine/index.ts';
import { draftFrom } from '../release/start.ts';
import { fileIds, mayReprocess } from './facts.ts';
import { adoptVersion, type RetryDeps, retryVersion } from './retry.ts';

export interface RetryAllResult {
  readonly started: string[];
  readonly skipped: { id: string; sentence: string }[];
}

interface FailedVersion {
  readonly packageId: string;
  readonly version: VersionData;
}

/**
 * Everything that failed and can be helped, within the rate limits. What the registry can process again by itself goes
 * out as one request; the rest is sent (or packed and sent) one after the other.
 */
export async function retryAllFailed(
  deps: RetryDeps,
  failed: readonly Entry[],
  connectionIds: readonly string[],
): Promise<Outcome<RetryAllResult>> {
  const result: RetryAllResult = { started: [], skipped: [] };
  const handled = new Set<string>();
  for (const connectionId of connectionIds) {
    const ofConnection = failed.filter((entry) => entry.connectionId === connectionId);
    for (const id of await reprocessAll(deps, connectionId, ofConnection)) {
      handled.add(id);
      result.started.push(id);
    }
  }
  for (const entry of failed) {
    if (handled.has(entry.id)) continue;
    const outcome = await retryVersion(deps, entryTarget(entry));
    if (outcome.ok) result.started.push(entry.id);
    else result.skipped.push({ id: entry.id, sentence: outcome.error.message });
  }
  return { ok: true, value: result };
}

/** Also for failed versions that are not in our history: the registry has their bytes. */
async function reprocessAll(deps: RetryDeps, connectionId: string, failed: readonly Entry[]): Promise<string[]> {
  const client = await deps.runner.deps.clients.for(connectionId);
  if (!client.ok) return [];
  const files = await fileIds(client.value);
  if (files.size === 0) return [];
  const own = await client.value.ownPackages();
  if (own.kind !== 'ok') return [];
  const started: string[] = [];
  for (const { packageId, version } of failedVersions(own.value)) {
    const fileId = files.get(`${packageId}@${version.packageVersion}`);
    if (fileId === undefined) continue;
    const name = { connectionId, packageId, version: version.packageVersion };
    const known = failed.find((entry) => entry.packageId === packageId && entry.version === name.version);
    const other = deps.find(connectionId, packageId, name.version);
    // One that is under way already is not to be disturbed.
    if (!known && other) continue;
    const entry = known ?? adoptVersion(deps, name, version.status, storedDraft(packageId, version), null);
    const stamp = version.uploadedAt;
    const event = { type: 'retry', route: 'reprocess', with: 'kept-archive', accepted: true, stamp } as const;
    deps.runner.dispatch(entry.id, event, { fileId });
    started.push(entry.id);
  }
  return started;
}

function failedVersions(packages: readonly OwnPackage[]): FailedVersion[] {
  return packages.flatMap(({ packageId, versions }) =>
    versions
      .filter(({ status }) => statusMeaning(status) === 'failed' && mayReprocess(status))
      .map((version) => ({ packageId, version })),
  );
}

function storedDraft(packageId: string, version: VersionData): ReleaseDraft {
  return draftFrom(packageId, version);
}

function entryTarget({ connectionId, packageId, version, addonId }: Entry) {
  return { connectionId, packageId, version, ...(addonId !== null && { addonId }) };
}
