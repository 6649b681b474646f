import { z } from 'zod';
import type { Statements } from '../storage/database/store.ts';
import { findAuthor } from '../storage/people/authors.ts';

/** Which part of the log somebody asks for. */
export const auditPageSchema = z.object({
  before: z.coerce.number().int().min(1).optional(),
  since: z.iso
    .date()
    .or(z.iso.datetime())
    .transform((text) => Date.parse(text))
    .optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

/** Who an id is, as far as they still are somebody. */
export async function namesOf(
  db: Statements,
  entries: readonly { readonly authorId: string | undefined }[],
): Promise<(id: string | undefined) => string | undefined> {
  const names = new Map<string, string>();
  for (const { authorId } of entries) {
    if (authorId === undefined || names.has(authorId)) continue;
    names.set(authorId, (await findAuthor(db, authorId))?.name ?? authorId);
  }
  return (id) => (id === undefined ? undefined : (names.get(id) ?? id));
}
