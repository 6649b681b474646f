import { ActionIcon, Menu } from '@mantine/core';
import { EllipsisVertical } from 'lucide-react';
import { useState } from 'react';
import type { ListName } from '../../protocol/index.ts';
import { takeFocus } from '../parts/focus.ts';
import { say } from '../stores/notices.ts';
import { text } from '../text/en.ts';
import { dropRow, editForm, formOf, type Target } from './forms.ts';
import { duplicateRow, type FormRow, insertRows, moveRow } from './model.ts';

const t = text.release;

interface RowMenuProps {
  readonly target: Target;
  readonly list: ListName;
  readonly row: FormRow;
  readonly number: number;
  readonly last: boolean;
}

/** A real menu is only made for the row whose button was reached: 256 of them would make the form slow to open. */
export function RowMenu(props: RowMenuProps) {
  const [wanted, setWanted] = useState(false);
  const label = t.rowMenu(t.lists[props.list].one, props.number);
  if (wanted) return <OpenRowMenu {...props} label={label} />;
  return (
    <ActionIcon aria-label={label} aria-haspopup="menu" onClick={() => setWanted(true)}>
      <EllipsisVertical size={15} aria-hidden="true" />
    </ActionIcon>
  );
}

function OpenRowMenu({ target, list, row, number, last, label }: RowMenuProps & { readonly label: string }) {
  const edit = (change: typeof duplicateRow) => () => editForm(target, (model) => change(model, list, row.key));
  return (
    <Menu defaultOpened>
      <Menu.Target>
        <ActionIcon ref={takeFocus} aria-label={label}>
          <EllipsisVertical size={15} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={edit(duplicateRow)}>{t.duplicate}</Menu.Item>
        <Menu.Item disabled={number === 1} onClick={edit((model, name, key) => moveRow(model, name, key, -1))}>
          {t.moveUp}
        </Menu.Item>
        <Menu.Item disabled={last} onClick={edit((model, name, key) => moveRow(model, name, key, 1))}>
          {t.moveDown}
        </Menu.Item>
        <Menu.Item onClick={() => remove(target, list, row)}>{t.removeRow}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function remove(target: Target, list: ListName, row: FormRow): void {
  const at = formOf(target)?.model[list].findIndex(({ key }) => key === row.key) ?? 0;
  dropRow(target, list, row.key);
  const undo = () => editForm(target, (model) => insertRows(model, list, at, [row]));
  say('info', t.rowRemoved(row.id === '' ? t.emptyRow : row.id), '', { label: text.common.undo, run: undo });
}
