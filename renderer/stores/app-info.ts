import { create } from 'zustand';
import type { AppInfo } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';

/** Which shell the page runs in and what that shell can do. */
export const useAppInfo = create<{ readonly value: AppInfo | undefined }>()(() => ({ value: undefined }));

export async function loadAppInfo(): Promise<void> {
  const answer = await ask(bridge().app.info());
  if (answer.ok) useAppInfo.setState({ value: answer.value });
}
