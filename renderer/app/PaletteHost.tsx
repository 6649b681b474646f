import { lazy, Suspense, useEffect } from 'react';
import { openPalette, usePalette } from './palette-state.ts';

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }));

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
  return (
    open && (
      <Suspense fallback={null}>
        <Palette />
      </Suspense>
    )
  );
}
