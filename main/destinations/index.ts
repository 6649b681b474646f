// From one release to every place where users look.

export { CarrierError } from './carriers/carrier-error.ts';
export { checkDepot, type DepotReport } from './depot/doctor/doctor.ts';
export type { DepotFinding } from './depot/doctor/finding.ts';
