import { Fragment, type ReactNode, useEffect, useRef } from 'react';
import { useLanguage } from '../../format/language.ts';

/** Another language makes the page anew: no part of it can go on showing what it read before. */
export function LanguageBoundary({ children }: { readonly children: ReactNode }) {
  const language = useLanguage((state) => state.language);
  const focused = useRef('');
  useEffect(
    () =>
      useLanguage.subscribe(() => {
        focused.current = document.activeElement?.id ?? '';
      }),
    [],
  );
  useEffect(() => {
    document.documentElement.lang = language;
    document.getElementById(focused.current)?.focus();
  }, [language]);
  return <Fragment key={language}>{children}</Fragment>;
}
