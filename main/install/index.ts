/** The room that tries what users will get: install, upgrade, uninstall, in an X-Plane folder that is thrown away. Neighbours import from here only. */
export { type OpenedArchive, openArchiveToTry } from './package/archive-to-try.ts';
export { ArchiveRefused, unpackArchive } from './package/from-archive.ts';
export { packageFromFolder } from './package/from-folder.ts';
export { type LayOut, type Rehearsal, rehearse } from './rehearse.ts';
export type { PackageSource, VersionFacts } from './resolve.ts';
export { dependenciesStep } from './steps/dependencies.ts';
export type { DepotRules } from './steps/skunkcrafts.ts';
export type { Step } from './steps/step.ts';
export { FolderInUse } from './xplane/throw-away.ts';
