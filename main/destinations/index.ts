// From one release to every place where users look.

export { CarrierError } from './carriers/carrier-error.ts';
export { UnknownServerError } from './carriers/trust/trust.ts';
export { openArchiveContent } from './content/archive-content.ts';
export { depotRules } from './depot/depot-rules.ts';
export { checkDepot, type DepotReport } from './depot/doctor/doctor.ts';
export type { DepotFinding } from './depot/doctor/finding.ts';
export { destinationError, type Release } from './destination.ts';
export { detectDestinations } from './detect.ts';
export { type InspectedDestination, inspectDestination, versionAt } from './inspect-destination.ts';
export { forumText } from './kinds/forum-text.ts';
export { newestProcessed, type RegistryCalls, registryPort, unknownConnection } from './kinds/registry-port.ts';
export type { RegistryPort } from './kinds/xpkg-destination.ts';
export { ownFolder } from './own-folder.ts';
export { openPlaceTrust, resolveLocalPath } from './place.ts';
export { missingSecrets } from './release/missing-secrets.ts';
export { lastForTesters, whereTestersLack } from './release/promotion.ts';
export { pruneReleases, type ReleaseLimits } from './release/prune-releases.ts';
export type { ReleaseRecord } from './release/record.ts';
export {
  loggedReleases,
  newRecord,
  publishedIn,
  readDestinations,
  recordForRetry,
  releaseOfRecord,
  unfinishedReleases,
} from './release/releases.ts';
export { errorOf, planRelease, runRelease } from './release/run-release.ts';
export { githubTarget, secretTarget } from './secret-target.ts';
export { secretNeed, secretVariable, variableOf } from './secret-variable.ts';
export type { SiteCalls } from './site/site-destination.ts';
export { planWithdrawal, type Withdrawal } from './withdraw/plan-withdrawal.ts';
export { unfinishedWithdrawals } from './withdraw/unfinished-withdrawals.ts';
export { withdraw } from './withdraw/withdraw.ts';
