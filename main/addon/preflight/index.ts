export { preflightContext } from './context.ts';
export { type FileContents, openFileContents } from './file-contents.ts';
export type { FixStep } from './fix-step.ts';
export type { OfferedFix, PreflightContext } from './rule.ts';
export { type CheckedFinding, checkAgain, type PreflightReport, RULE_IDS, runPreflight } from './run.ts';
