import { memo } from 'react';
import type { AddonSummary } from '../../preload/contract.ts';
import { placeToHash } from '../app/place.ts';
import { formatBytes } from '../format/numbers.ts';
import { Chip, Literal } from '../parts/Chip.tsx';
import { KindIcon } from '../parts/KindIcon.tsx';
import { platformsText } from '../parts/platforms.ts';
import { useAddon } from '../stores/addons.ts';
import { activeOf, useConnections } from '../stores/connections.ts';
import { latestRelease, useReleases } from '../stores/releases.ts';
import { latestOf, useSubmissions } from '../stores/submissions.ts';
import { text } from '../text/text.ts';
import { CardMenu } from './CardMenu.tsx';
import { type CardSubject, cardSubject, publishedChip } from './card.ts';
import { FolderBody } from './FolderBody.tsx';
import { MissingBody, ReadingBody, UnreadableBody } from './folder-trouble.tsx';
import styles from './hangar.module.css';
import { ReleaseBody, ReleaseChip } from './ReleaseBody.tsx';
import { SubmissionBody, SubmissionChip } from './SubmissionBody.tsx';

const t = text.hangar;

/** One add-on. It says what is true of it now, and carries the one right button. */
export const AddonCard = memo(function AddonCard({ id }: { readonly id: string }) {
  const addon = useAddon(id);
  const connectionId = useConnections((state) => activeOf(state)?.id ?? null);
  const latest = useSubmissions((state) => latestOf(state, id, connectionId));
  const release = useReleases((state) => latestRelease(state, id));
  if (!addon) return null;
  const subject = cardSubject(addon, latest, release);
  const headingId = `card-${id}`;
  return (
    <article className={styles.card} aria-labelledby={headingId}>
      <div className={styles.head}>
        <span className={styles.icon}>
          {addon.iconDataUrl === null ? (
            <KindIcon kind={addon.kind} size={19} />
          ) : (
            <img src={addon.iconDataUrl} alt="" />
          )}
        </span>
        <h2 id={headingId}>
          <a
            className={styles.name}
            title={addon.folder}
            href={placeToHash({ screen: 'addon', addonId: id, tab: 'contents' })}
          >
            <bdi>{addon.name}</bdi>
          </a>
        </h2>
        <span className={styles.state}>
          <SubjectChip subject={subject} addon={addon} />
          <CardMenu addon={addon} />
        </span>
        <p className={styles.id}>{addon.packageId === null ? t.card.noId : <Literal>{addon.packageId}</Literal>}</p>
      </div>
      {subject.about === 'submission' && (
        <SubmissionBody submission={subject.submission} facts={<FolderFacts addon={addon} />} />
      )}
      {subject.about === 'release' && <ReleaseBody release={subject.release} facts={<FolderFacts addon={addon} />} />}
      {subject.about === 'missing' && <MissingBody addon={addon} />}
      {subject.about === 'unreadable' && <UnreadableBody addon={addon} />}
      {subject.about === 'reading' && <ReadingBody />}
      {subject.about === 'folder' && <FolderBody addon={addon} facts={<FolderFacts addon={addon} />} />}
    </article>
  );
});

function SubjectChip({ subject, addon }: { readonly subject: CardSubject; readonly addon: AddonSummary }) {
  if (subject.about === 'submission') return <SubmissionChip submission={subject.submission} />;
  if (subject.about === 'release') return <ReleaseChip release={subject.release} />;
  return <PublishedChip addon={addon} />;
}

function PublishedChip({ addon }: { readonly addon: AddonSummary }) {
  const chip = publishedChip(addon);
  return chip && <Chip light={chip.light}>{chip.label}</Chip>;
}

function FolderFacts({ addon }: { readonly addon: AddonSummary }) {
  const { sizeBytes, fileCount, platforms } = addon;
  return (
    <p className={styles.facts}>
      {t.card.size(formatBytes(sizeBytes), text.common.files(fileCount))} · {platformsText(platforms)}
    </p>
  );
}
