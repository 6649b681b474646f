import { Button } from '@mantine/core';
import { memo } from 'react';
import { hasReleaseFailed } from '../../../preload/contract/phases.ts';
import type { Release, ReleaseDestination } from '../../../preload/contract.ts';
import { formatMoment } from '../../format/time.ts';
import { Panel } from '../../parts/layout/Panel.tsx';
import { Chip, Literal } from '../../parts/signs/Chip.tsx';
import { useNow } from '../../stores/clock.ts';
import { goTo } from '../../stores/place.ts';
import { useSubmissions } from '../../stores/submissions.ts';
import { text } from '../../text/text.ts';
import styles from '../destinations.module.css';
import { AtPlace, PlaceActions } from './AtPlace.tsx';
import { describeRelease } from './describe.ts';
import { EnterSecretButton } from './EnterSecretButton.tsx';
import { ReleaseLog } from './ReleaseLog.tsx';
import { cancelRelease, dismissRelease, retryRelease } from './release-actions.ts';
import { usePlaceName } from './use-place-name.ts';

const t = text.destinations;

/** A release as one thing, with its places. */
export const ReleaseCard = memo(function ReleaseCard({ release }: { readonly release: Release }) {
  const now = useNow(false);
  const { light, label, sentence } = describeRelease(release);
  const { addonName, version, destinations, createdAt } = release;
  return (
    <article aria-label={`${addonName} ${version}`} data-release={release.state} data-phase={release.state}>
      <Panel stripe={light}>
        <div className={styles.head}>
          <p className={styles.name}>
            <strong>
              <bdi>{addonName}</bdi>
            </strong>
            <Literal>{version}</Literal>
            <Chip light={light}>{label}</Chip>
            <span className={styles.dim}>{formatMoment(createdAt, now)}</span>
          </p>
          <ReleaseActions release={release} />
        </div>
        <p role="status">{sentence}</p>
        <ul className={styles.places} aria-label={t.release.places(addonName, version)}>
          {destinations.map((at) => (
            <li key={at.name} className={styles.place}>
              <div className={styles.placeState}>
                <PlaceName at={at} />
                <AtPlace release={release} at={at} />
              </div>
              <span className={styles.end}>
                {at.error !== null && release.addonId !== null && (
                  <EnterSecretButton addonId={release.addonId} name={at.name} code={at.error.code} />
                )}
                <UploadButton release={release} connectionId={at.connectionId} />
                <PlaceActions release={release} at={at} />
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </article>
  );
});

function PlaceName({ at }: { readonly at: ReleaseDestination }) {
  return (
    <strong>
      <bdi>{usePlaceName(at)}</bdi>
    </strong>
  );
}

function ReleaseActions({ release }: { readonly release: Release }) {
  const several = release.destinations.length > 1;
  return (
    <span className={styles.end}>
      {release.state === 'running' && (
        <Button onClick={() => void cancelRelease(release)}>{text.submissions.actions.cancel}</Button>
      )}
      {release.state === 'interrupted' && !release.superseded && (
        <Button variant="filled" onClick={() => void retryRelease(release)}>
          {t.resume}
        </Button>
      )}
      {several && hasReleaseFailed(release) && (
        <Button variant="filled" onClick={() => void retryRelease(release)}>
          {t.retry}
        </Button>
      )}
      <ReleaseLog release={release} />
      {release.state !== 'running' && (
        <Button variant="subtle" onClick={() => void dismissRelease(release)}>
          {t.release.dismiss}
        </Button>
      )}
    </span>
  );
}

/** The submission behind an X-Pkg registry has attempts and findings of its own. */
function UploadButton({
  release,
  connectionId,
}: Pick<ReleaseDestination, 'connectionId'> & { readonly release: Release }) {
  const id = useSubmissions(({ ids, byId }) =>
    ids.find((one) => {
      const known = byId[one];
      return (
        known?.connectionId === connectionId &&
        known.packageId === release.packageId &&
        known.version === release.version &&
        !known.dryRun
      );
    }),
  );
  if (id === undefined) return undefined;
  return (
    <Button variant="subtle" onClick={() => goTo({ screen: 'activity', submissionId: id })}>
      {t.release.details}
    </Button>
  );
}
