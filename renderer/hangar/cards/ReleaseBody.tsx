import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { hasFailedAt } from '../../../preload/contract/phases.ts';
import type { AddonSummary, Release } from '../../../preload/contract.ts';
import { describeRelease } from '../../destinations/release/describe.ts';
import { Bar } from '../../parts/signs/Bar.tsx';
import { Chip } from '../../parts/signs/Chip.tsx';
import { goTo } from '../../stores/place.ts';
import { explainError } from '../../text/explain.ts';
import { text } from '../../text/text.ts';
import styles from './body.module.css';
import { NextButton } from './NextButton.tsx';

interface ReleaseProps {
  readonly release: Release;
}

export function ReleaseChip({ release }: ReleaseProps) {
  const { light, label } = describeRelease(release);
  return (
    <Chip light={light}>
      {release.version} {label}
    </Chip>
  );
}

/** A release to several places as one thing: how many have it, what stands in the way, and the one button that helps. */
export function ReleaseBody({
  addon,
  release,
  facts,
}: ReleaseProps & { readonly addon: AddonSummary; readonly facts: ReactNode }) {
  const { destinations, state, addonName, version } = release;
  const done = destinations.filter(({ phase }) => phase === 'done').length;
  const first = destinations.find(hasFailedAt);
  return (
    <>
      <p className={styles.says}>
        {describeRelease(release).sentence} {first?.error && `${first.name}: ${explainError(first.error).sentence}`}
      </p>
      {state === 'running' && (
        <Bar label={text.submissions.progress(addonName, version)} share={done / destinations.length} />
      )}
      <div className={styles.foot}>
        {facts}
        <span className={styles.footEnd}>
          <Button onClick={() => goTo({ screen: 'activity' })}>{text.common.details}</Button>
          <NextButton addon={addon} subject={{ about: 'release', release }} />
        </span>
      </div>
    </>
  );
}
