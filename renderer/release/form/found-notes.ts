import type { FoundNotes } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { say } from '../../stores/notices.ts';
import { text } from '../../text/text.ts';
import { formOf, patchForm, typeField } from './forms.ts';
import type { Target } from './target.ts';

const t = text.release.notes;

/** Looks again for the notes of the version that the form has; what the author did not touch follows. */
export async function followNotes(target: Target, version: string): Promise<void> {
  const answer = await ask(bridge().notes.find({ addonId: target.addonId, version }));
  const form = formOf(target);
  // A version typed meanwhile has its own question.
  if (!answer.ok || form?.model.packageVersion !== version) return;
  const was = form.foundNotes;
  patchForm(target, { foundNotes: answer.value ?? undefined });
  const untouched = form.model.notes === (was?.text ?? '');
  if (untouched && form.model.notes !== (answer.value?.text ?? '')) {
    typeField(target, 'notes', answer.value?.text ?? '');
  }
}

/** Takes what was found in the place of what is there, which can be had back. */
export function takeFoundNotes(target: Target, found: FoundNotes): void {
  const before = formOf(target)?.model.notes ?? '';
  typeField(target, 'notes', found.text);
  if (before.trim() === '') return;
  say('info', t.replaced(whereFrom(found)), '', {
    label: text.common.undo,
    run: () => typeField(target, 'notes', before),
  });
}

/** In words: where they are from. */
export function whereFrom({ source, from, heading }: FoundNotes): string {
  if (source === 'changelog') return t.ofChangelog(heading ?? '', from ?? '');
  return from === null ? t.ofAllCommits : t.ofCommits(from);
}
