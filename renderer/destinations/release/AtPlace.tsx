import { Button } from '@mantine/core';
import { hasFailedAt, isOpenAt } from '../../../preload/contract/phases.ts';
import type { Release, ReleaseDestination } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { Bar } from '../../parts/signs/Bar.tsx';
import { Chip, Code } from '../../parts/signs/Chip.tsx';
import { useAppInfo } from '../../stores/app-info.ts';
import { progressKey, useReleaseProgress } from '../../stores/releases.ts';
import { explainError } from '../../text/explain.ts';
import { text } from '../../text/text.ts';
import styles from '../destinations.module.css';
import { describeAt, sentFigures } from './describe.ts';
import { retryRelease, revealDestination } from './release-actions.ts';
import { TakeOverButton } from './TakeOverButton.tsx';
import { usePlaceName } from './use-place-name.ts';
import { WithdrawButton } from './WithdrawButton.tsx';

const t = text.destinations;

interface AtProps {
  readonly release: Release;
  readonly at: ReleaseDestination;
}

/** How a release fares at one place. */
export function AtPlace({ release, at, total }: AtProps & { readonly total?: number | undefined }) {
  const progress = useReleaseProgress((all) => all[progressKey(release.id, at.name)]);
  const { light, label } = describeAt(at, release);
  const name = usePlaceName(at);
  const moving = release.state === 'running' && isOpenAt(at) && at.phase !== 'waiting';
  const figures = moving ? sentFigures(progress, total) : undefined;
  const share = progress && total !== undefined && total > 0 ? Math.min(1, progress.done / total) : undefined;
  return (
    <>
      <p className={styles.facts}>
        <span role="status">
          <Chip light={light}>{label}</Chip>
        </span>
        {figures !== undefined && <span>{figures}</span>}
      </p>
      {moving && <Bar label={`${name} ${label}`} share={share} />}
      {at.error && <PlaceError at={at} />}
    </>
  );
}

export function PlaceError({ at: { error } }: Pick<AtProps, 'at'>) {
  return (
    error && (
      <p className={styles.placeError}>
        {explainError(error).sentence} {explainError(error).hint} <Code>{error.code}</Code>
      </p>
    )
  );
}

/** Its own retry, and where to look at it. */
export function PlaceActions({ release, at }: AtProps) {
  const { link } = at;
  const several = release.destinations.length > 1;
  // With one place that failed, the release's own button does just that.
  const alone = several && release.destinations.filter(hasFailedAt).length === 1;
  const mayRetry = release.state !== 'running' && !release.superseded && hasFailedAt(at) && !alone;
  return (
    <>
      {link && (
        <Button variant="subtle" onClick={() => void ask(bridge().app.openExternal({ url: link.url }))}>
          {t.release.openLink(link.name)}
        </Button>
      )}
      {at.kind === 'zip' && at.phase === 'done' && release.addonId !== null && (
        <FolderButton addonId={release.addonId} name={at.name} />
      )}
      {release.state !== 'running' && at.phase === 'done' && at.kind !== 'xpkg' && (
        <WithdrawButton release={release} at={at} />
      )}
      {release.state !== 'running' && !release.superseded && at.error?.code === 'depot_locked' && (
        <TakeOverButton release={release} at={at} />
      )}
      {mayRetry && (
        <Button variant={several ? 'default' : 'filled'} onClick={() => void retryRelease(release, at.name)}>
          {t.retry}
        </Button>
      )}
    </>
  );
}

/** The zip and its texts are taken from there by hand. */
function FolderButton({ addonId, name }: { readonly addonId: string; readonly name: string }) {
  const canReveal = useAppInfo(({ value }) => value?.canReveal ?? false);
  if (!canReveal) return undefined;
  return (
    <Button variant="subtle" onClick={() => void revealDestination(addonId, name)}>
      {t.reveal}
    </Button>
  );
}
