/** The room that reads add-ons. Neighbours import from here only. */
export type { BinaryFacts } from './binaries/binary-facts.ts';
export { readBinary } from './binaries/read-binary.ts';
export { changesSince, createFileHashes, type HashFile, listForVersion } from './changes/changes-since.ts';
export { type RememberedEntry, readEntryList, writeEntryList } from './changes/entry-list-file.ts';
export { parseAircraft } from './detect/aircraft-file.ts';
export { type BinaryHeader, type Cpu, parseBinaryHeader } from './detect/binary-header.ts';
export type { Candidate } from './detect/candidate.ts';
export { detectAddon } from './detect/detect.ts';
export type { Detection, SceneryKind } from './detect/detection.ts';
export type { Facts } from './detect/facts.ts';
export { type InspectedAddon, inspectFolder } from './detect/inspect.ts';
export type { Scripts } from './detect/install-scripts.ts';
export type { PlatformFault, PluginBinary } from './detect/platforms.ts';
export type { Suggestion } from './detect/suggest.ts';
export { Fixes, type FixOutcome, type FixRefusal } from './fixes/index.ts';
export { type HidingRule, type IgnoreRules, readIgnoreRules } from './ignore/rules.ts';
export {
  type CheckedFinding,
  checkAgain,
  type FileContents,
  type FixStep,
  openFileContents,
  type PreflightContext,
  type PreflightReport,
  preflightContext,
  RULE_IDS,
  runPreflight,
} from './preflight/index.ts';
export { isLibraryName } from './preflight/programs.ts';
export { VERSIONS_RULE } from './preflight/rules/versions-disagree.ts';
export { checkScript } from './preflight/sakura/check-script.ts';
export type { Expression, Operator, SakuraPath, Statement } from './preflight/sakura/syntax.ts';
export { divideForPackage, type PackageParts, type ScriptName } from './project/package-parts.ts';
export {
  PROJECT_FILE,
  type ProjectFault,
  type ProjectFile,
  type ProjectRead,
  readProjectFile,
  writeProjectFile,
} from './project/project-file.ts';
export { type CreatedSample, createSample, SAMPLE_NAMES, SampleFolderInUse } from './samples/sample.ts';
export type { FileEntry } from './scan/entry.ts';
export { foldName } from './scan/names.ts';
export type { ScanProblem } from './scan/problems.ts';
export { type RootState, type ScanResult, scanAddon } from './scan/scan.ts';
export type { HiddenPath } from './scan/walk.ts';
export type {
  AddonPhase,
  AddonSession,
  AddonSessionOptions,
  AddonState,
  AddonUpdate,
} from './session/addon-session.ts';
export type { CheckInput, RunChecks } from './session/checks.ts';
export { openAddon } from './session/open-addon.ts';
export { planVersion, type VersionPlace } from './version/plan-version.ts';
export { scriptVersion } from './version/script-version.ts';
export { isChangelogName } from './version/version-files.ts';
export { isSameVersion, isWrittenVersion, versionInHeading } from './version/version-texts.ts';
export { writeVersion } from './version/write-version.ts';
export { writtenVersion } from './version/written-version.ts';
export type { EntryChanges } from './watch/entry-changes.ts';
