/** The room that finds release notes and writes them as each place wants them. Neighbours import from here only. */
export { isOwnChangelog, withNotes } from './add-section.ts';
export { changelogSections } from './changelog.ts';
export { findNotes } from './find-notes.ts';
export { type NotesStore, openKeptNotes } from './kept-notes.ts';
export { NotesFault } from './notes-fault.ts';
export { NOTES_FORMATS } from './notes-formats.ts';
export { hardToRead, readNotesText } from './read-text.ts';
export { renderNotes, safeAddress } from './render.ts';
export { renderNotesInThread } from './render-in-thread.ts';
export { decodeText, type TextEncodingName, textEncodingOf } from './text-encoding.ts';
