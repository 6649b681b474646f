import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { text } from '../text/text.ts';
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
}

export function Table({ columns, label, children, foot }: TableProps) {
  return (
    <div className={styles.box}>
      <table className={styles.table} aria-label={label}>
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
    </div>
  );
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
  if (hidden <= 0) return null;
  return (
    <div className={styles.foot}>
      <Button onClick={onMore}>{text.common.showMore(Math.min(portion, hidden))}</Button>
    </div>
  );
}
