import { create } from 'zustand';
import { superseded } from '../../preload/contract/phases.ts';
import type { AppError, Progress, Submission } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { dropRates, putRate } from './rates.ts';

/** The queue and its history, newest first. */
export interface SubmissionsState {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly error: AppError | undefined;
  readonly ids: readonly string[];
  readonly byId: Readonly<Record<string, Submission>>;
}

export const useSubmissions = create<SubmissionsState>()(() => ({
  state: 'loading',
  error: undefined,
  ids: [],
  byId: {},
}));

/** Figures that move ten times a second, kept apart so that they redraw nothing but themselves. */
export const useProgress = create<Readonly<Record<string, Progress>>>()(() => ({}));

const SHOWN = 1000;

export async function loadSubmissions(): Promise<void> {
  const answer = await ask(bridge().publish.list({ limit: SHOWN }));
  if (!answer.ok) {
    useSubmissions.setState({ state: 'failed', error: answer.error });
    return;
  }
  const newestFirst = answer.value.toSorted((a, b) => b.createdAt - a.createdAt);
  useSubmissions.setState({
    state: 'ready',
    error: undefined,
    ids: newestFirst.map(({ id }) => id),
    byId: Object.fromEntries(newestFirst.map((submission) => [submission.id, submission])),
  });
}

/** Takes what main says, unless something newer about the same submission came first. */
export function putSubmission(submission: Submission): void {
  useSubmissions.setState(({ ids, byId }) => {
    const known = byId[submission.id];
    if (known && known.updatedAt > submission.updatedAt) return {};
    return {
      ids: known ? ids : [submission.id, ...ids],
      byId: { ...byId, [submission.id]: submission },
    };
  });
}

export function dropSubmission(id: string): void {
  dropRates(id);
  useSubmissions.setState(({ ids, byId }) => {
    const { [id]: _gone, ...rest } = byId;
    return { ids: ids.filter((known) => known !== id), byId: rest };
  });
  useProgress.setState((all) => {
    const { [id]: _gone, ...rest } = all;
    return rest;
  }, true);
}

export function putProgress(progress: Progress): void {
  useProgress.setState({ [progress.id]: progress });
  putRate(progress);
}

export function useSubmission(id: string): Submission | undefined {
  return useSubmissions((state) => state.byId[id]);
}

/** The newest submission of an add-on to a connection; rehearsals of everything but the sending count too. */
export function latestOf(
  state: SubmissionsState,
  addonId: string,
  connectionId: string | undefined,
): Submission | undefined {
  for (const id of state.ids) {
    const submission = state.byId[id];
    if (submission?.addonId === addonId && submission.connectionId === connectionId) return submission;
  }
  return undefined;
}

let supersededIn: { readonly state: SubmissionsState['byId']; readonly ids: ReadonlySet<string> } | undefined;

/** Those that a later release or a later word about the same version made past. Worked out once for each state. */
export function supersededIds({ ids, byId }: SubmissionsState): ReadonlySet<string> {
  if (supersededIn?.state !== byId) {
    const all = ids.map((id) => byId[id]).filter((one) => one !== undefined);
    supersededIn = { state: byId, ids: superseded(all) };
  }
  return supersededIn.ids;
}
