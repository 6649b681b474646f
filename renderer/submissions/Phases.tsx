import type { Attempt, Progress, Submission, SubmissionPhase } from '../../preload/contract.ts';
import { Aircraft } from '../drawings/Aircraft.tsx';
import { Bar } from '../parts/signs/Bar.tsx';
import type { Light } from '../parts/signs/light.ts';
import { text } from '../text/text.ts';
import { shareOf } from './describe.ts';
import styles from './phases.module.css';
import { RateGraph } from './RateGraph.tsx';

const t = text.submissions.phases;

interface PhasesProps {
  readonly submission: Submission;
  /** Of the phase that is under way. */
  readonly progress: Progress | undefined;
}

type Part = 'build' | 'upload' | 'process';
const PARTS: readonly Part[] = ['build', 'upload', 'process'];

const PART_OF: Partial<Record<SubmissionPhase, Part>> = {
  queued: 'build',
  building: 'build',
  built: 'upload',
  waiting: 'upload',
  sending: 'upload',
  uncertain: 'upload',
  processing: 'process',
};

const RATED: ReadonlySet<SubmissionPhase> = new Set(['building', 'sending']);

/** Build, upload, processing: three loads on their way into the aircraft, of which one is under way. */
export function Phases({ submission, progress }: PhasesProps) {
  const share = shareOf(progress);
  const file = progress?.file;
  const current = PARTS.indexOf(PART_OF[submission.state.phase] ?? 'process');
  return (
    <>
      <div className={styles.phases}>
        {PARTS.map((part, at) => (
          <div key={part} className={styles[part]}>
            <p className={styles.caption}>{caption(submission, part)}</p>
            <Bar
              label={`${text.submissions.progress(submission.addonName, submission.version)}: ${t[part]}`}
              share={at < current ? 1 : at > current ? 0 : shareOfPart(submission, share)}
              light={lightOf(submission, at, current)}
            />
          </div>
        ))}
        <svg className={styles.aircraft} viewBox="0 0 120 120" aria-hidden="true" focusable="false">
          <Aircraft transform="translate(120 0) rotate(90)" />
        </svg>
      </div>
      {RATED.has(submission.state.phase) && <RateGraph id={submission.id} />}
      {file !== undefined && (
        <p className={styles.file} title={file}>
          <bdi>{file}</bdi>
        </p>
      )}
    </>
  );
}

// Of waiting and of the registry's processing nobody knows how much is done.
function shareOfPart({ state }: Submission, share: number | undefined): number | undefined {
  switch (state.phase) {
    case 'building':
    case 'sending':
      return share;
    case 'processing':
    case 'uncertain':
      return undefined;
    default:
      return 0;
  }
}

function lightOf({ state }: Submission, at: number, current: number): Light {
  if (at < current) return 'ok';
  return state.phase === 'uncertain' || state.phase === 'processing' || state.phase === 'waiting' ? 'warn' : 'flight';
}

/** Asking what became of an attempt is none. */
function isSending({ route }: Attempt): boolean {
  return route !== 'status';
}

function caption({ attempts, state }: Submission, part: Part): string {
  const attempt = state.phase === 'sending' ? state.attempt : attempts.filter(isSending).length;
  return part === 'upload' && attempt > 1 ? t.uploadAttempt(attempt) : t[part];
}
