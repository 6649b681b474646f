import type { ReactNode } from 'react';
import styles from './parts.module.css';

interface EmptyProps {
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}

export function Empty({ title, text, children }: EmptyProps) {
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{title}</p>
      {text !== undefined && <p>{text}</p>}
      {children}
    </div>
  );
}
