import { Button, Tooltip } from '@mantine/core';
import { hasFailed, isUnderWay } from '../../preload/contract/phases.ts';
import type { AddonSummary, Connection, Submission } from '../../preload/contract.ts';
import { goTo } from '../app/place.ts';
import { useGoing } from '../destinations/going.ts';
import { publishEverywhere } from '../destinations/publish-everywhere.ts';
import { formatPercent } from '../format/numbers.ts';
import { progressKey, useReleaseProgress, useReleases } from '../stores/releases.ts';
import { nextStep } from '../submissions/next-step.ts';
import { text } from '../text/text.ts';
import type { ReleaseForm } from './forms.ts';
import { publishForm } from './publish.ts';
import { ReleaseSummary } from './ReleaseSummary.tsx';
import styles from './release.module.css';
import { focusFault } from './shown-faults.ts';

const t = text.release;

interface SubmitProps {
  readonly form: ReleaseForm;
  readonly addon: AddonSummary;
  readonly connection: Connection;
  readonly latest: Submission | undefined;
}

/** Always in sight below the form: what is about to be sent, and the one button that sends it. */
export function SubmitRow({ form, addon, connection, latest }: SubmitProps) {
  const running = latest !== undefined && isUnderWay(latest);
  const { target, busy } = form;
  const blocking = addon.findings.error;
  return (
    <div className={styles.footer} data-foot>
      <FootNote form={form} addon={addon} />
      <ReleaseSummary form={form} addon={addon} connection={connection} />
      <div className={styles.submit}>
        <Tooltip label={t.rehearseHint}>
          <Button size="sm" disabled={busy || running} onClick={() => void publishForm(target, true)}>
            {t.rehearse}
          </Button>
        </Tooltip>
        <PublishButton form={form} connection={connection} latest={latest} blocked={blocking > 0} />
      </div>
    </div>
  );
}

/** What goes on, or what stands in the way and where it is mended. */
function FootNote({ form, addon }: Pick<SubmitProps, 'form' | 'addon'>) {
  const faults = [...form.answered, ...form.faults];
  const blocking = addon.findings.error;
  return (
    <p role="status" className={styles.footNote}>
      {form.busy && <Busy addonId={addon.id} />}
      {!form.busy && form.attempted && faults.length > 0 && (
        <>
          {t.faults(faults.length)}.{' '}
          <button type="button" className={styles.suggestion} onClick={() => focusFault(faults[0])}>
            {t.showFault}
          </button>{' '}
        </>
      )}
      {blocking > 0 && (
        <span className={styles.warn}>
          {t.blocked(blocking)}{' '}
          <button
            type="button"
            className={styles.suggestion}
            onClick={() => goTo({ screen: 'addon', addonId: addon.id, tab: 'checks' })}
          >
            {t.openChecks}
          </button>
        </span>
      )}
    </p>
  );
}

/** One button: to the registry alone as long as there is no other place, to every place that is switched on otherwise. */
function PublishButton({
  form,
  connection,
  latest,
  blocked,
}: Omit<SubmitProps, 'addon'> & { readonly blocked: boolean }) {
  const { target, busy, model } = form;
  // One button is the right one: while a release runs or its failure can be mended beside the form, it is not this.
  const due = latest === undefined || !hasFailed(latest) || nextStep(latest) === null;
  const { listed, names, registry } = useGoing(target.addonId, connection);
  const releasing = useReleases(({ all }) =>
    all.some((one) => one.addonId === target.addonId && one.state === 'running'),
  );
  const running = releasing || (latest !== undefined && isUnderWay(latest));
  const version = model.packageVersion.trim();
  const places = names.length + (registry === null ? 0 : 1);
  const alone = listed.length === 0;
  const publish = () =>
    void (alone || (names.length === 0 && registry !== null)
      ? publishForm(target, false)
      : publishEverywhere(target, { names, registry }));
  return (
    <Button
      variant={due && !blocked ? 'filled' : 'default'}
      size="sm"
      loading={busy}
      disabled={running || (!alone && places === 0)}
      title={!alone && places === 0 ? text.destinations.noneOn : undefined}
      data-publish
      onClick={publish}
    >
      {alone ? t.publish(version) : text.destinations.publish(version, places)}
    </Button>
  );
}

function Busy({ addonId }: { readonly addonId: string }) {
  const packing = useReleaseProgress((all) => all[progressKey(addonId, null)]);
  if (!packing?.total) return t.checking;
  return text.destinations.packing(formatPercent(packing.done / packing.total));
}
