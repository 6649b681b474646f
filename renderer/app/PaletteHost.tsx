import { useEffect } from 'react';
import { Palette } from './Palette.tsx';
import { openPalette, usePalette } from './palette-state.ts';

/** Ctrl+K, or Command+K, anywhere. */
export function PaletteHost() {
  const open = usePalette((state) => state.open);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      openPalette();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return open && <Palette />;
}
