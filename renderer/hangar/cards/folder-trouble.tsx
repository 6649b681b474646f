import { Button } from '@mantine/core';
import type { AddonSummary } from '../../../preload/contract.ts';
import { removeAddons } from '../../commands/add-folder.ts';
import { refreshAddon } from '../../commands/addon.ts';
import { Bar } from '../../parts/signs/Bar.tsx';
import { Chip } from '../../parts/signs/Chip.tsx';
import { sayMessage } from '../../text/say-finding.ts';
import { text } from '../../text/text.ts';
import styles from './body.module.css';
import { NextButton } from './NextButton.tsx';

const t = text.hangar.card;

interface TroubleProps {
  readonly addon: AddonSummary;
}

export function MissingBody({ addon }: TroubleProps) {
  return (
    <>
      <div>
        <Chip light="bad">{t.missing}</Chip>
      </div>
      <p className={styles.says}>{t.missingText(addon.folder)}</p>
      <div className={styles.foot}>
        <span className={styles.footEnd}>
          <Button onClick={() => void refreshAddon(addon.id)}>{t.lookAgain}</Button>
          <NextButton addon={addon} subject={{ about: 'missing' }} />
        </span>
      </div>
    </>
  );
}

export function UnreadableBody({ addon }: TroubleProps) {
  return (
    <>
      <div>
        <Chip light="bad">{t.failed}</Chip>
      </div>
      <p className={styles.says}>{sayMessage(addon.problemSaid, addon.problem ?? '')}</p>
      <TroubleFoot addon={addon} />
    </>
  );
}

export function ReadingBody() {
  return (
    <>
      <p className={styles.says}>{t.reading}</p>
      <Bar label={t.reading} />
    </>
  );
}

function TroubleFoot({ addon }: TroubleProps) {
  return (
    <div className={styles.foot}>
      <span className={styles.footEnd}>
        <Button onClick={() => void removeAddons([addon])}>{t.remove}</Button>
        <Button variant="filled" onClick={() => void refreshAddon(addon.id)}>
          {t.lookAgain}
        </Button>
      </span>
    </div>
  );
}
