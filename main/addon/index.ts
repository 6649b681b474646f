/** The room that reads add-ons. Neighbours import from here only. */
export { createIgnoreRules, type HidingRule, IGNORE_FILE, type IgnoreRules, readIgnoreRules } from './ignore/rules.ts';
export { comparePaths, entriesBelow, type FileEntry, findEntry, sameEntry } from './scan/entry.ts';
export { foldName, windowsNameFault } from './scan/names.ts';
export type { ScanProblem, WindowsNameFault } from './scan/problems.ts';
export { type RootState, type ScanResult, scanAddon } from './scan/scan.ts';
export type { HiddenPath } from './scan/walk.ts';
