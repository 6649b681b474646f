import { Button, Menu } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import type { SampleKind } from '../../preload/contract.ts';
import { askForFolder, trySample } from '../app/add-folder/add-folder.ts';
import { LoadingScene } from '../drawings/LoadingScene.tsx';
import { text } from '../text/text.ts';
import styles from './hangar.module.css';

const t = text.hangar.empty;
const OTHER_SAMPLES: readonly SampleKind[] = ['scenery', 'library', 'plugin', 'livery', 'flywithlua', 'mess'];

/** What the app does in three lines, and the two ways to begin. */
export function EmptyHangar() {
  return (
    <div className={styles.first}>
      <div>
        <h2 className={styles.firstTitle}>{t.title}</h2>
        <ol className={styles.lines}>
          {t.lines.map((line, at) => (
            <li key={line} className={styles.line}>
              <span className={styles.number} aria-hidden="true">
                {at + 1}
              </span>
              {line}
            </li>
          ))}
        </ol>
        <div className={styles.sample}>
          <Button variant="filled" size="sm" onClick={() => void trySample('aircraft')}>
            {t.sample}
          </Button>
          <OtherSample />
        </div>
        <p className={styles.sampleHint}>{t.sampleHint}</p>
      </div>
      <button type="button" className={`${styles.dropTile} ${styles.bigDrop}`} onClick={() => void askForFolder()}>
        <LoadingScene />
        <span>{t.drop}</span>
        <span className={styles.facts}>{t.dropHint}</span>
      </button>
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
