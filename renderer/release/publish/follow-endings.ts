import type { Submission } from '../../../preload/contract.ts';
import { latestOf, useSubmissions } from '../../stores/submissions.ts';
import { openForm, useForms } from '../form/forms.ts';

/** When a release ends, taken versions, suggestions and the next number move: open forms are renewed, in sight or not. */
export function followEndings(): () => void {
  return useSubmissions.subscribe((now, before) => {
    for (const form of Object.values(useForms.getState())) {
      if (form.state !== 'open') continue;
      const { target } = form.form;
      const latest = latestOf(now, target.addonId, target.connectionId);
      const known = latestOf(before, target.addonId, target.connectionId);
      if (latest && hasEnded(latest) && !(known?.id === latest.id && hasEnded(known))) void openForm(target);
    }
  });
}

/** Asks again for what every open form was opened with. */
export function renewForms(): void {
  for (const form of Object.values(useForms.getState())) if (form.state === 'open') void openForm(form.form.target);
}

function hasEnded({ state }: Submission): boolean {
  return state.phase === 'processed' || state.phase === 'failed';
}
