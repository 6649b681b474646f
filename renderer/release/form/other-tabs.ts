import type { ReleaseDraft } from '../../../preload/contract.ts';
import { bridge } from '../../bridge.ts';
import { formOf, openForm, patchForm } from './forms.ts';
import { forgetUnkept, holdUnkept, PAGE, unkeptDraft } from './keeping.ts';
import { modelFromDraft, ownFaults } from './model.ts';
import { formKey, type Target } from './target.ts';

/** The same form in two tabs shows the same text; where both were typed in at once, neither is overwritten. */
export function followOtherTabs(): () => void {
  return bridge().publish.onDraftKept(({ addonId, connectionId, draft, page }) => {
    const target = { addonId, connectionId };
    if (page === PAGE || formOf(target) === null) return;
    if (draft === null) return void openForm(target);
    if (unkeptDraft(target) === null) return show(target, draft);
    holdUnkept(target, true);
    patchForm(target, { otherTab: draft });
  });
}

function show(target: Target, draft: ReleaseDraft): void {
  const form = formOf(target);
  if (!form) return;
  const model = modelFromDraft(draft);
  const faults = ownFaults(model, form.start.takenVersions);
  patchForm(target, { model, faults, answered: [], otherTab: null });
}

export function takeOtherTab(target: Target): void {
  const draft = formOf(target)?.otherTab;
  if (!draft) return;
  forgetUnkept(formKey(target));
  show(target, draft);
}

export function keepThisTab(target: Target): void {
  patchForm(target, { otherTab: null });
  holdUnkept(target, false);
}
