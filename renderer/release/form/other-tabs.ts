import type { ReleaseDraft } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { sayError } from '../../stores/notices.ts';
import { text } from '../../text/text.ts';
import { formOf, openForm, patchForm } from './forms.ts';
import { forgetUnkept, holdUnkept, noteKept, PAGE, unkeptDraft, whenRefused } from './keep-draft.ts';
import { modelFromDraft, ownFaults } from './model.ts';
import { formKey, type Target } from './target.ts';

/** The same form in two tabs shows the same text; where both were typed in at once, neither is overwritten. */
export function followOtherTabs(): () => void {
  whenRefused((target) => void offerChoice(target));
  return bridge().publish.onDraftKept(({ addonId, connectionId, draft, page }) => {
    const target = { addonId, connectionId };
    if (page === PAGE || formOf(target) === undefined) return;
    noteKept(target, draft ?? undefined);
    if (draft === null) return void openForm(target);
    if (unkeptDraft(target) === undefined) return show(target, draft);
    holdUnkept(target, true);
    patchForm(target, { otherTab: draft });
  });
}

/** Main has what the other tab typed, also where its news did not reach this one. */
async function offerChoice(target: Target): Promise<void> {
  const answer = await ask(bridge().publish.startRelease(target));
  if (!answer.ok) return sayError(text.release.couldNotKeep, answer.error);
  noteKept(target, answer.value.draft);
  patchForm(target, { otherTab: answer.value.draft });
}

function show(target: Target, draft: ReleaseDraft): void {
  const form = formOf(target);
  if (!form) return;
  const model = modelFromDraft(draft);
  const faults = ownFaults(model, form.start.takenVersions);
  patchForm(target, { model, faults, answered: [], otherTab: undefined });
}

export function takeOtherTab(target: Target): void {
  const draft = formOf(target)?.otherTab;
  if (!draft) return;
  forgetUnkept(formKey(target));
  show(target, draft);
}

export function keepThisTab(target: Target): void {
  patchForm(target, { otherTab: undefined });
  holdUnkept(target, false);
}
