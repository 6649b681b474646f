import { Popover } from '@mantine/core';
import { Info } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLanguage } from '../format/language.ts';
import { text } from '../text/text.ts';
import { GuideWords } from './GuideText.tsx';
import type { Inline } from './guide-pages.ts';
import type { GuideTerm } from './guide-terms.ts';
import styles from './help.module.css';

interface ExplainProps {
  readonly term: GuideTerm;
  /** What the control beside it is called on the screen. */
  readonly name: string;
}

/** What a term means, in the guide's own words, where the term stands. */
export function Explain({ term, name }: ExplainProps) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} withinPortal={false} position="bottom-start" trapFocus={false}>
      <Popover.Target>
        <button
          type="button"
          className={styles.what}
          aria-label={text.help.what}
          aria-description={name}
          onClick={() => setOpened(!opened)}
        >
          <Info size="0.875rem" aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.answer}>
        <Answer term={term} />
      </Popover.Dropdown>
    </Popover>
  );
}

// The guide is fetched with the first question.
function Answer({ term }: { readonly term: GuideTerm }) {
  const language = useLanguage((chosen) => chosen.language);
  const [words, setWords] = useState<readonly Inline[]>([]);
  useEffect(() => {
    void import('./guide-pages.ts').then(({ guidePages }) => setWords(guidePages[language].terms[term] ?? []));
  }, [term, language]);
  return <GuideWords words={words} />;
}
