import type { FormFault } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { sayError } from '../../stores/notices.ts';
import { putRelease } from '../../stores/releases.ts';
import { text } from '../../text/text.ts';
import { formOf, patchForm } from '../form/forms.ts';
import { keepNow } from '../form/keep-draft.ts';
import { draftFromModel } from '../form/model.ts';
import { focusFault } from '../form/shown-faults.ts';
import type { Target } from '../form/target.ts';
import type { ChosenPlaces } from '../places/chosen-places.ts';
import { asksAboutAccess, placeAnswers } from './publish.ts';

/** What every place has to know; the rest of the form is the registry's. */
const EVERYWHERE: ReadonlySet<string> = new Set(['packageId', 'packageVersion']);

/** One release to every place that is switched on. */
export async function publishEverywhere(target: Target, { names, registry }: ChosenPlaces): Promise<void> {
  const form = formOf(target);
  if (!form || form.busy) return;
  patchForm(target, { attempted: true, answered: [] });
  const [first] = form.faults.filter(({ field }) => registry !== undefined || EVERYWHERE.has(field));
  if (first) {
    requestAnimationFrame(() => focusFault(first));
    return;
  }
  if (registry !== undefined && asksAboutAccess(form)) return;
  patchForm(target, { busy: true });
  await keepNow(target);
  const draft = draftFromModel(form.model);
  const refused = registry === undefined ? [] : await checked(target, draft);
  if (refused.length > 0) {
    placeAnswers(target, refused);
    return;
  }
  const { addonId } = target;
  const answer = await ask(bridge().destinations.release({ addonId, draft, names, registry: registry ?? null }));
  patchForm(target, { busy: false, attempted: false });
  if (answer.ok) putRelease(answer.value);
  else if (answer.error.field === undefined) sayError(text.destinations.couldNotRelease, answer.error);
  else placeAnswers(target, [{ ...answer.error, field: answer.error.field }]);
}

async function checked(target: Target, draft: ReturnType<typeof draftFromModel>): Promise<readonly FormFault[]> {
  const answer = await ask(bridge().publish.check({ ...target, draft }));
  return answer.ok ? answer.value : [];
}
