export { type Entry, type FileIdentity, toSubmission } from './entry.ts';
export { Journal, JournalError, type JournalFault } from './journal.ts';
