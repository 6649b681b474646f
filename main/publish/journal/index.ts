export { type Entry, type FileIdentity, type KeptAttempt, toSubmission } from './entry.ts';
export { Journal } from './journal.ts';
export { isAbout, latestUnresolved, newestElsewhere } from './latest.ts';
export type { JournalFault } from './open-file.ts';
export { journalProblems } from './problems.ts';
export { type LoggedRelease, type PublishedPath, ReleaseLog, type ReleaseStep } from './release-log.ts';
