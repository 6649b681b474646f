import { Button, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { ask, bridge } from '../bridge.ts';
import { sayError } from '../stores/notices.ts';
import { goTo } from '../stores/place.ts';
import { retryPlans } from '../stores/resources.ts';
import { putSubmission } from '../stores/submissions.ts';
import { stepOfPlan } from '../submissions/next-step.ts';
import { text } from '../text/text.ts';
import type { VersionRowProps } from './version-row-props.ts';

/** One click; what it will do is asked before and said on the button and beside it. */
export function RetryButton({ addonId, connectionId, packageId, version: row, planned, isDue }: VersionRowProps) {
  const [wanted, setWanted] = useState(planned);
  const [busy, setBusy] = useState(false);
  const of = { addonId, connectionId, packageId, version: row.version };
  const plan = retryPlans.use(wanted ? of : undefined).value;
  const step = plan && stepOfPlan(plan);
  // What a retry would do changes with what is still here and there, so it is asked anew each time somebody comes near.
  const look = () => {
    if (wanted && !busy) void retryPlans.load(of);
    setWanted(true);
  };
  const press = async () => {
    if (step?.act === 'form') return goTo({ screen: 'addon', addonId, tab: 'release' });
    if (step?.act === 'connection') return goTo({ screen: 'registry' });
    setBusy(true);
    const answer = await ask(bridge().publish.retry(of));
    setBusy(false);
    if (answer.ok) putSubmission(answer.value);
    else sayError(text.submissions.couldNotRetry(packageId, row.version), answer.error);
  };
  if (plan?.what === 'nothing') return undefined;
  return (
    <Tooltip label={step?.sentence ?? text.common.loading} disabled={!step?.sentence}>
      <Button
        variant={isDue ? 'filled' : 'default'}
        loading={busy}
        onMouseEnter={look}
        onFocus={look}
        onClick={() => void press()}
      >
        {step?.label ?? text.versions.retry}
      </Button>
    </Tooltip>
  );
}
