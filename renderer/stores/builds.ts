import { create } from 'zustand';
import type { AppError, BuildEnd, BuiltArchive, Progress } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';

/** The build an author asked for by itself, one for each add-on: under way, or how the last one ended. */
export interface Build {
  readonly jobId: string;
  readonly running: boolean;
  readonly progress: Progress | undefined;
  readonly built: BuiltArchive | undefined;
  readonly cancelled: boolean;
  readonly error: AppError | undefined;
}

export const useBuilds = create<Readonly<Record<string, Build>>>()(() => ({}));

const STARTED = { running: true, progress: undefined, built: undefined, cancelled: false, error: undefined } as const;

export async function startBuild(addonId: string, fresh = false): Promise<AppError | undefined> {
  const answer = await ask(bridge().archive.build({ addonId, fresh }));
  if (!answer.ok) return answer.error;
  const known = useBuilds.getState()[addonId];
  // A small add-on may have ended before the answer was here.
  if (known?.jobId !== answer.value.jobId) useBuilds.setState({ [addonId]: { jobId: answer.value.jobId, ...STARTED } });
  return undefined;
}

export function putBuildProgress(progress: Progress & { readonly addonId: string }): void {
  const known = useBuilds.getState()[progress.addonId];
  if (known?.jobId === progress.id && !known.running) return;
  useBuilds.setState({ [progress.addonId]: { ...STARTED, jobId: progress.id, progress } });
}

export function putBuildEnd({ addonId, jobId, built, cancelled, error }: BuildEnd): void {
  const ended = { jobId, built: built ?? undefined, cancelled, error: error ?? undefined };
  useBuilds.setState({ [addonId]: { ...ended, running: false, progress: undefined } });
}

export function forgetBuild(addonId: string): void {
  useBuilds.setState((all) => {
    const { [addonId]: _gone, ...rest } = all;
    return rest;
  }, true);
}
