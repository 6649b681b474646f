import { create } from 'zustand';

interface PaletteState {
  readonly open: 'commands' | 'shortcuts' | undefined;
  /** What was chosen last, newest first. */
  readonly recent: readonly string[];
}

const RECENT = 5;

export const usePalette = create<PaletteState>()(() => ({ open: undefined, recent: [] }));

export function openPalette(): void {
  usePalette.setState({ open: 'commands' });
}

export function openShortcuts(): void {
  usePalette.setState({ open: 'shortcuts' });
}

export function closePalette(): void {
  usePalette.setState({ open: undefined });
}

export function noteRecent(id: string): void {
  usePalette.setState(({ recent }) => ({ recent: [id, ...recent.filter((known) => known !== id)].slice(0, RECENT) }));
}
