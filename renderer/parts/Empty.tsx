import type { ReactNode } from 'react';
import { FreeStand } from '../drawings/FreeStand.tsx';
import { ReadyAircraft } from '../drawings/ReadyAircraft.tsx';
import styles from './parts.module.css';

interface EmptyProps {
  readonly title: string;
  readonly text?: string;
  /** Nothing is here because nothing is missing. */
  readonly ready?: boolean;
  readonly children?: ReactNode;
}

export function Empty({ title, text, ready = false, children }: EmptyProps) {
  return (
    <div className={styles.empty}>
      {ready ? <ReadyAircraft /> : <FreeStand />}
      <p className={styles.emptyTitle}>{title}</p>
      {text !== undefined && <p>{text}</p>}
      {children}
    </div>
  );
}
