import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { answerJson, withNulls } from '../../server/answer.ts';
import type { RegistryContext } from '../../server/context.ts';
import type { Statements } from '../../storage/database/store.ts';
import { listAudit } from '../../storage/people/audit.ts';
import { findAuthor } from '../../storage/people/authors.ts';
import { aboutPackage, adminRequired } from './ask.ts';

export const auditPageSchema = z.object({
  before: z.coerce.number().int().min(1).optional(),
  since: z.iso
    .date()
    .or(z.iso.datetime())
    .transform((text) => Date.parse(text))
    .optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

/** Who did what with a package, for its owners. From where is for operators: it tells of people, not of the package. */
export function auditRoute(app: FastifyInstance, context: RegistryContext): void {
  const { db } = context;
  app.get<{ Params: { readonly id: string } }>(
    '/access/packages/:id/audit',
    adminRequired(context),
    aboutPackage(context, 'manage', async ({ packageId, request, reply }) => {
      const page = auditPageSchema.safeParse(request.query);
      if (!page.success) return answerJson(reply, 400, z.prettifyError(page.error));
      const entries = await listAudit(db, { ...page.data, packageId });
      const named = await namesOf(db, entries);
      return {
        entries: entries.map(({ address: _, ...entry }) => withNulls({ ...entry, author: named(entry.authorId) })),
      };
    }),
  );
}

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
