import { MantineProvider } from '@mantine/core';
import { type ReactNode, useSyncExternalStore } from 'react';
import { useSettings } from '../../stores/settings.ts';
import { theme } from '../../theme/theme.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

function watchSystem(listener: () => void): () => void {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
}

/** The author's choice, or the system's. Mantine writes no style sheets: tokens.css has them, so that the CSP can be strict. */
export function ChosenTheme({ children }: { readonly children: ReactNode }) {
  const chosen = useSettings(({ value }) => value?.theme ?? 'system');
  const systemIsDark = useSyncExternalStore(watchSystem, () => dark.matches);
  const scheme = chosen === 'system' ? (systemIsDark ? 'dark' : 'light') : chosen;
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} withCssVariables={false} withGlobalClasses={false}>
      {children}
    </MantineProvider>
  );
}
