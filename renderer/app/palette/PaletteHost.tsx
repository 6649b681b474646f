import { useEffect } from 'react';
import { usePalette } from '../../stores/palette.ts';
import { Palette } from './Palette.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';
import { followShortcuts } from './shortcuts.ts';

/** The palette and the sheet of keys, which open from anywhere. */
export function PaletteHost() {
  const open = usePalette((state) => state.open);
  useEffect(followShortcuts, []);
  if (open === 'commands') return <Palette />;
  return open === 'shortcuts' && <ShortcutSheet />;
}
