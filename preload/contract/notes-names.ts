/** Where notes are looked for, in this order. */
export const NOTES_SOURCES = ['changelog', 'git'] as const;
export type NotesSource = (typeof NOTES_SOURCES)[number];

/** What forums take. */
export const TEXT_FORMS = ['bbcode', 'html', 'markdown'] as const;
export type TextForm = (typeof TEXT_FORMS)[number];
