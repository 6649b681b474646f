import type { Outcome, ReleaseDraft } from '../../../preload/contract.ts';
import { errorMessage, inWords, type Message, message } from '../../../preload/messages/index.ts';
import { statusInfo } from '../../../protocol/index.ts';
import type { OwnPackage, VersionData } from '../client/index.ts';
import type { Entry } from '../journal/index.ts';
import { draftFrom } from '../release/start.ts';
import { fileIds } from './facts.ts';
import { adoptVersion, type RetryDeps, retryVersion } from './retry.ts';

export interface RetryAllResult {
  readonly started: string[];
  readonly skipped: { id: string; sentence: string; said: Message }[];
}

interface Reprocessed {
  readonly started: string[];
  /** Failed on the registry, and in no history here. */
  readonly elsewhere: FailedVersion[];
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
    const { started, elsewhere } = await reprocessAll(deps, connectionId, ofConnection);
    for (const id of started) {
      handled.add(id);
      result.started.push(id);
    }
    result.skipped.push(...elsewhere.map(failedElsewhere));
  }
  for (const entry of failed) {
    if (handled.has(entry.id)) continue;
    const outcome = await retryVersion(deps, entryTarget(entry));
    if (outcome.ok) result.started.push(entry.id);
    else result.skipped.push({ id: entry.id, sentence: outcome.error.message, said: errorMessage(outcome.error) });
  }
  return { ok: true, value: result };
}

/** Also for failed versions that are not in our history: the registry has their bytes. */
async function reprocessAll(deps: RetryDeps, connectionId: string, failed: readonly Entry[]): Promise<Reprocessed> {
  const result: Reprocessed = { started: [], elsewhere: [] };
  const client = await deps.runner.deps.clients.for(connectionId);
  if (!client.ok) return result;
  const files = await fileIds(client.value);
  const own = await client.value.ownPackages();
  if (own.kind !== 'ok') return result;
  for (const { packageId, version } of failedVersions(own.value)) {
    const fileId = statusInfo(version.status).mayReprocess
      ? files.get(`${packageId}@${version.packageVersion}`)
      : undefined;
    const name = { connectionId, packageId, version: version.packageVersion };
    const known = failed.find((entry) => entry.packageId === packageId && entry.version === name.version);
    const other = deps.find(connectionId, packageId, name.version);
    // One that is under way already is not to be disturbed.
    if (!known && other) continue;
    if (fileId === undefined) {
      if (!known) result.elsewhere.push({ packageId, version });
      continue;
    }
    const entry = known ?? adoptVersion(deps, name, version.status, storedDraft(packageId, version), undefined);
    const previousUploadAt = version.uploadedAt;
    const how = { route: 'reprocess', with: 'kept-archive', accepted: true } as const;
    const event = { type: 'retry', ...how, previousUploadAt } as const;
    deps.runner.dispatch(entry.id, event, { fileId });
    result.started.push(entry.id);
  }
  return result;
}

/** Neither the registry nor this machine has the bytes, but that it failed is not to be passed over in silence. */
function failedElsewhere({ packageId, version: { packageVersion, status } }: FailedVersion) {
  const name = `${packageId} ${packageVersion}`;
  const said = message('retry.elsewhere', name, status);
  return { id: name, sentence: inWords(said), said };
}

function failedVersions(packages: readonly OwnPackage[]): FailedVersion[] {
  return packages.flatMap(({ packageId, versions }) =>
    versions.filter(({ status }) => statusInfo(status).outcome === 'failed').map((version) => ({ packageId, version })),
  );
}

function storedDraft(packageId: string, version: VersionData): ReleaseDraft {
  return draftFrom(packageId, version);
}

function entryTarget({ connectionId, packageId, version, addonId }: Entry) {
  return { connectionId, packageId, version, ...(addonId !== null && { addonId }) };
}
