import { useCallback } from 'react';
import type { TextDifference } from '../../preload/contract.ts';
import { bridge } from '../bridge.ts';
import { formatCount } from '../format/numbers.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Scrollable } from '../parts/layout/Scrollable.tsx';
import { text } from '../text/text.ts';
import styles from './compare.module.css';
import type { Sides } from './sides.ts';
import { useAnswer } from './use-answer.ts';

const t = text.compare;

interface TextDiffProps {
  readonly sides: Sides;
  readonly path: string;
}

/** The lines of one text that differ, with some lines around. */
export function TextDiff({ sides: { id, from, to }, path }: TextDiffProps) {
  const question = useCallback(
    () => bridge().addons.compareText({ id, from, to: to ?? null, path }),
    [id, from, to, path],
  );
  const outcome = useAnswer(path, question);
  if (outcome === undefined) return <p role="status">{t.loading}</p>;
  if (!outcome.ok) return <ErrorNote title={t.couldNot} error={outcome.error} />;
  const { value } = outcome;
  if (value.state !== 'lines') return <p className={styles.remark}>{t[value.state]}</p>;
  if (value.parts.length === 0) return <p className={styles.remark}>{t.sameLines}</p>;
  return (
    <Scrollable className={styles.diff} label={t.lines(path)}>
      {value.parts.map((part) => (
        <Part key={`${part.oldStart} ${part.newStart}`} part={part} />
      ))}
    </Scrollable>
  );
}

type PartOfText = Extract<TextDifference, { state: 'lines' }>['parts'][number];

function Part({ part: { oldStart, newStart, lines } }: { readonly part: PartOfText }) {
  const numbered = lines.filter((line) => !line.startsWith('\\')).map((line, at) => ({ line, key: at }));
  return (
    <div>
      <p className={styles.remark}>{t.part(formatCount(oldStart), formatCount(newStart))}</p>
      {numbered.map(({ line, key }) => (
        <Line key={key} line={line} />
      ))}
    </div>
  );
}

function Line({ line }: { readonly line: string }) {
  const change = line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : undefined;
  return (
    <div className={change === undefined ? styles.same : styles[change]}>
      {change !== undefined && <span className="visually-hidden">{t.line[change]} </span>}
      <span aria-hidden="true">{change === undefined ? '  ' : change === 'added' ? '+ ' : '− '}</span>
      <bdi>{line.slice(1)}</bdi>
    </div>
  );
}
