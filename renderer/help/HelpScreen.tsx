import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { openShortcuts } from '../app/palette-state.ts';
import { goTo } from '../app/place.ts';
import { holdsWords } from '../format/fold.ts';
import { Panel } from '../parts/Panel.tsx';
import { Screen } from '../parts/Screen.tsx';
import { text } from '../text/text.ts';
import { GuideBlocks } from './GuideText.tsx';
import { type GuideSection, guidePages } from './guide-pages.ts';
import styles from './help.module.css';

const t = text.help;

/** The guide, searched as one types; it is part of the app, so it is there without a network. */
export function HelpScreen() {
  const [query, setQuery] = useState('');
  const found = guidePages.sections.filter(({ title, words }) => holdsWords(`${title} ${words}`, query));
  return (
    <Screen
      title={t.title}
      actions={
        <TextInput
          size="xs"
          w="18rem"
          aria-label={t.search}
          placeholder={t.search}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      }
    >
      <p className="visually-hidden" role="status">
        {query.trim() === '' ? '' : t.found(found.length)}
      </p>
      <div className={styles.help}>
        <div className={styles.side}>
          <Contents sections={found} />
          <p className={styles.dim}>{t.keysText}</p>
          <Button onClick={openShortcuts}>{t.keys}</Button>
          <p className={styles.dim}>{t.toolsText}</p>
          <Button onClick={() => goTo({ screen: 'tools' })}>{t.tools}</Button>
        </div>
        <div className={styles.sections}>
          <p className={styles.dim}>{t.about}</p>
          {found.length === 0 && <p>{t.none(query)}</p>}
          {found.map((section) => (
            <div key={section.id} id={anchorOf(section)}>
              <Panel title={section.title}>
                <GuideBlocks blocks={section.blocks} />
              </Panel>
            </div>
          ))}
        </div>
      </div>
    </Screen>
  );
}

// The fragment of the address is the place, so a section is scrolled to by hand.
function Contents({ sections }: { readonly sections: readonly GuideSection[] }) {
  return (
    <nav aria-label={t.sections} className={styles.contents} lang="en">
      {sections.map((section) => (
        <button
          key={section.id}
          type="button"
          className={styles.contentsLink}
          onClick={() => document.getElementById(anchorOf(section))?.scrollIntoView({ block: 'start' })}
        >
          {section.title}
        </button>
      ))}
    </nav>
  );
}

function anchorOf({ id }: GuideSection): string {
  return `guide-${id}`;
}
