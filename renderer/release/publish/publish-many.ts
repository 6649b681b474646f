import type { AddonSummary, AppError, Connection, ReleaseDraft, ReleaseStart } from '../../../preload/contract.ts';
import { isMorePublic } from '../../../protocol/index.ts';
import { ask, bridge } from '../../bridge.ts';
import { putRelease } from '../../stores/releases.ts';
import { putSubmission } from '../../stores/submissions.ts';
import { explain, explainError } from '../../text/explain.ts';
import { text } from '../../text/text.ts';
import { modelFromDraft, ownFaults } from '../form/model.ts';
import { type ChosenPlaces, chosenPlaces } from '../places/chosen-places.ts';
import { useSwitchedOff } from '../places/switched-off.ts';

/** One add-on of many to publish: its form as it would be sent, or why its author has to look at it first. */
export interface PlannedRelease {
  readonly addon: AddonSummary;
  readonly draft: ReleaseDraft | undefined;
  /** Where it goes: as many places as its own form has switched on. */
  readonly places: ChosenPlaces;
  readonly obstacle: string | undefined;
}

const NOWHERE: ChosenPlaces = { names: [], registry: undefined };

/** The form as it opens, checked like one that is sent by hand. */
export async function planRelease(addon: AddonSummary, connection: Connection): Promise<PlannedRelease> {
  const addonId = addon.id;
  const target = { addonId, connectionId: connection.id };
  const refused = ({ error }: { readonly error: AppError }) => explainError(error).sentence;
  const started = await ask(bridge().publish.startRelease(target));
  if (!started.ok) return { addon, draft: undefined, places: NOWHERE, obstacle: refused(started) };
  const offered = await ask(bridge().destinations.list({ addonId }));
  if (!offered.ok) return { addon, draft: undefined, places: NOWHERE, obstacle: refused(offered) };
  const { draft, takenVersions } = started.value;
  const { destinations } = offered.value;
  const { names, registry } = chosenPlaces({ addonId, connection, destinations }, useSwitchedOff.getState());
  const planned = { addon, draft, places: { names, registry } };
  if (names.length === 0 && registry === undefined) return { ...planned, obstacle: text.destinations.noneOn };
  const [own] = ownFaults(modelFromDraft(draft), takenVersions);
  if (own) return { ...planned, obstacle: explain(own.code).sentence };
  if (becomesPublic(started.value)) return { ...planned, obstacle: text.hangar.many.becomesPublic };
  const checked = await ask(bridge().publish.check({ ...target, draft }));
  if (!checked.ok) return { ...planned, obstacle: refused(checked) };
  const [fault] = checked.value;
  return { ...planned, obstacle: fault ? explainError(fault).sentence : undefined };
}

/** That is asked at the form, for each add-on by itself. */
function becomesPublic({ draft, elsewhere, takenVersions }: ReleaseStart): boolean {
  return elsewhere !== null && takenVersions.length === 0 && isMorePublic(draft.access, elsewhere.draft.access);
}

/** Sends it where its author was told that it goes. Answers with what stood in the way. */
export async function sendPlanned(
  { addon: { id: addonId }, places: { names, registry } }: PlannedRelease,
  draft: ReleaseDraft,
): Promise<AppError | undefined> {
  if (names.length === 0 && registry !== undefined) {
    const sent = await ask(bridge().publish.submit({ addonId, connectionId: registry, draft, dryRun: false }));
    if (sent.ok) putSubmission(sent.value);
    return sent.ok ? undefined : sent.error;
  }
  const sent = await ask(bridge().destinations.release({ addonId, draft, names, registry: registry ?? null }));
  if (sent.ok) putRelease(sent.value);
  return sent.ok ? undefined : sent.error;
}
