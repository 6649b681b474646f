import { type ListName, MAX_LIST_ROWS } from '../../../protocol/index.ts';
import { say } from '../../stores/notices.ts';
import { text } from '../../text/text.ts';
import { editForm } from '../form/forms.ts';
import type { FormRow } from '../form/model.ts';
import type { Target } from '../form/target.ts';

const t = text.release;

const NAMED = 5;

/** Puts pasted rows after those that are there, or in their place, as many as a list may have; either can be taken back. */
export function pasteRows(target: Target, list: ListName, rows: readonly FormRow[], replace: boolean): void {
  let before: readonly FormRow[] = [];
  let left: readonly FormRow[] = [];
  editForm(target, (model) => {
    before = model[list];
    const kept = before.filter(({ id, selection }) => id !== '' || selection !== '');
    const room = MAX_LIST_ROWS - (replace ? 0 : kept.length);
    left = rows.slice(Math.max(0, room));
    const taken = rows.slice(0, Math.max(0, room));
    return { ...model, [list]: replace ? taken : [...kept, ...taken] };
  });
  const undo = () => editForm(target, (model) => ({ ...model, [list]: before }));
  const action = { label: text.common.undo, run: undo };
  const pasted = t.paste.pasted(rows.length - left.length);
  if (left.length === 0) say('info', pasted, '', action);
  else say('warning', pasted, t.paste.left(MAX_LIST_ROWS, left.length, namesOf(left)), action);
}

function namesOf(rows: readonly FormRow[]): string {
  const names = rows.slice(0, NAMED).map(({ id }) => id);
  return rows.length > NAMED ? `${names.join(', ')} …` : names.join(', ');
}
