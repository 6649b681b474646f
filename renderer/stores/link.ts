import { create } from 'zustand';
import type { LinkState } from '../../preload/contract.ts';
import { bridge } from '../bridge.ts';

/** Whether main answers this page. */
export const useLink = create<{ readonly state: LinkState }>()(() => ({ state: 'up' }));

export function isLinkUp(): boolean {
  return useLink.getState().state === 'up';
}

/** `onBack` when main answers again, after anything may have happened there. */
export function followLink(onBack: () => void): () => void {
  return bridge().link.onChanged((state) => {
    const wasUp = isLinkUp();
    useLink.setState({ state });
    if (state === 'up' && !wasUp) onBack();
  });
}
