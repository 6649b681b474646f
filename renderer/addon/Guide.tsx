import { Button } from '@mantine/core';
import { Check, Circle, CircleDot } from 'lucide-react';
import type { AddonSummary } from '../../preload/contract.ts';
import { askForFolder } from '../commands/add-folder.ts';
import { classes } from '../parts/classes.ts';
import { useActiveConnection } from '../stores/connections.ts';
import { endGuide, useGuide } from '../stores/guide.ts';
import { packageDetails } from '../stores/resources.ts';
import { latestOf, useSubmissions } from '../stores/submissions.ts';
import { text } from '../text/text.ts';
import styles from './addon.module.css';
import { currentStep, GUIDE_STEPS } from './guide-steps.ts';

const t = text.addon.guide;

/** Accompanies a first release; each step is ticked when it is true, however it became so. */
export function Guide({ addon }: { readonly addon: AddonSummary }) {
  const mine = useGuide(({ addonId }) => addonId === addon.id);
  return mine && <OpenGuide addon={addon} />;
}

function OpenGuide({ addon }: { readonly addon: AddonSummary }) {
  const connectionId = useActiveConnection()?.id;
  const packageId = addon.packageId;
  const known = packageDetails.use(
    connectionId === undefined || packageId === null ? undefined : { connectionId, packageId },
  );
  const latest = useSubmissions((all) => latestOf(all, addon.id, connectionId));
  const current = currentStep(addon, Boolean(known.value), latest);
  const at = current === 'done' ? GUIDE_STEPS.length : GUIDE_STEPS.indexOf(current);
  return (
    <section className={styles.guide} aria-label={t.title}>
      <div className={styles.guideHead}>
        <h2 className={styles.guideTitle}>{t.title}</h2>
        <Button variant="subtle" size="compact-xs" onClick={endGuide}>
          {t.close}
        </Button>
      </div>
      <ol className={styles.steps}>
        {GUIDE_STEPS.map((step, number) => (
          <li
            key={step}
            className={classes(styles.step, number < at && styles.stepDone, number === at && styles.stepNow)}
            aria-current={number === at ? 'step' : undefined}
          >
            {number < at ? <Check size="0.875rem" aria-hidden="true" /> : <StepDot now={number === at} />}
            {t.steps[step]}
          </li>
        ))}
      </ol>
      <p role="status">
        {t.hint[current]}{' '}
        {current === 'done' && (
          <Button variant="filled" onClick={() => void askForFolder()}>
            {t.next}
          </Button>
        )}
      </p>
    </section>
  );
}

function StepDot({ now }: { readonly now: boolean }) {
  return now ? <CircleDot size="0.875rem" aria-hidden="true" /> : <Circle size="0.875rem" aria-hidden="true" />;
}
