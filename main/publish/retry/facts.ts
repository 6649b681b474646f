import type { ReleaseDraft, RetryPlan } from '../../../preload/contract.ts';
import { normalizeVersion, statusInfo } from '../../../protocol/index.ts';
import type { RegistryClient, VersionData } from '../client/index.ts';
import type { Entry } from '../journal/index.ts';
import { storedSinceOurAttempt } from '../machine/index.ts';
import { differencesFrom, hasOtherSize, unchangeableDifferences } from '../runner/compare.ts';
import { planFrom, type RetryFacts } from './plan.ts';

// What is known about a failed version, here and on the registry.

/** From our own record alone; good enough for a button's label. */
export function planLocally(entry: Entry, addonKnown: boolean): RetryPlan | undefined {
  const { machine } = entry;
  const plan = planFrom(factsOf(entry, entry.version, addonKnown));
  return plan.what === 'nothing' || machine.dryRun ? undefined : plan;
}

export function factsOf(entry: Entry | undefined, version: string, addonKnown: boolean): RetryFacts {
  return {
    onRegistry: 'unknown',
    state: entry?.machine.state,
    errorCode: entry?.machine.error?.code,
    numberUsed: entry?.machine.memory.accepted ?? false,
    version,
    archiveKept: entry?.machine.memory.archiveKept ?? false,
    addonKnown,
    arrived: false,
    canReprocess: false,
    metadataChanged: [],
  };
}

export interface Stored {
  readonly on: RetryFacts['onRegistry'];
  readonly data: VersionData | undefined;
  readonly registryNow: number | undefined;
  readonly fileId: string | undefined;
}

/** Asks for the version, and for its upload where the registry might still have it. */
export async function askStored(client: RegistryClient, packageId: string, version: string): Promise<Stored> {
  const reply = await client.ownVersion({ packageId, version });
  if (reply.kind === 'refused' && reply.httpStatus === 404) return { ...NOTHING_STORED, on: 'absent' };
  if (reply.kind !== 'ok') return NOTHING_STORED;
  const { status } = reply.value;
  const files = statusInfo(status).mayReprocess ? await fileIds(client) : new Map<string, string>();
  const { value: data, registryNow } = reply;
  return { on: { status }, data, registryNow, fileId: files.get(`${packageId}@${version}`) };
}

const NOTHING_STORED: Stored = { on: 'unknown', data: undefined, registryNow: undefined, fileId: undefined };

/** What the registry has is shown to be what an attempt of ours sent, though another answer to it reached us. */
export function hasArrived(entry: Entry | undefined, { data, registryNow }: Stored, now: number): boolean {
  if (entry === undefined || data === undefined) return false;
  const { machine, draft } = entry;
  const since = storedSinceOurAttempt(machine, { uploadedAt: data.uploadedAt ?? undefined, registryNow }, now);
  return since && differencesFrom(draft, data).length === 0 && !hasOtherSize(machine.archive ?? undefined, data);
}

/** The newest kept upload of each failed version, by `packageId@version`. Empty where the registry has no such route. */
export async function fileIds(client: RegistryClient): Promise<Map<string, string>> {
  const reply = await client.failedFiles({ rateLimitRetries: 1 });
  const found = new Map<string, string>();
  if (reply.kind !== 'ok') return found;
  for (const { id, name } of reply.value) {
    const key = name.replace(/\.zip$/i, '').toLowerCase();
    if (!found.has(key)) found.set(key, id);
  }
  return found;
}

/** The form the author has open counts when it is about this very version; otherwise what was sent. */
export function draftFor(
  version: string,
  kept: ReleaseDraft | undefined,
  entry: Entry | undefined,
): ReleaseDraft | undefined {
  const typed = kept && normalizeVersion(kept.packageVersion);
  if (kept && typed?.ok && typed.value.canonical === version) return kept;
  return entry?.draft;
}

export function changedMetadata(draft: ReleaseDraft | undefined, stored: VersionData | undefined): string[] {
  return draft && stored ? unchangeableDifferences(draft, stored) : [];
}
