import type { AddonSummary, Submission } from '../../preload/contract.ts';

export const GUIDE_STEPS = ['folder', 'package', 'form', 'publish'] as const;
export type GuideStep = (typeof GUIDE_STEPS)[number] | 'done';

/** Where a first release stands, read from the state itself. */
export function currentStep(addon: AddonSummary, packageExists: boolean, latest: Submission | undefined): GuideStep {
  if (latest?.state.phase === 'processed') return 'done';
  if (addon.state === 'reading') return 'folder';
  if (!packageExists) return 'package';
  return latest === undefined || latest.dryRun ? 'form' : 'publish';
}
