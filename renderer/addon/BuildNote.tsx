import { Button } from '@mantine/core';
import { ask, bridge } from '../bridge.ts';
import { buildAddon } from '../commands/addon.ts';
import { formatBytes, formatPercent } from '../format/numbers.ts';
import { formatMilliseconds } from '../format/time.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Panel } from '../parts/layout/Panel.tsx';
import { Bar } from '../parts/signs/Bar.tsx';
import { type Build, forgetBuild, useBuilds } from '../stores/builds.ts';
import { say, sayError } from '../stores/notices.ts';
import { shareOf } from '../submissions/describe.ts';
import { progressFigures } from '../submissions/figures.ts';
import { text } from '../text/text.ts';
import styles from './addon.module.css';

const t = text.addon;

/** The build that was asked for by itself: under way, or how it ended. */
export function BuildNote({ addonId }: { readonly addonId: string }) {
  const build = useBuilds((all) => all[addonId]);
  if (!build) return undefined;
  if (build.error) {
    return <ErrorNote title={t.buildFailed} error={build.error} onRetry={() => void buildAddon(addonId)} />;
  }
  return (
    <Panel className={styles.build}>
      {build.running ? <Running build={build} /> : <Ended addonId={addonId} build={build} />}
    </Panel>
  );
}

function Running({ build: { jobId, progress } }: { readonly build: Build }) {
  const figures = progressFigures(progress ?? undefined);
  return (
    <>
      <div className={styles.buildRow}>
        <span role="status">{t.buildRunning}</span>
        <span>{figures.join(' · ')}</span>
        <span className={styles.actions}>
          <Button onClick={() => void ask(bridge().archive.cancel({ jobId }))}>{text.common.cancel}</Button>
        </span>
      </div>
      <Bar label={t.buildRunning} share={shareOf(progress ?? undefined)} />
    </>
  );
}

function Ended({ addonId, build: { built, cancelled } }: { readonly addonId: string; readonly build: Build }) {
  const saveCopy = async () => {
    const answer = await ask(bridge().archive.saveCopy({ addonId }));
    if (!answer.ok) sayError(t.saveCopy, answer.error);
    else if (answer.value) say('success', t.saved(answer.value.savedTo));
  };
  const sentence = built
    ? `${t.built(formatBytes(built.size), text.common.files(built.files), formatMilliseconds(built.durationMs))} ${
        built.reusedBytes > 0 ? t.builtReused(formatPercent(built.reusedBytes / Math.max(1, built.bytes))) : ''
      }`
    : t.buildCancelled;
  return (
    <div className={styles.buildRow}>
      <span role="status">{cancelled ? t.buildCancelled : sentence}</span>
      {built && (
        <span className={styles.evidence}>
          <code>{built.sha256.slice(0, 12)}…</code> <CopyButton value={built.sha256} what="SHA-256" />
        </span>
      )}
      <span className={styles.actions}>
        {built && <Button onClick={() => void saveCopy()}>{t.saveCopy}</Button>}
        <Button onClick={() => void buildAddon(addonId, true)}>{t.buildAgain}</Button>
        <Button variant="subtle" onClick={() => forgetBuild(addonId)}>
          {text.common.dismiss}
        </Button>
      </span>
    </div>
  );
}
