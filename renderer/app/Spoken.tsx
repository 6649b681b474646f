import { Fragment, type ReactNode, useEffect } from 'react';
import { useLanguage } from '../text/language.ts';

/** Another language makes the page anew: no part of it can go on showing what it read before. */
export function Spoken({ children }: { readonly children: ReactNode }) {
  const language = useLanguage((state) => state.language);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <Fragment key={language}>{children}</Fragment>;
}
