import type { ReactNode } from 'react';
import { FreeStand } from '../drawings/FreeStand.tsx';
import styles from './parts.module.css';

interface EmptyProps {
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}

export function Empty({ title, text, children }: EmptyProps) {
  return (
    <div className={styles.empty}>
      <FreeStand />
      <p className={styles.emptyTitle}>{title}</p>
      {text !== undefined && <p>{text}</p>}
      {children}
    </div>
  );
}
