import { randomUUID } from 'node:crypto';
import {
  type AppError,
  hasEnded,
  type Outcome,
  type ReleaseDraft,
  type RetryPlan,
  type Submission,
} from '../../../preload/contract.ts';
import { fault, inTurn, inWords, type Message, message, saidOf } from '../../../preload/messages/index.ts';
import { normalizePackageId, normalizeVersion } from '../../../protocol/index.ts';
import type { RegistryClient } from '../client/index.ts';
import type { Entry } from '../journal/index.ts';
import { type MachineEvent, newMachine } from '../machine/index.ts';
import type { AddonChanges, DraftStore } from '../ports.ts';
import type { VersionTarget } from '../publisher.ts';
import { draftFrom } from '../release/start.ts';
import type { Runner } from '../runner/runner.ts';
import type { Patch } from '../runner/submission-context.ts';
import { askStored, changedMetadata, draftFor, factsOf, hasArrived, type Stored } from './facts.ts';
import { planFrom } from './plan.ts';

export interface RetryDeps {
  readonly runner: Runner;
  readonly drafts: DraftStore;
  /** The author's latest submission of a version, dry runs aside. */
  find(connectionId: string, packageId: string, version: string): Entry | undefined;
}

interface Case {
  readonly target: VersionTarget;
  readonly client: RegistryClient;
  readonly entry: Entry | undefined;
  readonly stored: Stored;
  readonly draft: ReleaseDraft | undefined;
  readonly addonId: string | undefined;
  readonly plan: RetryPlan;
}

/** What one click would do, with the registry's own word on the version. */
export async function planRetry(deps: RetryDeps, target: VersionTarget): Promise<Outcome<RetryPlan>> {
  const found = await look(deps, target);
  return found.ok ? { ok: true, value: found.value.plan } : found;
}

/** Does what `planRetry` says, whatever machine the version was uploaded from. */
export async function retryVersion(deps: RetryDeps, target: VersionTarget): Promise<Outcome<Submission>> {
  const found = await look(deps, target);
  if (!found.ok) return found;
  const { entry, plan } = found.value;
  if (entry && !hasEnded(entry.machine)) return goOnWith(deps, entry);
  switch (plan.what) {
    case 'send-again':
      return begin(deps, found.value, 'kept-archive', 'retry');
    case 'reprocess':
      return begin(deps, found.value, 'kept-archive', 'reprocess');
    case 'rebuild':
      return begin(deps, found.value, 'new-archive', 'retry');
    case 'new-version':
      return prepareNewVersion(deps, found.value);
    case 'check':
      return begin(deps, found.value, 'kept-archive', 'ask');
    case 'sign-in':
    case 'nothing': {
      const retry = plan.what === 'sign-in' ? ({ retry: 'sign-in' } as const) : {};
      return refuse({ ...fault('nothing_to_retry.because', saidOfPlan(plan)), ...retry });
    }
  }
}

/** It is under way already: a click only ends its waiting. */
function goOnWith({ runner }: RetryDeps, entry: Entry): Outcome<Submission> {
  return { ok: true, value: runner.submission(runner.dispatch(entry.id, { type: 'resume' })) };
}

async function look(deps: RetryDeps, target: VersionTarget): Promise<Outcome<Case>> {
  const id = normalizePackageId(target.packageId);
  const version = normalizeVersion(target.version);
  if (!id.ok) return refuse({ ...fault('bad_package_id.text'), code: id.code, field: 'packageId' });
  if (!version.ok) return refuse({ ...fault('bad_version.notOne'), code: version.code, field: 'packageVersion' });
  const { runner, drafts } = deps;
  const client = await runner.deps.clients.for(target.connectionId);
  if (!client.ok) return client;
  const name = { packageId: id.value.partial, version: version.value.canonical };
  const stored = await askStored(client.value, name.packageId, name.version);
  const entry = deps.find(target.connectionId, name.packageId, name.version);
  const addonId = target.addonId ?? entry?.addonId ?? undefined;
  const addonKnown = addonId !== undefined && runner.deps.addons.summary(addonId) !== undefined;
  const kept = addonId === undefined ? undefined : await drafts.get(addonId, target.connectionId);
  const draft = draftFor(name.version, kept, entry);
  let plan = planFrom({
    ...factsOf(entry, name.version, addonKnown),
    onRegistry: stored.on,
    arrived: hasArrived(entry, stored, runner.deps.clock.now()),
    canReprocess: stored.fileId !== undefined,
    metadataChanged: changedMetadata(draft, stored.data),
  });
  if (plan.what === 'rebuild' && addonId !== undefined) {
    const changes = await runner.deps.addons.changesSince(addonId, name.version);
    plan = withChanges(plan, changes);
  }
  const value = { target: { ...target, ...name }, client: client.value, entry, stored, draft, addonId, plan };
  return { ok: true, value };
}

/** Sent as it is, an archive with wrong content fails again: whether anything was mended should be seen before. */
function withChanges(plan: RetryPlan, changes: AddonChanges | undefined): RetryPlan {
  if (changes === undefined) return plan;
  const { added, changed, removed } = changes.counts;
  const isSame = added + changed + removed === 0;
  const seen = isSame ? message('retry.unchangedSince') : message('retry.changedSince', added, changed, removed);
  const said = inTurn(saidOfPlan(plan), seen);
  return { ...plan, sentence: inWords(said), said };
}

function saidOfPlan({ sentence, said }: RetryPlan): Message {
  return saidOf({ message: sentence, ...(said && { said: { message: said } }) });
}

function begin(
  deps: RetryDeps,
  found: Case,
  archive: 'kept-archive' | 'new-archive',
  how: 'retry' | 'reprocess' | 'ask',
): Outcome<Submission> {
  const { runner } = deps;
  const { stored, draft, addonId } = found;
  const entry = found.entry ?? adopt(deps, found);
  if (entry === undefined) return refuse(fault('nothing_to_retry.because', saidOfPlan(found.plan)));
  const accepted = typeof stored.on === 'object';
  const event: MachineEvent =
    how === 'ask'
      ? { type: 'look-again' }
      : {
          type: 'retry',
          route: how === 'reprocess' ? how : accepted ? 'retry' : 'upload',
          with: archive,
          accepted,
          previousUploadAt: stored.data?.uploadedAt ?? null,
        };
  const patch: Patch = {
    fileId: stored.fileId ?? null,
    addonId: addonId ?? null,
    ...(archive === 'new-archive' && draft ? { draft } : {}),
  };
  return { ok: true, value: runner.submission(runner.dispatch(entry.id, event, patch)) };
}

/** A version that another machine (or an older history) uploaded becomes a submission of ours from here on. */
export function adoptVersion(
  { runner }: RetryDeps,
  version: { readonly connectionId: string; readonly packageId: string; readonly version: string },
  status: string,
  draft: ReleaseDraft,
  addonId: string | undefined,
): Entry {
  const summary = addonId === undefined ? undefined : runner.deps.addons.summary(addonId);
  const now = runner.deps.clock.now();
  const machine = newMachine(false);
  return runner.add({
    id: randomUUID(),
    kind: 'retry',
    connectionId: version.connectionId,
    addonId: addonId ?? null,
    addonName: summary?.name ?? version.packageId,
    addonKind: summary?.kind ?? 'other',
    draft,
    level: 6,
    packageId: version.packageId,
    version: version.version,
    machine: {
      ...machine,
      state: { phase: 'failed', status },
      memory: { ...machine.memory, route: 'retry', accepted: true },
    },
    attempts: [],
    fileId: null,
    identity: null,
    createdAt: now,
    updatedAt: now,
  });
}

function adopt(deps: RetryDeps, { target, stored, draft, addonId }: Case): Entry | undefined {
  if (stored.data === undefined) return undefined;
  const form = draft ?? draftFrom(target.packageId, stored.data);
  return adoptVersion(deps, target, stored.data.status, form, addonId);
}

async function prepareNewVersion({ drafts }: RetryDeps, found: Case): Promise<Outcome<Submission>> {
  const { plan, addonId, draft, target } = found;
  if (addonId !== undefined && draft !== undefined && plan.nextVersion !== null) {
    await drafts.keep(addonId, target.connectionId, { ...draft, packageVersion: plan.nextVersion });
  }
  const error = plan.nextVersion
    ? fault('needs_new_version.ready', saidOfPlan(plan), plan.nextVersion)
    : fault('needs_new_version.choose', saidOfPlan(plan));
  return refuse({
    ...error,
    field: 'packageVersion',
    retry: 'new-version',
  });
}

function refuse(error: AppError): { readonly ok: false; readonly error: AppError } {
  return { ok: false, error };
}
