import { randomUUID } from 'node:crypto';
import type { AddonSummary } from '../../../preload/contract.ts';
import type { ReleaseForm } from '../../../protocol/index.ts';
import type { Entry } from '../journal/index.ts';
import { newMachine } from '../machine/index.ts';
import type { SubmitRequest } from '../publisher.ts';

export function newEntry(request: SubmitRequest, form: ReleaseForm, addon: AddonSummary, now: number): Entry {
  return {
    id: randomUUID(),
    kind: 'upload',
    connectionId: request.connectionId,
    addonId: request.addonId,
    addonName: addon.name,
    addonKind: addon.kind,
    draft: request.draft,
    level: request.level ?? 6,
    packageId: form.packageId,
    version: form.packageVersion,
    machine: newMachine(request.dryRun),
    attempts: [],
    fileId: null,
    identity: null,
    createdAt: now,
    updatedAt: now,
  };
}
