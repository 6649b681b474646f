import { Menu } from '@mantine/core';
import type { ListName } from '../../../protocol/index.ts';
import { LazyMenu } from '../../parts/LazyMenu.tsx';
import { say } from '../../stores/notices.ts';
import { text } from '../../text/text.ts';
import { dropRow, editForm, formOf } from '../form/forms.ts';
import { duplicateRow, type FormRow, insertRows, moveRow } from '../form/model.ts';
import type { Target } from '../form/target.ts';

const t = text.release;

interface RowMenuProps {
  readonly target: Target;
  readonly list: ListName;
  readonly row: FormRow;
  readonly number: number;
  readonly last: boolean;
}

export function RowMenu({ target, list, row, number, last }: RowMenuProps) {
  const edit = (change: typeof duplicateRow) => () => editForm(target, (model) => change(model, list, row.key));
  return (
    <LazyMenu label={t.rowMenu(t.lists[list].one, number)}>
      <Menu.Item onClick={edit(duplicateRow)}>{t.duplicate}</Menu.Item>
      <Menu.Item disabled={number === 1} onClick={edit((model, name, key) => moveRow(model, name, key, -1))}>
        {t.moveUp}
      </Menu.Item>
      <Menu.Item disabled={last} onClick={edit((model, name, key) => moveRow(model, name, key, 1))}>
        {t.moveDown}
      </Menu.Item>
      <Menu.Item onClick={() => remove(target, list, row)}>{t.removeRow}</Menu.Item>
    </LazyMenu>
  );
}

function remove(target: Target, list: ListName, row: FormRow): void {
  const at = formOf(target)?.model[list].findIndex(({ key }) => key === row.key) ?? 0;
  dropRow(target, list, row.key);
  const undo = () => editForm(target, (model) => insertRows(model, list, at, [row]));
  say('info', t.rowRemoved(row.id === '' ? t.emptyRow : row.id), '', { label: text.common.undo, run: undo });
}
