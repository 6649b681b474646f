import { memo } from 'react';
import type { AddonSummary } from '../../../preload/contract.ts';
import { formatBytes } from '../../format/numbers.ts';
import { classes } from '../../parts/classes.ts';
import { platformsText } from '../../parts/platforms.ts';
import { text } from '../../text/text.ts';
import hangar from '../hangar.module.css';
import stripes from '../standing.module.css';
import type { CardSubject } from '../state/card.ts';
import { standingOf } from '../state/standing.ts';
import { CardMenu } from './CardMenu.tsx';
import { CardName } from './CardName.tsx';
import { ChooseBox } from './ChooseBox.tsx';
import styles from './card.module.css';
import { FolderBody } from './FolderBody.tsx';
import { MissingBody, ReadingBody, UnreadableBody } from './folder-trouble.tsx';
import frame from './frame.module.css';
import { ReleaseBody } from './ReleaseBody.tsx';
import { SubjectChip } from './SubjectChip.tsx';
import { SubmissionBody } from './SubmissionBody.tsx';
import { Thumbnail } from './Thumbnail.tsx';
import { useCard } from './use-card.ts';

const t = text.hangar;

/** One add-on. It says what is true of it now, and carries the one right button. */
export const AddonCard = memo(function AddonCard({ id }: { readonly id: string }) {
  const card = useCard(id);
  if (!card) return undefined;
  const { addon, subject } = card;
  const headingId = `card-${id}`;
  return (
    <article
      className={classes(stripes.stripe, frame.frame, styles.card)}
      aria-labelledby={headingId}
      data-standing={standingOf(addon, subject)}
    >
      <div className={styles.head}>
        <Thumbnail addon={addon} />
        <div className={styles.title}>
          <CardName addon={addon} headingId={headingId} />
          <SubjectChip subject={subject} addon={addon} />
        </div>
        <span className={styles.corner}>
          <ChooseBox addon={addon} />
          <CardMenu addon={addon} />
        </span>
      </div>
      <Body addon={addon} subject={subject} />
    </article>
  );
});

function Body({ addon, subject }: { readonly addon: AddonSummary; readonly subject: CardSubject }) {
  const facts = <FolderFacts addon={addon} />;
  switch (subject.about) {
    case 'submission':
      return <SubmissionBody submission={subject.submission} facts={facts} />;
    case 'release':
      return <ReleaseBody addon={addon} release={subject.release} facts={facts} />;
    case 'missing':
      return <MissingBody addon={addon} />;
    case 'unreadable':
      return <UnreadableBody addon={addon} />;
    case 'reading':
      return <ReadingBody />;
    case 'folder':
      return <FolderBody addon={addon} facts={facts} />;
  }
}

function FolderFacts({ addon }: { readonly addon: AddonSummary }) {
  const { sizeBytes, fileCount, platforms } = addon;
  return (
    <p className={hangar.facts}>
      {t.card.size(formatBytes(sizeBytes), text.common.files(fileCount))}
      <br />
      {platformsText(platforms)}
    </p>
  );
}
