import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';
import { call } from './define.ts';
import { DRAFT_LIMITS } from './draft-limits.ts';
import { NOTES_SOURCES, TEXT_FORMS } from './notes-names.ts';

export const foundNotesSchema = z.object({
  source: z.enum(NOTES_SOURCES),
  /** The file, or the tag since which commits are counted; null when there is no tag. */
  from: z.string().nullable(),
  /** What the change log calls the section. */
  heading: z.string().nullable(),
  text: z.string(),
});
export type FoundNotes = z.infer<typeof foundNotesSchema>;

export const keptNotesSchema = z.object({ version: z.string(), text: z.string(), at: momentSchema });
export type KeptNotes = z.infer<typeof keptNotesSchema>;

const version = z.string().max(DRAFT_LIMITS.cell);
const packageId = z.string().max(DRAFT_LIMITS.cell);

export const notes = {
  /** What the change log or the commits tell of a version; null when they tell nothing. */
  find: call(z.object({ addonId: idSchema, version }), foundNotesSchema.nullable()),
  /** Markdown as HTML with no tags of the author's, no pictures and only addresses of the web. */
  render: call(z.object({ text: z.string().max(DRAFT_LIMITS.notes) }), z.object({ html: z.string() })),
  /** Of the versions that were published from here, newest first. Registries have no place for them. */
  kept: call(z.object({ packageId }), z.array(keptNotesSchema)),
  /** What an author pastes beside a download: what it is, what is new, where to get it. */
  forumText: call(
    z.object({
      name: z.string().max(1000),
      version,
      text: z.string().max(DRAFT_LIMITS.notes),
      links: z.array(z.object({ name: z.string().max(1000), url: z.string().max(10_000) })).max(100),
      form: z.enum(TEXT_FORMS),
    }),
    z.object({ text: z.string() }),
  ),
};
