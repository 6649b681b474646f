import type { FormFault, Submission } from '../../../preload/contract.ts';
import { isMorePublic } from '../../../protocol/index.ts';
import { ask, bridge } from '../../bridge.ts';
import { sayError } from '../../stores/notices.ts';
import { putSubmission } from '../../stores/submissions.ts';
import { text } from '../../text/text.ts';
import { formOf, patchForm, type ReleaseForm } from '../form/forms.ts';
import { keepNow, PAGE } from '../form/keep-draft.ts';
import { draftFromModel, placeFault, type ReleaseModel } from '../form/model.ts';
import { focusFault } from '../form/shown-faults.ts';
import type { Target } from '../form/target.ts';

const t = text.release;

/** Sends what is in the form, or shows the first thing that the registry would refuse. */
export async function publishForm(target: Target, dryRun: boolean): Promise<void> {
  const form = formOf(target);
  if (!form || form.busy) return;
  // What the registry answered last time is asked anew: only what is known to be wrong now holds a release back.
  patchForm(target, { attempted: true, answered: [] });
  const [first] = form.faults;
  if (first) {
    // The page has to show the fault before its field can be gone to.
    requestAnimationFrame(() => focusFault(first));
    return;
  }
  if (!dryRun && asksAboutAccess(form)) return;
  patchForm(target, { busy: true });
  await keepNow(target);
  const draft = draftFromModel(form.model);
  // A release that fails finds the form as it was sent, not at the next number; one that is processed takes it along.
  if (!dryRun) await ask(bridge().publish.keepDraft({ ...target, draft, page: PAGE }));
  const checked = await ask(bridge().publish.check({ ...target, draft }));
  if (checked.ok && checked.value.length > 0) {
    placeAnswers(target, checked.value);
    return;
  }
  const answer = await ask(bridge().publish.submit({ ...target, draft, dryRun }));
  patchForm(target, { busy: false, attempted: false });
  if (answer.ok) putSubmission(answer.value);
  else if (answer.error.field === undefined) sayError(t.couldNotPublish, answer.error);
  else placeAnswers(target, [{ ...answer.error, field: answer.error.field }]);
}

/** What is private on another registry becomes public by a second press only; the first one says so at the field. */
export function asksAboutAccess({ target, start, model, publicAgreed }: ReleaseForm): boolean {
  const { elsewhere, takenVersions } = start;
  if (publicAgreed || elsewhere === null || takenVersions.length > 0) return false;
  if (!isMorePublic(model.access, elsewhere.draft.access)) return false;
  const { sentence, hint } = { sentence: t.morePublic(t.access[elsewhere.draft.access]), hint: t.morePublicHint };
  const fault = { code: 'more_public', field: 'access', message: sentence, hint };
  patchForm(target, { publicAgreed: true, answered: [fault] });
  requestAnimationFrame(() => focusFault(fault));
  return true;
}

export function placeAnswers(target: Target, answers: readonly FormFault[]): void {
  const form = formOf(target);
  if (!form) return;
  const placed = answers.map((fault) => placeFault(form.model, fault)).filter((fault) => fault !== undefined);
  patchForm(target, { busy: false, answered: placed });
  requestAnimationFrame(() => focusFault(placed[0]));
}

/** Puts the registry's refusal of the newest submission at its field or row, once, while that still says what was sent. */
export function placeRefusal(target: Target, submission: Submission): void {
  const form = formOf(target);
  const { error, id, state } = submission;
  if (!form || form.placedFrom === id || error === null || state.phase !== 'rejected') return;
  if (!stillAsSent(form.model, submission)) return;
  const fault = placeFault(form.model, error);
  patchForm(target, { placedFrom: id, answered: fault ? [fault] : [] });
  if (fault) requestAnimationFrame(() => focusFault(fault));
}

function stillAsSent(model: ReleaseModel, { draft, error }: Submission): boolean {
  const now = draftFromModel(model);
  if (now.packageVersion !== draft.packageVersion) return false;
  if (!error?.list || error.row === undefined) return true;
  return String(now[error.list][error.row]) === String(draft[error.list][error.row]);
}
