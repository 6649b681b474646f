import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { AddonSummary, Connection, ListedDestination } from '../../../preload/contract.ts';
import styles from '../../destinations/destinations.module.css';
import { DestinationDialog } from '../../destinations/settings/DestinationDialog.tsx';
import { Explain } from '../../help/Explain.tsx';
import { ErrorNote } from '../../parts/ErrorNote.tsx';
import { usePlans } from '../../stores/plans.ts';
import { latestRelease, useReleases } from '../../stores/releases.ts';
import { addonDestinations, versionsThere } from '../../stores/resources.ts';
import { sayMessage } from '../../text/say-finding.ts';
import { text } from '../../text/text.ts';
import type { ReleaseForm } from '../form/forms.ts';
import { askPlans, useAutomaticPlans } from './ask-plans.ts';
import { type ChosenPlaces, nameAmongPlaces, useChosenPlaces } from './chosen-places.ts';
import { DestinationRow, RegistryRow } from './DestinationRow.tsx';
import { PlansAge } from './PlansAge.tsx';

const t = text.destinations;

const NOWHERE: ChosenPlaces = { names: [], registry: undefined };

interface WhereProps {
  readonly form: ReleaseForm;
  readonly addon: AddonSummary;
  readonly connection: Connection;
}

/** The places a release goes to, each with what is there, what would change, and how the release fares there. */
export function WhereItGoes({ form, addon, connection }: WhereProps) {
  const addonId = addon.id;
  const [adding, setAdding] = useState(false);
  const { value, error } = addonDestinations.use({ addonId });
  const { listed, names, registry } = useChosenPlaces(addonId, connection);
  const looked = usePlans((all) => all[addonId]);
  useAutomaticPlans({
    form,
    addon,
    chosen: listed.length === 0 ? NOWHERE : { names, registry },
    registryName: nameAmongPlaces(connection),
  });
  return (
    <section aria-label={t.title} className={styles.where}>
      <div className={styles.head}>
        <span className={styles.titled}>
          <h2 className={styles.title}>{t.title}</h2>
          <Explain term="Destination" name={t.title} />
        </span>
        <span className={styles.end}>
          {listed.length > 0 && (
            <>
              <PlansAge addon={addon} />
              <Button
                loading={looked?.busy === true && looked.asked}
                disabled={names.length === 0 && registry === undefined}
                onClick={() => void askPlans(form, { names, registry }, true)}
              >
                {looked?.plans.length ? t.lookAgain : t.look}
              </Button>
            </>
          )}
          <Button leftSection={<Plus size="0.9375rem" aria-hidden="true" />} onClick={() => setAdding(true)}>
            {t.add}
          </Button>
        </span>
      </div>
      {error && <ErrorNote title={t.couldNotLoad} error={error} />}
      {value?.faults.map((fault) => (
        <p key={JSON.stringify(fault)} className={styles.warn}>
          {t.faults}: {sayMessage(fault, fault.id)}
        </p>
      ))}
      {looked?.error && looked.error.code !== 'not_by_itself' && (
        <ErrorNote title={t.couldNotLook} error={looked.error} />
      )}
      {value && listed.length === 0 && <p className={styles.dim}>{t.intro}</p>}
      {listed.length > 0 && <Rows form={form} addonId={addonId} connection={connection} listed={listed} />}
      {adding && <DestinationDialog addonId={addonId} onClose={() => setAdding(false)} />}
    </section>
  );
}

interface RowsProps {
  readonly form: ReleaseForm;
  readonly addonId: string;
  readonly connection: Connection;
  readonly listed: readonly ListedDestination[];
}

function Rows({ form, addonId, connection, listed }: RowsProps) {
  const { packageId, packageVersion } = form.model;
  const latest = useReleases((state) => latestRelease(state, addonId));
  const { value: versions } = versionsThere.use({ addonId });
  const looked = usePlans((all) => all[addonId]);
  const planOf = (name: string) =>
    looked?.version === packageVersion ? looked.plans.find((plan) => plan.name === name) : undefined;
  const isShown = latest?.version === packageVersion.trim() || latest?.state === 'running';
  const around = { addonId, release: isShown ? latest : undefined };
  return (
    <div className={styles.rows}>
      <RegistryRow
        {...around}
        connection={connection}
        packageId={packageId}
        plan={planOf(nameAmongPlaces(connection))}
      />
      {listed.map((one) => (
        <DestinationRow
          key={one.settings.name}
          {...around}
          listed={one}
          plan={planOf(one.settings.name)}
          there={versions?.find(({ name }) => name === one.settings.name)}
        />
      ))}
    </div>
  );
}
