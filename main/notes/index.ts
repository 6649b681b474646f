/** The room that finds release notes and writes them as each place wants them. Neighbours import from here only. */
export { type FoundNotes, findNotes, NOTES_SOURCES, type NotesSource } from './find-notes.ts';
export { NotesFault } from './notes-fault.ts';
export { hardToRead, readNotesText } from './read-text.ts';
export { renderNotes, safeAddress } from './render.ts';
export { decodeText, type TextEncodingName, textEncodingOf } from './text-encoding.ts';
export { TEXT_FORMS, type TextForm, WRITINGS } from './writings.ts';
