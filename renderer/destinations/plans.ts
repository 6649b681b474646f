import { create } from 'zustand';
import type { AppError, DestinationPlan } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import type { ReleaseForm } from '../release/form/forms.ts';
import { draftFromModel } from '../release/form/model.ts';
import type { Going } from './going.ts';

interface Looked {
  readonly version: string;
  readonly busy: boolean;
  readonly plans: readonly DestinationPlan[];
  readonly error: AppError | null;
}

/** What a release of an add-on would change, as it was last looked at. */
export const usePlans = create<Readonly<Record<string, Looked>>>()(() => ({}));

export async function lookAtPlan({ target, model }: ReleaseForm, { names, registry }: Going): Promise<void> {
  const { addonId } = target;
  const version = model.packageVersion;
  const before = usePlans.getState()[addonId]?.plans ?? [];
  usePlans.setState({ [addonId]: { version, busy: true, plans: before, error: null } });
  const answer = await ask(bridge().destinations.plan({ addonId, draft: draftFromModel(model), names, registry }));
  usePlans.setState({
    [addonId]: {
      version,
      busy: false,
      plans: answer.ok ? answer.value : [],
      error: answer.ok ? null : answer.error,
    },
  });
}
