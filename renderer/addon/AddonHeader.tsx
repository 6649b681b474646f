import { Button, Tooltip } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { isUnderWay } from '../../preload/contract/phases.ts';
import type { AddonSummary } from '../../preload/contract.ts';
import { buildAddon, refreshAddon } from '../commands/addon.ts';
import { platformsText } from '../parts/platforms.ts';
import { Chip, Literal } from '../parts/signs/Chip.tsx';
import { KindIcon } from '../parts/signs/KindIcon.tsx';
import { useForms } from '../release/form/forms.ts';
import { formKey } from '../release/form/target.ts';
import { publishLabel } from '../release/publish/publish-label.ts';
import { useBuilds } from '../stores/builds.ts';
import { useActiveConnection } from '../stores/connections.ts';
import { goTo, usePlace } from '../stores/place.ts';
import { latestRelease, useReleases } from '../stores/releases.ts';
import { addonDetails } from '../stores/resources.ts';
import { latestOf, useSubmissions } from '../stores/submissions.ts';
import { isPublishDue } from '../submissions/published.ts';
import { sayMessage } from '../text/say-finding.ts';
import { text } from '../text/text.ts';
import styles from './addon.module.css';

const t = text.addon;

export function AddonHeader({ addon }: { readonly addon: AddonSummary }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const building = useBuilds((all) => all[addon.id]?.running ?? false);
  const isGone = addon.state === 'missing';
  const why = isGone ? t.missing.off : undefined;
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className={styles.header}>
      <span className={styles.icon}>
        <KindIcon kind={addon.kind} size="1.375rem" />
      </span>
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        <bdi>{addon.name}</bdi>
      </h1>
      {addon.packageId !== null && <Literal>{addon.packageId}</Literal>}
      <KindChips addon={addon} />
      <Watch addon={addon} />
      <div className={styles.actions}>
        <Button size="sm" disabled={isGone} title={why} onClick={() => void refreshAddon(addon.id)}>
          {t.check}
        </Button>
        <Button size="sm" disabled={isGone} title={why} loading={building} onClick={() => void buildAddon(addon.id)}>
          {t.build}
        </Button>
        <PublishButton addon={addon} />
      </div>
    </div>
  );
}

function KindChips({ addon }: { readonly addon: AddonSummary }) {
  const evidence = addonDetails.use({ addonId: addon.id }).value?.evidence.map((one) => sayMessage(one, one.id)) ?? [];
  const chips = (
    <span tabIndex={evidence.length > 0 ? 0 : undefined}>
      <Chip light="past">{text.hangar.kinds[addon.kind]}</Chip>{' '}
      <Chip light="past">{platformsText(addon.platforms)}</Chip>
    </span>
  );
  if (evidence.length === 0) return chips;
  return (
    <Tooltip multiline label={evidence.join(' ')}>
      {chips}
    </Tooltip>
  );
}

function Watch({ addon: { id, watch, changedSince } }: { readonly addon: AddonSummary }) {
  const away = addonDetails.use({ addonId: id }).value?.whileAway ?? undefined;
  const changed = changedSince ? changedSince.added + changedSince.changed + changedSince.removed : 0;
  const said = changed > 0 ? `${t.watch[watch.state]}, ${t.watch.changed(changed)}` : t.watch[watch.state];
  const hints = [
    ...(watch.state === 'off' ? [t.watch.offHint(sayMessage(watch.said, watch.reason))] : []),
    ...(away && away.added + away.changed + away.removed > 0
      ? [t.watch.away(away.added, away.changed, away.removed)]
      : []),
  ];
  if (hints.length === 0) return <span className={styles.watch}>{said}</span>;
  return (
    <Tooltip multiline label={hints.join(' ')}>
      <span className={styles.watch} tabIndex={hints.length > 0 ? 0 : undefined}>
        {said}
      </span>
    </Tooltip>
  );
}

/** Shows the form, whose own button publishes: with the form in sight there is no second one. */
function PublishButton({ addon }: { readonly addon: AddonSummary }) {
  const addonId = addon.id;
  const onForm = usePlace(({ place }) => place.screen === 'addon' && place.tab === 'release');
  const connectionId = useActiveConnection()?.id ?? '';
  const form = useForms((forms) => {
    const state = forms[formKey({ addonId, connectionId })];
    return state?.state === 'open' ? state.form : undefined;
  });
  const running = useSubmissions((all) => {
    const latest = latestOf(all, addonId, connectionId);
    return latest !== undefined && isUnderWay(latest);
  });
  const releasing = useReleases((all) => latestRelease(all, addonId)?.state === 'running');
  if (onForm) return undefined;
  return (
    <Button
      size="sm"
      variant={isPublishDue(addon) && addon.findings.error === 0 && addon.state !== 'missing' ? 'filled' : 'default'}
      loading={form?.busy ?? false}
      disabled={running || releasing || addon.state === 'missing'}
      onClick={() => goTo({ screen: 'addon', addonId, tab: 'release' })}
    >
      {form ? t.publish(form.model.packageVersion.trim()) : publishLabel(addon)}
    </Button>
  );
}
