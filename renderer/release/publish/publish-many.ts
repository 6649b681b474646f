import type { AddonSummary, AppError, Connection, ReleaseDraft, ReleaseStart } from '../../../preload/contract.ts';
import { isMorePublic } from '../../../protocol/index.ts';
import { ask, bridge } from '../../bridge.ts';
import { putRelease } from '../../stores/releases.ts';
import { putSubmission } from '../../stores/submissions.ts';
import { explain, explainError } from '../../text/explain.ts';
import { text } from '../../text/text.ts';
import { modelFromDraft, ownFaults } from '../form/model.ts';
import { isRegistryRow, registrySwitch } from '../places/chosen-places.ts';
import { placeKey, useSwitchedOff } from '../places/switched-off.ts';

/** One add-on of many to publish: its form as it would be sent, or why its author has to look at it first. */
export interface PlannedRelease {
  readonly addon: AddonSummary;
  readonly draft: ReleaseDraft | undefined;
  readonly obstacle: string | undefined;
}

/** The form as it opens, checked like one that is sent by hand. */
export async function planRelease(addon: AddonSummary, { id: connectionId }: Connection): Promise<PlannedRelease> {
  const target = { addonId: addon.id, connectionId };
  const started = await ask(bridge().publish.startRelease(target));
  if (!started.ok) return { addon, draft: undefined, obstacle: explainError(started.error).sentence };
  const { draft, takenVersions } = started.value;
  const [own] = ownFaults(modelFromDraft(draft), takenVersions);
  if (own) return { addon, draft, obstacle: explain(own.code).sentence };
  if (becomesPublic(started.value)) return { addon, draft, obstacle: text.hangar.many.becomesPublic };
  const checked = await ask(bridge().publish.check({ ...target, draft }));
  if (!checked.ok) return { addon, draft, obstacle: explainError(checked.error).sentence };
  const [fault] = checked.value;
  return { addon, draft, obstacle: fault ? explainError(fault).sentence : undefined };
}

/** That is asked at the form, for each add-on by itself. */
function becomesPublic({ draft, elsewhere, takenVersions }: ReleaseStart): boolean {
  return elsewhere !== null && takenVersions.length === 0 && isMorePublic(draft.access, elsewhere.draft.access);
}

/** Sends it where the form would send it. Answers with what stood in the way. */
export async function sendPlanned(
  addonId: string,
  draft: ReleaseDraft,
  connection: Connection,
): Promise<AppError | undefined> {
  const listed = await ask(bridge().destinations.list({ addonId }));
  if (!listed.ok) return listed.error;
  const off = useSwitchedOff.getState();
  const isOn = (name: string) => off[placeKey(addonId, name)] === undefined;
  const names = listed.value.destinations
    .filter((one) => !isRegistryRow(one, connection))
    .map(({ settings }) => settings.name)
    .filter(isOn);
  if (names.length === 0) {
    const sent = await ask(bridge().publish.submit({ addonId, connectionId: connection.id, draft, dryRun: false }));
    if (sent.ok) putSubmission(sent.value);
    return sent.ok ? undefined : sent.error;
  }
  const registry = isOn(registrySwitch(connection)) ? connection.id : undefined;
  const sent = await ask(bridge().destinations.release({ addonId, draft, names, registry: registry ?? null }));
  if (sent.ok) putRelease(sent.value);
  return sent.ok ? undefined : sent.error;
}
