/** The room that packs add-ons. Neighbours import from here only. */
export { ArchiveError, type ArchiveErrorCode } from './archive-error.ts';
export { type ArchiveManifest, type ManifestEntry, manifestPath, readManifest } from './archive-manifest.ts';
export { buildArchive } from './build.ts';
export type { ArchiveLevel, BuildOptions, BuiltFile } from './build-terms.ts';
export { type ArchiveEstimate, estimateArchive } from './estimate.ts';
export type { ArchiveFinding } from './finding.ts';
export {
  type ArchivePlan,
  type EntrySource,
  type PlannedEntry,
  type PlanOutcome,
  type PlanRefusal,
  type PlanRequest,
  planArchive,
  type RefusalCode,
  type ResourceFolder,
  type ScriptName,
  type ScriptSource,
} from './plan/plan.ts';
export type { ArchivePhase, ArchiveProgress } from './progress.ts';
export { ManifestLines } from './reuse/manifest-lines.ts';
export { type ArchiveUse, archiveUse, type PruneOptions, type PruneOutcome, pruneArchives } from './reuse/prune.ts';
export { differencesInPackage, filesIn } from './verify/package-contents.ts';
export { type VerifiedArchive, type VerifyOptions, verifyArchive } from './verify/verify.ts';
