import { create } from 'zustand';

/** The modal dialogs that are open, the one on top last: what lies outside of it nobody can reach, nor is it read out. */
export const useOpenDialogs = create<{ readonly open: readonly HTMLElement[] }>()(() => ({ open: [] }));

export function noteOpened(dialog: HTMLElement): () => void {
  useOpenDialogs.setState(({ open }) => ({ open: [...open, dialog] }));
  return () => useOpenDialogs.setState(({ open }) => ({ open: open.filter((one) => one !== dialog) }));
}
