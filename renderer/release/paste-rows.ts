import type { ListName } from '../../protocol/index.ts';
import { say } from '../stores/notices.ts';
import { text } from '../text/text.ts';
import { editForm } from './forms.ts';
import type { FormRow } from './model.ts';
import type { Target } from './target.ts';

const t = text.release;

/** Puts pasted rows after those that are there, or in their place; either can be taken back. */
export function pasteRows(target: Target, list: ListName, rows: readonly FormRow[], replace: boolean): void {
  let before: readonly FormRow[] = [];
  editForm(target, (model) => {
    before = model[list];
    const kept = before.filter(({ id, selection }) => id !== '' || selection !== '');
    return { ...model, [list]: replace ? rows : [...kept, ...rows] };
  });
  const undo = () => editForm(target, (model) => ({ ...model, [list]: before }));
  say('info', t.paste.pasted(rows.length), '', { label: text.common.undo, run: undo });
}
