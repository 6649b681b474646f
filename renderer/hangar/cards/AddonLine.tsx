import { memo } from 'react';
import { formatBytes } from '../../format/numbers.ts';
import { formatDate } from '../../format/time.ts';
import { text } from '../../text/text.ts';
import styles from '../hangar.module.css';
import { STANDING_LIGHTS, standingOf } from '../state/standing.ts';
import { CardMenu } from './CardMenu.tsx';
import { CardName } from './CardName.tsx';
import { ChooseBox } from './ChooseBox.tsx';
import { FindingsChip } from './FolderBody.tsx';
import { NextButton } from './NextButton.tsx';
import { Places } from './Places.tsx';
import { SubjectChip } from './SubjectChip.tsx';
import { Thumbnail } from './Thumbnail.tsx';
import { useCard } from './use-card.ts';

/** An add-on as one line of the list: the same facts as its card, to be compared with others. */
export const AddonLine = memo(function AddonLine({ id }: { readonly id: string }) {
  const card = useCard(id);
  if (!card) return undefined;
  const { addon, subject } = card;
  const standing = standingOf(addon, subject);
  const headingId = `card-${id}`;
  const { sizeBytes, fileCount, lastPublished } = addon;
  return (
    <article className={styles.entry} aria-labelledby={headingId} data-standing={standing}>
      <ChooseBox addon={addon} />
      <Thumbnail addon={addon} />
      <div className={styles.entryTitle}>
        <CardName addon={addon} headingId={headingId} />
      </div>
      <span className={styles.entryState} data-light={STANDING_LIGHTS[standing]}>
        {text.hangar.standings[standing]}
      </span>
      <span className={styles.entryChips}>
        <SubjectChip subject={subject} addon={addon} />
        <FindingsChip addon={addon} />
        <Places addonId={id} />
      </span>
      <span className={styles.entryFacts}>
        {text.hangar.card.size(formatBytes(sizeBytes), text.common.files(fileCount))}
      </span>
      <span className={styles.entryFacts}>{lastPublished && formatDate(lastPublished.at)}</span>
      <span className={styles.entryEnd}>
        <NextButton addon={addon} subject={subject} />
        <CardMenu addon={addon} />
      </span>
    </article>
  );
});
