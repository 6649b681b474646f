import { create } from 'zustand';
import type { AppError, Settings } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { speak } from '../text/speak.ts';

export const useSettings = create<{ readonly value: Settings | undefined }>()(() => ({ value: undefined }));

export function putSettings(value: Settings): void {
  useSettings.setState({ value });
  void speak(value.language);
}

export async function loadSettings(): Promise<void> {
  const answer = await ask(bridge().settings.get());
  if (answer.ok) putSettings(answer.value);
}

/** Shows the change at once and takes it back when main refuses it. */
export async function changeSettings(change: Partial<Settings>): Promise<AppError | undefined> {
  const before = useSettings.getState().value;
  if (before) putSettings({ ...before, ...change });
  const answer = await ask(bridge().settings.update(change));
  if (answer.ok) putSettings(answer.value);
  else if (before) putSettings(before);
  return answer.ok ? undefined : answer.error;
}
