import { hasFailed } from '../../../preload/contract/phases.ts';
import type { AddonSummary, Connection, Submission } from '../../../preload/contract.ts';
import { packageDetails } from '../../stores/resources.ts';
import { nextStep } from '../../submissions/next-step.ts';
import { isPublishDue } from '../../submissions/published.ts';
import { differences } from '../form/difference.ts';
import type { ReleaseForm } from '../form/forms.ts';
import { useBlocking } from './use-blocking.ts';

interface DueProps {
  readonly form: ReleaseForm;
  readonly addon: AddonSummary;
  readonly connection: Connection;
  readonly latest: Submission | undefined;
  /** Where it goes besides other places; undefined where that is switched off. */
  readonly registry: string | undefined;
}

/** Something has to be done at the registry first: its package is not there, or the last release failed and is mended beside the form. */
export function waitsForRegistry(
  registry: string | undefined,
  { hasPackage, hasToMend }: { readonly hasPackage: boolean; readonly hasToMend: boolean },
): boolean {
  return registry !== undefined && (!hasPackage || hasToMend);
}

/**
 * Whether Publish is what comes next. It is not where users have all of it already, and where something else has to be done
 * first: errors of the checks, or what a registry waits for.
 */
export function usePublishDue({ form, addon, connection, latest, registry }: DueProps): boolean {
  const { target, start, model } = form;
  const blocking = useBlocking(addon, connection);
  const there = packageDetails.use({ connectionId: target.connectionId, packageId: model.packageId });
  if (addon.state === 'missing' || blocking > 0) return false;
  const hasPackage = there.state !== 'ready' || there.value !== null;
  const hasToMend = latest !== undefined && hasFailed(latest) && nextStep(latest) !== undefined;
  if (waitsForRegistry(registry, { hasPackage, hasToMend })) return false;
  return isPublishDue(addon) || (start.previous !== null && differences(start.previous, model).length > 0);
}
