import { hasFailed } from '../../../preload/contract/phases.ts';
import type { AddonSummary, Connection, Submission } from '../../../preload/contract.ts';
import { isPublishDue } from '../../hangar/state/card.ts';
import { packageDetails } from '../../stores/resources.ts';
import { nextStep } from '../../submissions/next-step.ts';
import { differences } from '../form/difference.ts';
import type { ReleaseForm } from '../form/forms.ts';
import { useBlocking } from './use-blocking.ts';

interface DueProps {
  readonly form: ReleaseForm;
  readonly addon: AddonSummary;
  readonly connection: Connection;
  readonly latest: Submission | undefined;
}

/**
 * Whether Publish is what comes next. It is not where users have all of it already, where something else has to be done
 * first (the package, errors of the checks), and where the last release failed and is mended beside the form.
 */
export function usePublishDue({ form, addon, connection, latest }: DueProps): boolean {
  const { target, start, model } = form;
  const blocking = useBlocking(addon, connection);
  const there = packageDetails.use({ connectionId: target.connectionId, packageId: model.packageId });
  if (there.state === 'ready' && there.value === null) return false;
  if (addon.state === 'missing' || blocking > 0) return false;
  if (latest && hasFailed(latest) && nextStep(latest) !== null) return false;
  return isPublishDue(addon) || (start.previous !== null && differences(start.previous, model).length > 0);
}
