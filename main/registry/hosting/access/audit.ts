import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { answerJson, withNulls } from '../../server/answer.ts';
import type { RegistryContext } from '../../server/context.ts';
import { listAudit } from '../../storage/people/audit.ts';
import { auditPageSchema, namesOf } from '../audit-page.ts';
import { aboutPackage, adminRequired } from './requests.ts';

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
