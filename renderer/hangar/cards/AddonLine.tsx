import { memo } from 'react';
import { formatBytes } from '../../format/numbers.ts';
import { formatDate } from '../../format/time.ts';
import { classes } from '../../parts/classes.ts';
import { text } from '../../text/text.ts';
import stripes from '../standing.module.css';
import { STANDING_LIGHTS, standingOf } from '../state/standing.ts';
import { CardMenu } from './CardMenu.tsx';
import { CardName } from './CardName.tsx';
import { ChooseBox } from './ChooseBox.tsx';
import { FindingsChip } from './FolderBody.tsx';
import frame from './frame.module.css';
import styles from './line.module.css';
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
    <article
      className={classes(stripes.stripe, frame.frame, styles.line)}
      aria-labelledby={headingId}
      data-standing={standing}
    >
      <ChooseBox addon={addon} />
      <Thumbnail addon={addon} />
      <div className={styles.title}>
        <CardName addon={addon} headingId={headingId} />
      </div>
      <span className={classes(stripes.lit, styles.state)} data-light={STANDING_LIGHTS[standing]}>
        {text.hangar.standings[standing]}
      </span>
      <span className={styles.chips}>
        <SubjectChip subject={subject} addon={addon} />
        <FindingsChip addon={addon} />
        <Places addonId={id} />
      </span>
      <span className={styles.facts}>
        {text.hangar.card.size(formatBytes(sizeBytes), text.common.files(fileCount))}
      </span>
      <span className={styles.facts}>{lastPublished && formatDate(lastPublished.at)}</span>
      <span className={styles.end}>
        <NextButton addon={addon} subject={subject} />
        <CardMenu addon={addon} />
      </span>
    </article>
  );
});
