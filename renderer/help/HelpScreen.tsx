import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { holdsWords } from '../format/holds-words.ts';
import { useLanguage } from '../format/language.ts';
import { Screen } from '../parts/layout/Screen.tsx';
import { openShortcuts } from '../stores/palette.ts';
import { goTo } from '../stores/place.ts';
import { text } from '../text/text.ts';
import { GuideBlocks } from './GuideText.tsx';
import { type GuideSection, guidePages } from './guide-pages.ts';
import styles from './help.module.css';

const t = text.help;

/** The guide, searched as one types; it is part of the app, so it is there without a network. */
export function HelpScreen() {
  const [query, setQuery] = useState('');
  const { sections } = guidePages[useLanguage((chosen) => chosen.language)];
  const found = sections.filter(({ title, words }) => holdsWords(`${title} ${words}`, query));
  return (
    <Screen title={t.title} subtitle={t.about}>
      <p className="visually-hidden" role="status">
        {query.trim() === '' ? '' : t.found(found.length)}
      </p>
      <div className={styles.help}>
        <div className={styles.side}>
          <TextInput
            w="100%"
            aria-label={t.search}
            placeholder={t.search}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
          <Contents sections={found} />
          <div className={styles.more}>
            <Button title={t.keysText} onClick={openShortcuts}>
              {t.keys}
            </Button>
            <Button title={t.toolsText} onClick={() => goTo({ screen: 'tools' })}>
              {t.tools}
            </Button>
          </div>
        </div>
        <div className={styles.sections}>
          {found.length === 0 && <p>{t.none(query)}</p>}
          {found.map((section) => (
            <section key={section.id} id={anchorOf(section)} aria-labelledby={titleOf(section)}>
              <h2 id={titleOf(section)} tabIndex={-1} className={styles.sectionTitle}>
                {section.title}
              </h2>
              <GuideBlocks blocks={section.blocks} />
            </section>
          ))}
        </div>
      </div>
    </Screen>
  );
}

// The fragment of the address is the place, so a section is scrolled to by hand.
function Contents({ sections }: { readonly sections: readonly GuideSection[] }) {
  return (
    <nav aria-label={t.sections} className={styles.contents}>
      {sections.map((section) => (
        <button key={section.id} type="button" className={styles.contentsLink} onClick={() => goToSection(section)}>
          {section.title}
        </button>
      ))}
    </nav>
  );
}

/** Who came by a key reads on from there, and hears its title. */
function goToSection(section: GuideSection): void {
  document.getElementById(anchorOf(section))?.scrollIntoView({ block: 'start' });
  document.getElementById(titleOf(section))?.focus({ preventScroll: true });
}

function titleOf(section: GuideSection): string {
  return `${anchorOf(section)}-title`;
}

function anchorOf({ id }: GuideSection): string {
  return `guide-${id}`;
}
