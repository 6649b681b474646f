import type { Submission } from '../../preload/contract.ts';

interface StatusProps {
  readonly submission: Submission;
  readonly label: string;
  readonly sentence: string;
  readonly className?: string | undefined;
}

/** What is true now, read out when it changes. Of a wait only that it began: a second each second would drown the rest. */
export function StatusSentence({ submission: { state, interrupted }, label, sentence, className }: StatusProps) {
  const counts = !interrupted && (state.phase === 'waiting' || state.phase === 'uncertain');
  return (
    <>
      <p className={className} role="status" aria-live={counts ? 'off' : undefined}>
        {sentence}
      </p>
      <span className="visually-hidden" aria-live="polite">
        {counts ? label : ''}
      </span>
    </>
  );
}
