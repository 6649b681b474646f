import { type ClipboardEvent, memo } from 'react';
import { DRAFT_LIMITS } from '../../../preload/contract/draft-limits.ts';
import { type ListName, parseSelection } from '../../../protocol/index.ts';
import { classes } from '../../parts/classes.ts';
import { ErrorText } from '../../parts/form/Field.tsx';
import fieldStyles from '../../parts/form/field.module.css';
import { text } from '../../text/text.ts';
import { typeCell } from '../form/forms.ts';
import type { Column, FormRow, PlacedFault } from '../form/model.ts';
import { cellId, explainFault } from '../form/shown-faults.ts';
import type { Target } from '../form/target.ts';
import styles from '../release.module.css';
import { CompletedInput, type KnownPackage } from './CompletedInput.tsx';
import { looksLikeRows, parsePastedRows } from './paste.ts';
import { pasteRows } from './paste-rows.ts';
import { RowMenu } from './RowMenu.tsx';

const t = text.release;

export interface RowProps {
  readonly target: Target;
  readonly list: ListName;
  readonly row: FormRow;
  /** Counted from 1, as people count. */
  readonly number: number;
  readonly last: boolean;
  readonly fault: PlacedFault | undefined;
  readonly warning: string | undefined;
  readonly known: readonly KnownPackage[];
}

/** Drawn anew only when this row or its fault changes, so that typing stays fluent with hundreds of rows. */
export const ListRow = memo(
  function ListRow({ target, list, row, number, last, fault, warning, known }: RowProps) {
    const name = t.lists[list].one;
    const faultAt = fault ? (fault.column ?? 'id') : undefined;
    const onPaste = (event: ClipboardEvent) => {
      const pasted = event.clipboardData.getData('text');
      const { rows } = looksLikeRows(pasted) ? parsePastedRows(pasted) : { rows: [] };
      if (rows.length === 0) return;
      event.preventDefault();
      pasteRows(target, list, rows, false);
    };
    const type = (column: Column) => (value: string) => typeCell(target, list, row.key, column, value);
    return (
      <div className={styles.row}>
        <div className={styles.cell}>
          <CompletedInput
            id={cellId(row.key, 'id')}
            label={t.rowId(name, number)}
            value={row.id}
            invalid={faultAt === 'id'}
            known={known}
            onChange={type('id')}
            onPaste={onPaste}
          />
          {fault && faultAt === 'id' ? (
            <CellFault id={cellId(row.key, 'id')} fault={fault} />
          ) : (
            warning !== undefined && (
              <p id={`${cellId(row.key, 'id')}-note`} className={styles.warn}>
                {warning}
              </p>
            )
          )}
        </div>
        <div className={styles.cell}>
          <input
            id={cellId(row.key, 'selection')}
            maxLength={DRAFT_LIMITS.cell}
            className={classes(fieldStyles.input, fieldStyles.literal)}
            aria-label={t.rowSelection(name, number)}
            aria-invalid={faultAt === 'selection' || undefined}
            aria-describedby={`${cellId(row.key, 'selection')}-note`}
            spellCheck={false}
            autoComplete="off"
            value={row.selection}
            placeholder="*"
            onChange={(event) => type('selection')(event.currentTarget.value)}
          />
          {fault && faultAt === 'selection' ? (
            <CellFault id={cellId(row.key, 'selection')} fault={fault} />
          ) : (
            <Canonical id={cellId(row.key, 'selection')} selection={row.selection} />
          )}
        </div>
        <RowMenu target={target} list={list} row={row} number={number} last={last} />
      </div>
    );
  },
  (before, after) =>
    before.row === after.row &&
    before.number === after.number &&
    before.last === after.last &&
    before.known === after.known &&
    before.warning === after.warning &&
    before.target === after.target &&
    before.fault?.code === after.fault?.code &&
    before.fault?.message === after.fault?.message &&
    before.fault?.column === after.fault?.column,
);

function CellFault({ id, fault }: { readonly id: string; readonly fault: PlacedFault }) {
  return (
    <div id={`${id}-note`}>
      <ErrorText {...explainFault(fault)} />
    </div>
  );
}

function Canonical({ id, selection }: { readonly id: string; readonly selection: string }) {
  const parsed = parseSelection(selection.trim().toLowerCase());
  const shown =
    parsed.ok && parsed.value.canonical !== selection ? t.selectionCanonical(parsed.value.canonical) : undefined;
  return (
    <div id={`${id}-note`} className={styles.cellNote}>
      {shown}
    </div>
  );
}
