import type { Notice, Progress, Submission, SubmissionPhase } from '../../preload/contract.ts';

export type Activity = {
  /** Work that goes on by itself. */
  readonly running: number;
  /** Versions that ended badly and can be tried again. */
  readonly failed: number;
  /** 0 to 1 over all that reports progress; null while nothing does. */
  readonly progress: number | null;
};

const RUNNING: ReadonlySet<SubmissionPhase> = new Set([
  'queued',
  'building',
  'built',
  'waiting',
  'sending',
  'uncertain',
  'processing',
]);
const FAILED: ReadonlySet<SubmissionPhase> = new Set(['failed', 'rejected', 'stopped', 'blocked']);

export type ActivityBoard = {
  submission(submission: Submission): void;
  progress(progress: Progress): void;
  dismissed(id: string): void;
  now(): Activity;
  onChange(listener: () => void): () => void;
  /** Work that was running has ended: worth telling an author who is elsewhere. */
  onEnded(listener: (notice: Omit<Notice, 'id' | 'at'>) => void): void;
};

/** What is under way, added up for the title bar, the taskbar and the question before quitting. */
export function openActivityBoard(): ActivityBoard {
  const phases = new Map<string, SubmissionPhase>();
  const shares = new Map<string, number>();
  const listeners = new Set<() => void>();
  const endListeners = new Set<(notice: Omit<Notice, 'id' | 'at'>) => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  return {
    submission(submission) {
      const before = phases.get(submission.id);
      const { phase } = submission.state;
      phases.set(submission.id, phase);
      if (!RUNNING.has(phase)) shares.delete(submission.id);
      const ended = before !== undefined && RUNNING.has(before) ? endingOf(submission) : null;
      if (ended) for (const listener of endListeners) listener(ended);
      changed();
    },
    progress({ id, done, total }) {
      if (total !== null && total > 0) shares.set(id, Math.min(1, done / total));
      changed();
    },
    dismissed(id) {
      phases.delete(id);
      shares.delete(id);
      changed();
    },
    now() {
      const all = [...phases.values()];
      const known = [...shares.values()];
      return {
        running: all.filter((phase) => RUNNING.has(phase)).length,
        failed: all.filter((phase) => FAILED.has(phase)).length,
        progress: known.length === 0 ? null : known.reduce((sum, share) => sum + share, 0) / known.length,
      };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onEnded: (listener) => {
      endListeners.add(listener);
    },
  };
}

function endingOf(submission: Submission): Omit<Notice, 'id' | 'at'> | null {
  const { id, addonId, packageId, version, state, error } = submission;
  const about = { submissionId: id, ...(addonId !== null && { addonId }) };
  const name = `${packageId} ${version}`;
  if (state.phase === 'processed') {
    return { ...about, level: 'success', title: `${name} is published`, text: 'The registry has processed it.' };
  }
  if (!FAILED.has(state.phase)) return null;
  return {
    ...about,
    level: 'error',
    title: `${name} was not published`,
    text: error?.message ?? 'Open Activity for the reason.',
  };
}
