export { isPackageType, PACKAGE_TYPES, type PackageType } from './packageTypes.ts';
export {
  type Rehearsal,
  type RehearsalFault,
  rehearsalFaultSchema,
  rehearsalRouteSchema,
  rehearsalSchema,
} from './rehearsal.ts';
