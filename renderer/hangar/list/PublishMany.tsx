import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Dialog } from '../../parts/layout/Dialog.tsx';
import { Chip } from '../../parts/signs/Chip.tsx';
import { type PlannedRelease, planRelease, sendPlanned } from '../../release/publish/publish-many.ts';
import { activeOf, useConnections } from '../../stores/connections.ts';
import { say, sayError } from '../../stores/notices.ts';
import { placeToHash } from '../../stores/place.ts';
import { text } from '../../text/text.ts';
import { chooseNone } from '../state/choice.ts';
import type { Listed } from '../state/listing.ts';
import { fewAtOnce } from './bulk-actions.ts';
import styles from './publish-many.module.css';

const t = text.hangar.many;

interface PublishManyProps {
  readonly listed: readonly Listed[];
  readonly onClose: () => void;
}

/** What would be sent, one line for each add-on, before anything is: a version number is used up for good. */
export function PublishMany({ listed, onClose }: PublishManyProps) {
  const connection = useConnections(activeOf);
  const plans = usePlans(listed);
  const ready = plans.filter((plan) => plan.draft !== undefined && plan.obstacle === undefined);
  const send = async () => {
    onClose();
    chooseNone();
    let sent = 0;
    for (const plan of ready) {
      if (!plan.draft) continue;
      const error = await sendPlanned(plan, plan.draft);
      if (error) sayError(plan.addon.name, error);
      else sent += 1;
    }
    if (sent > 0) say('info', t.sent(sent));
  };
  return (
    <Dialog
      title={t.publishTitle(listed.length)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button
            variant="filled"
            disabled={plans.length < listed.length || ready.length === 0}
            onClick={() => void send()}
          >
            {t.publish(ready.length)}
          </Button>
        </>
      }
    >
      <p>{t.publishText}</p>
      <ul className={styles.plans}>
        {listed.map(({ addon }) => (
          <PlanRow
            key={addon.id}
            name={addon.name}
            registryName={connection?.name ?? ''}
            plan={plans.find((plan) => plan.addon.id === addon.id)}
          />
        ))}
      </ul>
    </Dialog>
  );
}

interface PlanRowProps {
  readonly name: string;
  readonly registryName: string;
  readonly plan: PlannedRelease | undefined;
}

function PlanRow({ name, registryName, plan }: PlanRowProps) {
  const places = plan && [...(plan.places.registry === undefined ? [] : [registryName]), ...plan.places.names];
  return (
    <li className={styles.plan}>
      <bdi className={styles.name}>{name}</bdi>
      {plan === undefined && <span className={styles.says}>{text.common.loading}</span>}
      {plan?.draft && plan.obstacle === undefined && (
        <>
          <Chip light="flight">{plan.draft.packageVersion}</Chip>
          <span className={styles.says}>{text.release.access[plan.draft.access]}</span>
          <span className={styles.says}>{t.goesTo(places?.join(', ') ?? '')}</span>
        </>
      )}
      {plan && plan.obstacle !== undefined && (
        <>
          <span className={styles.says}>{plan.obstacle}</span>
          <a href={placeToHash({ screen: 'addon', addonId: plan.addon.id, tab: 'release' })}>{t.openForm}</a>
        </>
      )}
    </li>
  );
}

function usePlans(listed: readonly Listed[]): readonly PlannedRelease[] {
  const [plans, setPlans] = useState<readonly PlannedRelease[]>([]);
  useEffect(() => {
    const connection = activeOf(useConnections.getState());
    let open = true;
    if (connection) {
      void fewAtOnce(listed, async ({ addon }) => {
        if (!open) return;
        const plan = await planRelease(addon, connection);
        if (open) setPlans((before) => [...before, plan]);
      });
    }
    return () => {
      open = false;
    };
  }, [listed]);
  return plans;
}
