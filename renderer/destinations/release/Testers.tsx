import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DestinationPlan, Release } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { Explain } from '../../help/Explain.tsx';
import { ConfirmDialog } from '../../parts/layout/ConfirmDialog.tsx';
import { sayError } from '../../stores/notices.ts';
import { explainError } from '../../text/explain.ts';
import { text } from '../../text/text.ts';
import styles from '../destinations.module.css';
import { planSentence } from './describe.ts';
import { promoteRelease } from './release-actions.ts';

const t = text.destinations.promote;

/** What testers have before everybody does, and the button that ends this; it asks first, with what would change where. */
export function Testers({ release }: { readonly release: Release }) {
  const [plans, setPlans] = useState<readonly DestinationPlan[]>();
  const [asking, setAsking] = useState(false);
  const { id, version, forTesters } = release;
  async function plan(): Promise<void> {
    setAsking(true);
    const answer = await ask(bridge().destinations.planPromotion({ id }));
    setAsking(false);
    if (answer.ok) setPlans(answer.value);
    else sayError(t.couldNot(version), answer.error);
  }
  return (
    <div className={styles.place}>
      <span>
        {t.has(version, forTesters.join(', '))} <Explain term="Channel" name={t.act} />
      </span>
      <span className={styles.end}>
        <Button variant="filled" loading={asking} onClick={() => void plan()}>
          {t.act}
        </Button>
      </span>
      {plans && (
        <ConfirmDialog
          title={t.sure(version)}
          act={t.act}
          onAct={() => void promoteRelease(release)}
          onClose={() => setPlans(undefined)}
        >
          {[t.what, ...plans.map(sentenceOf)].join(' ')}
        </ConfirmDialog>
      )}
    </div>
  );
}

function sentenceOf(plan: DestinationPlan): string {
  const what = planSentence(plan) ?? (plan.error ? explainError(plan.error).sentence : '');
  return t.place(plan.name, what.replace(/\.$/, ''));
}
