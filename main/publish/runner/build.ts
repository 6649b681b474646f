import { checkOnRegistry } from '../release/check.ts';
import { archiveRoom } from '../release/quota.ts';
import { buildFailed, noAddon } from './faults.ts';
import type { SubmissionContext } from './submission-context.ts';

/** From the folder to an archive in the send store: everything the registry would refuse is found before anything leaves. */
export async function buildRelease(context: SubmissionContext, id: string, signal: AbortSignal): Promise<void> {
  const { deps } = context;
  const { addonId, draft, level, connectionId, machine } = context.entry(id);
  if (addonId === null || deps.addons.summary(addonId) === undefined) {
    context.dispatch(id, { type: 'build-failed', error: noAddon() });
    return;
  }
  let taken: (() => void) | undefined;
  try {
    const client = await deps.clients.for(connectionId);
    const retrying = machine.memory.accepted;
    const known = { taken: deps.taken.on(connectionId), retrying, signal };
    const faults = await checkOnRegistry(client.ok ? client.value : undefined, draft, known);
    const findings = await deps.builder.check(addonId, draft, signal);
    const errors = findings.filter((finding) => finding.severity === 'error');
    if (errors.length > 0 || faults.length > 0) {
      context.dispatch(id, { type: 'blocked', findings: [...findings], error: faults[0] ?? null });
      return;
    }
    const file = await deps.builder.build(addonId, draft, {
      level,
      signal,
      onProgress: (progress) => deps.events.progress(id, () => ({ ...progress, id })),
    });
    taken = file.taken;
    if (signal.aborted) return;
    const { path, taken: _taken, ...archive } = file;
    const noRoom = client.ok ? await archiveRoom(client.value, archive.size, signal) : undefined;
    if (noRoom) {
      context.dispatch(id, { type: 'blocked', findings: [...findings], error: noRoom });
      return;
    }
    const identity = machine.dryRun ? null : await deps.sendStore.keep(path, archive.sha256);
    context.dispatch(id, { type: 'built', archive }, { identity: identity ?? null });
  } catch (cause) {
    if (!signal.aborted) context.dispatch(id, { type: 'build-failed', error: buildFailed(cause) });
  } finally {
    taken?.();
  }
}
