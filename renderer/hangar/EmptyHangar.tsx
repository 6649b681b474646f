import { Button, Menu } from '@mantine/core';
import { ChevronDown, FolderInput } from 'lucide-react';
import type { SampleKind } from '../../preload/contract.ts';
import { askForFolder, trySample } from '../commands/add-folder.ts';
import { LoadingScene } from '../drawings/LoadingScene.tsx';
import { text } from '../text/text.ts';
import styles from './empty-hangar.module.css';
import hangar from './hangar.module.css';

const t = text.hangar.empty;
const OTHER_SAMPLES: readonly SampleKind[] = ['scenery', 'library', 'plugin', 'livery', 'flywithlua', 'mess'];

/** What the app does, in one picture and three sentences, and the two ways to begin. */
export function EmptyHangar() {
  const places = Object.values(t.places);
  return (
    <div className={styles.first}>
      <h2 className={styles.title}>{t.title}</h2>
      <p className={styles.lead}>{t.lead}</p>
      <div className={styles.way}>
        <button type="button" className={`${hangar.dropTile} ${styles.bigDrop}`} onClick={() => void askForFolder()}>
          <FolderInput size="2rem" aria-hidden="true" />
          <span>{t.drop}</span>
          <span className={hangar.facts}>{t.dropHint}</span>
        </button>
        <div className={styles.scene}>
          <LoadingScene places={places.length} />
        </div>
        <ul className={styles.places} aria-label={t.placesLabel}>
          {places.map(({ name, says }) => (
            <li key={name}>
              <strong>{name}</strong>
              <span className={hangar.facts}>{says}</span>
            </li>
          ))}
        </ul>
      </div>
      <div className={styles.sample}>
        <Button variant="filled" size="sm" onClick={() => void trySample('aircraft')}>
          {t.sample}
        </Button>
        <OtherSample />
      </div>
      <p className={styles.sampleHint}>{t.sampleHint}</p>
      <ul className={styles.lines}>
        {Object.values(t.lines).map(({ title, says }) => (
          <li key={title}>
            <strong>{title}</strong>
            <p>{says}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}

function OtherSample() {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button size="sm" variant="subtle" rightSection={<ChevronDown size="0.875rem" aria-hidden="true" />}>
          {t.otherSample}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {OTHER_SAMPLES.map((kind) => (
          <Menu.Item key={kind} onClick={() => void trySample(kind)}>
            {text.hangar.kinds[kind]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
