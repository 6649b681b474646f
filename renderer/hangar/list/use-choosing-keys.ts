import { useEffect } from 'react';
import { chooseAll, chooseNone, useChoice } from '../state/choice.ts';

/** Ctrl+A, or Command+A, ticks all that are shown; Escape none. In a field or a dialog the keys mean what they always do. */
export function useChoosingKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      if (
        target instanceof HTMLElement &&
        target.closest('input:not([type=checkbox]), select, textarea, dialog, [role=menu]')
      )
        return;
      if (event.key === 'Escape' && useChoice.getState().chosen.size > 0) chooseNone();
      if (event.key.toLowerCase() !== 'a' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      chooseAll();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
