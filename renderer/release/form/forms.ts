import { create } from 'zustand';
import type { AppError, FoundNotes, ReleaseDraft, ReleaseStart } from '../../../preload/contract.ts';
import type { ListName } from '../../../protocol/index.ts';
import { ask, bridge } from '../../bridge.ts';
import { say, sayError } from '../../stores/notices.ts';
import { text } from '../../text/text.ts';
import { forgetUnkept, isHeld, keepNow, keepSoon, noteKept, unkeptDraft } from './keep-draft.ts';
import {
  type Column,
  changeRow,
  draftFromModel,
  modelFromDraft,
  ownFaults,
  type PlacedFault,
  type ReleaseModel,
  removeRow,
  type ScalarField,
  setField,
} from './model.ts';
import { formKey, type Target } from './target.ts';

/** An open release form. */
export interface ReleaseForm {
  readonly target: Target;
  readonly start: ReleaseStart;
  readonly model: ReleaseModel;
  /** By the rules, anew with every change. */
  readonly faults: readonly PlacedFault[];
  /** From main or the registry; each goes when its field changes. */
  readonly answered: readonly PlacedFault[];
  /** Faults of fields still empty are only shown after an attempt to publish. */
  readonly attempted: boolean;
  readonly busy: boolean;
  /** What the change log or the commits tell of the version in the form. */
  readonly foundNotes: FoundNotes | undefined;
  /** The author was told that this makes public what is not public elsewhere. */
  readonly publicAgreed: boolean;
  /** The submission whose refusal was put into `answered`. */
  readonly placedFrom: string | undefined;
  /** What another tab made of the draft while something was typed here; undefined when there is nothing to choose. */
  readonly otherTab: ReleaseDraft | undefined;
}

export type FormState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: AppError }
  | { readonly state: 'open'; readonly form: ReleaseForm };

export const useForms = create<Readonly<Record<string, FormState>>>()(() => ({}));

export function formOf(target: Target): ReleaseForm | undefined {
  const state = useForms.getState()[formKey(target)];
  return state?.state === 'open' ? state.form : undefined;
}

export async function openForm(target: Target): Promise<void> {
  const key = formKey(target);
  const asked = formOf(target)?.model;
  if (asked === undefined) useForms.setState({ [key]: { state: 'loading' } });
  // What was typed, before a reload too, has to be with main before main is asked for it.
  if (unkeptDraft(target) !== undefined) await keepNow(target);
  const answer = await ask(bridge().publish.startRelease(target));
  if (!answer.ok) {
    useForms.setState({ [key]: { state: 'failed', error: answer.error } });
    return;
  }
  const start = answer.value;
  const known = formOf(target);
  // Typed meanwhile, or not yet kept: what is on screen stays, and only what the registry knows is renewed.
  const still = unkeptDraft(target);
  const typed = known !== undefined && (known.model !== asked || still !== undefined);
  // What was typed over older text must not pass for typed over this.
  if (!typed) noteKept(target, start.draft);
  // A draft that main could not keep (a full disk) is shown all the same.
  const model = typed ? known.model : modelFromDraft(still ?? start.draft);
  const faults = ownFaults(model, start.takenVersions);
  const foundNotes = typed ? known.foundNotes : (start.foundNotes ?? undefined);
  const fresh = {
    answered: [],
    attempted: false,
    busy: false,
    publicAgreed: false,
    placedFrom: undefined,
    otherTab: isHeld(target) ? start.draft : undefined,
  };
  useForms.setState({
    [key]: { state: 'open', form: { ...fresh, ...known, target, start, model, faults, foundNotes } },
  });
}

export function patchForm(target: Target, patch: Partial<ReleaseForm>): void {
  const form = formOf(target);
  if (form) useForms.setState({ [formKey(target)]: { state: 'open', form: { ...form, ...patch } } });
}

/** What was answered with this code holds no more. */
export function forgetAnswer(target: Target, code: string): void {
  const form = formOf(target);
  if (form) patchForm(target, { answered: form.answered.filter((fault) => fault.code !== code) });
}

/** Every change of the form goes through here: it is checked at once and kept in main a moment later. */
export function editForm(
  target: Target,
  edit: (model: ReleaseModel) => ReleaseModel,
  touched: (fault: PlacedFault) => boolean = () => false,
): void {
  const form = formOf(target);
  if (!form) return;
  const model = edit(form.model);
  if (model === form.model) return;
  patchForm(target, {
    model,
    faults: ownFaults(model, form.start.takenVersions),
    answered: form.answered.filter((fault) => !touched(fault)),
  });
  keepSoon(target, draftFromModel(model));
}

export function typeField<F extends ScalarField>(target: Target, field: F, value: ReleaseModel[F]): void {
  editForm(
    target,
    (model) => setField(model, field, value),
    (fault) => fault.field === field,
  );
}

export function typeCell(target: Target, list: ListName, key: number, column: Column, value: string): void {
  editForm(
    target,
    (model) => changeRow(model, list, key, column, value),
    (fault) => fault.rowKey === key || (fault.field === list && fault.rowKey === undefined),
  );
}

export function dropRow(target: Target, list: ListName, key: number): void {
  editForm(
    target,
    (model) => removeRow(model, list, key),
    (fault) => fault.rowKey === key || (fault.field === list && fault.rowKey === undefined),
  );
}

/** Forgets the draft and fills the form in anew; one press brings back what was typed. */
export async function startOver(target: Target): Promise<void> {
  const key = formKey(target);
  const typed = formOf(target)?.model;
  forgetUnkept(key);
  const answer = await ask(bridge().publish.dropDraft(target));
  if (!answer.ok) {
    sayError(text.release.couldNotKeep, answer.error);
    return;
  }
  useForms.setState({ [key]: { state: 'loading' } });
  await openForm(target);
  if (typed === undefined) return;
  const bringBack = () => {
    editForm(target, () => typed);
    void openForm(target);
  };
  say('info', text.release.startedOver, '', { label: text.common.undo, run: bringBack });
}
