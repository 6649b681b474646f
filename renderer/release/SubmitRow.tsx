import { Button, Tooltip } from '@mantine/core';
import { hasFailed, isUnderWay } from '../../preload/contract/phases.ts';
import type { AddonSummary, Submission } from '../../preload/contract.ts';
import { goTo } from '../app/place.ts';
import { nextStep } from '../submissions/next-step.ts';
import { text } from '../text/text.ts';
import type { ReleaseForm } from './forms.ts';
import { publishForm } from './publish.ts';
import styles from './release.module.css';
import { focusFault } from './shown-faults.ts';

const t = text.release;

interface SubmitProps {
  readonly form: ReleaseForm;
  readonly addon: AddonSummary;
  readonly latest: Submission | undefined;
}

export function SubmitRow({ form, addon, latest }: SubmitProps) {
  const running = latest !== undefined && isUnderWay(latest);
  // One button is the right one: while a release runs or its failure can be mended beside the form, it is not this.
  const due = latest === undefined || !hasFailed(latest) || nextStep(latest) === null;
  const { target, busy, model } = form;
  const faults = [...form.answered, ...form.faults];
  const blocking = addon.findings.error;
  return (
    <div className={styles.submit}>
      <Button
        variant={due ? 'filled' : 'default'}
        size="sm"
        loading={busy}
        disabled={running}
        data-publish
        onClick={() => void publishForm(target, false)}
      >
        {t.publish(model.packageVersion.trim())}
      </Button>
      <Tooltip label={t.rehearseHint}>
        <Button size="sm" disabled={busy || running} onClick={() => void publishForm(target, true)}>
          {t.rehearse}
        </Button>
      </Tooltip>
      <span role="status" className={styles.dim}>
        {busy && t.checking}
        {!busy && form.attempted && faults.length > 0 && (
          <>
            {t.faults(faults.length)}.{' '}
            <button type="button" className={styles.suggestion} onClick={() => focusFault(faults[0])}>
              {t.showFault}
            </button>
          </>
        )}
      </span>
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
    </div>
  );
}
