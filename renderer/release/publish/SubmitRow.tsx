import { Button, Tooltip } from '@mantine/core';
import { isUnderWay } from '../../../preload/contract/phases.ts';
import type { AddonSummary, Connection, Submission } from '../../../preload/contract.ts';
import { normalizeVersion } from '../../../protocol/index.ts';
import { formatPercent } from '../../format/numbers.ts';
import { goTo } from '../../stores/place.ts';
import { progressKey, useReleaseProgress, useReleases } from '../../stores/releases.ts';
import { text } from '../../text/text.ts';
import type { ReleaseForm } from '../form/forms.ts';
import { explainFault, focusFault } from '../form/shown-faults.ts';
import { useChosenPlaces } from '../places/chosen-places.ts';
import styles from '../release.module.css';
import { publishForm } from './publish.ts';
import { usePublishDue } from './publish-due.ts';
import { publishEverywhere } from './publish-everywhere.ts';
import { ReleaseSummary } from './ReleaseSummary.tsx';
import { useBlocking } from './use-blocking.ts';

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
  const isGone = addon.state === 'missing';
  return (
    <div className={styles.footer} data-foot>
      <FootNote form={form} addon={addon} connection={connection} />
      <ReleaseSummary form={form} addon={addon} connection={connection} />
      <div className={styles.submit}>
        <Tooltip label={t.rehearseHint}>
          <Button size="sm" disabled={busy || running || isGone} onClick={() => void publishForm(target, true)}>
            {t.rehearse}
          </Button>
        </Tooltip>
        <PublishButton form={form} addon={addon} connection={connection} latest={latest} />
      </div>
    </div>
  );
}

/** What goes on, or what stands in the way and where it is mended. */
function FootNote({ form, addon, connection }: Omit<SubmitProps, 'latest'>) {
  const faults = [...form.answered, ...form.faults];
  const blocking = useBlocking(addon, connection);
  const { names, registry } = useChosenPlaces(addon.id, connection);
  const goesNowhere = names.length === 0 && registry === undefined;
  return (
    <p role="status" className={styles.footNote}>
      {form.busy && <Busy addonId={addon.id} />}
      {!form.busy && form.attempted && faults.length > 0 && (
        <>
          {t.faults(faults.length)}. {faults[0] && explainFault(faults[0]).sentence}{' '}
          <button type="button" className={styles.suggestion} onClick={() => focusFault(faults[0])}>
            {t.showFault}
          </button>{' '}
        </>
      )}
      {addon.state === 'missing' && <span className={styles.warn}>{text.addon.missing.off} </span>}
      {goesNowhere && <span className={styles.warn}>{text.destinations.noneOn} </span>}
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
function PublishButton({ form, addon, connection, latest }: SubmitProps) {
  const { target, busy, model } = form;
  const { listed, names, registry } = useChosenPlaces(target.addonId, connection);
  const due = usePublishDue({ form, addon, connection, latest, registry });
  const releasing = useReleases(({ all }) =>
    all.some((one) => one.addonId === target.addonId && one.state === 'running'),
  );
  const running = releasing || (latest !== undefined && isUnderWay(latest));
  const version = model.packageVersion.trim();
  const places = names.length + (registry === undefined ? 0 : 1);
  const alone = listed.length === 0;
  const publish = () =>
    void (alone || (names.length === 0 && registry !== undefined)
      ? publishForm(target, false)
      : publishEverywhere(target, { names, registry }));
  return (
    <Button
      variant={due ? 'filled' : 'default'}
      size="sm"
      loading={busy}
      disabled={running || isUsedUp(form, latest) || addon.state === 'missing' || (!alone && places === 0)}
      data-publish
      onClick={publish}
    >
      {alone ? t.publish(version) : text.destinations.publish(version, places)}
    </Button>
  );
}

/** The form still shows the number that was just used: it gets the next one in a moment. */
function isUsedUp({ model, start }: ReleaseForm, latest: Submission | undefined): boolean {
  if (latest?.state.phase !== 'processed' || latest.dryRun) return false;
  const version = normalizeVersion(model.packageVersion);
  const isSame = version.ok && version.value.canonical === latest.version;
  return isSame && !start.takenVersions.some((taken) => taken.version === latest.version);
}

function Busy({ addonId }: { readonly addonId: string }) {
  const packing = useReleaseProgress((all) => all[progressKey(addonId)]);
  if (!packing?.total) return t.checking;
  return <span aria-live="off">{text.destinations.packing(formatPercent(packing.done / packing.total))}</span>;
}
