import { Button } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import { text } from '../../text/text.ts';
import { classes } from '../classes.ts';
import { Scrollable } from './Scrollable.tsx';
import styles from './table.module.css';

export interface Column {
  readonly name: string;
  /** Numbers line up at their end. */
  readonly figure?: boolean;
  /** Its cells speak for themselves; only screen readers hear its name. */
  readonly silent?: boolean;
}

interface TableProps {
  readonly columns: readonly Column[];
  readonly label?: string;
  /** The rows. */
  readonly children: ReactNode;
  readonly foot?: ReactNode;
  /** Where there is little room each row is a card, with the names of the columns beside its cells. */
  readonly cards?: boolean;
}

/** So many stand beside each other in a small window too. */
const FEW = 6;

export function Table({ columns, label, children, foot, cards = false }: TableProps) {
  return (
    <Scrollable className={classes(styles.box, cards && styles.narrowing, columns.length > FEW && styles.many)}>
      <table
        className={classes(styles.table, cards && styles.cards)}
        aria-label={label}
        style={cards ? columnNames(columns) : undefined}
      >
        <thead>
          <tr>
            {columns.map(({ name, figure, silent }) => (
              <th key={name} scope="col" className={figure ? styles.figure : undefined}>
                {silent ? <span className="visually-hidden">{name}</span> : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
      {foot}
    </Scrollable>
  );
}

/** For the style sheet, which writes them before the cells. */
function columnNames(columns: readonly Column[]): CSSProperties {
  const names = columns.map(({ name, silent }, at) => [`--column-${at + 1}`, JSON.stringify(silent ? '' : name)]);
  return Object.fromEntries(names);
}

/** The columns of a table in which none is special. */
export function plainColumns(names: Readonly<Record<string, string>>): readonly Column[] {
  return Object.values(names).map((name) => ({ name }));
}

interface FootProps {
  readonly found: number;
  readonly shown: number;
  readonly nothing: string;
  readonly portion: number;
  readonly onMore: () => void;
}

/** Below a table that shows its rows in portions. */
export function TableFoot({ found, shown, nothing, portion, onMore }: FootProps) {
  const hidden = found - shown;
  if (found === 0) return <p className={styles.foot}>{nothing}</p>;
  if (hidden <= 0) return undefined;
  return (
    <div className={styles.foot}>
      <Button onClick={onMore}>{text.common.showMore(Math.min(portion, hidden))}</Button>
    </div>
  );
}
