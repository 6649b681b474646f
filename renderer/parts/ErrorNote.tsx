import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AppError } from '../../preload/contract.ts';
import { explainError } from '../text/explain.ts';
import { text } from '../text/text.ts';
import styles from './parts.module.css';
import { Code } from './signs/Chip.tsx';

interface ErrorNoteProps {
  readonly title?: string;
  readonly error: AppError;
  readonly onRetry?: () => void;
  readonly retryLabel?: string;
  /** Another way out, after the first. */
  readonly children?: ReactNode;
}

/** What is wrong, what to do, and the code as it came. */
export function ErrorNote({ title, error, onRetry, retryLabel = text.common.tryAgain, children }: ErrorNoteProps) {
  const lost = error.code === 'bridge_lost';
  const explained = explainError(error);
  const message = lost ? text.common.lostBridge : explained.sentence;
  const hint = lost ? text.common.lostBridgeHint : explained.hint;
  return (
    <div className={styles.error} role="alert">
      <div className={styles.errorText}>
        {title !== undefined && <p className={styles.errorTitle}>{title}</p>}
        <p>
          {message} {hint} <Code>{error.code}</Code>
        </p>
      </div>
      {onRetry && <Button onClick={onRetry}>{retryLabel}</Button>}
      {children}
    </div>
  );
}
