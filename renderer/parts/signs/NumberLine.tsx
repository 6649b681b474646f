import { useMemo } from 'react';
import type { Selection } from '../../../protocol/index.ts';
import { text } from '../../text/text.ts';
import styles from './number-line.module.css';
import { numberLine } from './number-line.ts';

interface NumberLineProps {
  readonly selection: Selection;
  readonly mark?: string | undefined;
}

/** More labels than this would run into each other. */
const MOST_LABELS = 8;

export function NumberLine({ selection, mark }: NumberLineProps) {
  const line = useMemo(() => numberLine(selection, mark), [selection, mark]);
  const labels = line.stops.length <= MOST_LABELS ? line.stops : [];
  return (
    <div className={styles.line} role="img" aria-label={text.release.numberLine(selection.canonical)}>
      <div className={styles.track}>
        {line.spans.map(({ from, to }) => (
          <span
            key={`${from}-${to}`}
            className={styles.span}
            style={{ left: `${from * 100}%`, width: `${Math.max(0.75, (to - from) * 100)}%` }}
          />
        ))}
        {line.mark && <span className={styles.mark} style={{ left: `${line.mark.at * 100}%` }} />}
      </div>
      <div className={styles.labels} aria-hidden="true">
        {labels.map(({ version, label, at }) => (
          <span key={version} className={styles.label} style={{ left: `${at * 100}%` }}>
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}
