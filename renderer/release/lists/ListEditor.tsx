import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { type ListName, MAX_LIST_ROWS } from '../../../protocol/index.ts';
import { Explain } from '../../help/Explain.tsx';
import { FieldNote } from '../../parts/form/Field.tsx';
import { knownPackages } from '../../stores/resources.ts';
import { text } from '../../text/text.ts';
import { editForm, type ReleaseForm } from '../form/forms.ts';
import { insertRows, newRow } from '../form/model.ts';
import { cellId, explainFault, fieldFault, type RowFaults } from '../form/shown-faults.ts';
import type { Target } from '../form/target.ts';
import styles from '../release.module.css';
import { ListRow } from './ListRow.tsx';
import { PasteDialog } from './PasteDialog.tsx';
import { pasteRows } from './paste-rows.ts';
import { rowWarnings } from './row-warnings.ts';

const t = text.release;
const NO_PACKAGES: readonly never[] = [];

interface EditorProps {
  readonly list: ListName;
  readonly form: ReleaseForm;
  readonly rowFaults: RowFaults;
}

export function ListEditor({ list, form, rowFaults }: EditorProps) {
  const { target, model } = form;
  const [pasting, setPasting] = useState(false);
  const there = knownPackages.use({ connectionId: target.connectionId });
  const known = there.value ?? NO_PACKAGES;
  const rows = model[list];
  const warnings = useMemo(() => rowWarnings(rows, there.value), [rows, there.value]);
  const titleId = `release-${list}-title`;
  const fault = fieldFault(form, list, 'list');
  return (
    <section id={`release-${list}`} tabIndex={-1} aria-labelledby={titleId}>
      <div className={styles.listHead}>
        <span className={styles.titled}>
          <h2 id={titleId} className={styles.listTitle}>
            {t.lists[list].title}
          </h2>
          <Explain term="Dependencies and incompatibilities" name={t.lists[list].title} />
        </span>
        <span className={styles.dim}>{t.count(rows.length, MAX_LIST_ROWS)}</span>
        <span className={styles.spring} />
        <Button onClick={() => setPasting(true)}>{t.paste.button}</Button>
        <Button onClick={() => addRow(target, list)} aria-label={t.lists[list].add}>
          {text.common.add}
        </Button>
      </div>
      <FieldNote id={`release-${list}-note`} error={fault && explainFault(fault)} />
      {rows.length === 0 && <p className={styles.dim}>{t.lists[list].empty}</p>}
      {rows.length > 0 && (
        <div className={styles.rows}>
          <div className={styles.columns} aria-hidden="true">
            <span>{t.columnId}</span>
            <span>{t.columnSelection}</span>
          </div>
          {rows.map((row, at) => (
            <ListRow
              key={row.key}
              target={target}
              list={list}
              row={row}
              number={at + 1}
              last={at === rows.length - 1}
              fault={rowFaults.get(row.key)}
              warning={warnings.get(row.key)}
              known={known}
            />
          ))}
        </div>
      )}
      {pasting && (
        <PasteDialog
          list={list}
          onClose={() => setPasting(false)}
          onPaste={(pasted, all) => pasteRows(target, list, pasted, all)}
        />
      )}
    </section>
  );
}

function addRow(target: Target, list: ListName): void {
  const row = newRow();
  editForm(target, (model) => insertRows(model, list, model[list].length, [row]));
  requestAnimationFrame(() => document.getElementById(cellId(row.key, 'id'))?.focus());
}
