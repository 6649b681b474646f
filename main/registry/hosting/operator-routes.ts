import { isAbsolute } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ownerRequired } from '../server/access/local-guard.ts';
import { answerJson, withNulls } from '../server/answer.ts';
import type { RegistryContext } from '../server/context.ts';
import { DataFolderError } from '../storage/database/store.ts';
import { listAudit } from '../storage/people/audit.ts';
import { findPerson } from './access/requests.ts';
import { auditPageSchema, namesOf } from './audit-page.ts';
import { backUp } from './backup.ts';

/** What an operator asks and does besides: the log, the backup, and how the mirror is. */
export function operatorRoutes(app: FastifyInstance, context: RegistryContext): void {
  auditRoute(app, context);
  backupRoute(app, context);
  const { mirror } = context;
  if (mirror !== undefined) app.get('/mirror', async () => withNulls(await mirror.state()));
}

const auditQuerySchema = auditPageSchema.extend({
  package: z.string().max(100).optional(),
  author: z.string().max(100).optional(),
});

/** Everything that was written down, with the addresses it came from. */
function auditRoute(app: FastifyInstance, context: RegistryContext): void {
  const { db } = context;
  app.get('/audit', { preHandler: ownerRequired(context) }, async (request, reply) => {
    const query = auditQuerySchema.safeParse(request.query);
    if (!query.success) return answerJson(reply, 400, z.prettifyError(query.error));
    const { package: packageId, author, ...page } = query.data;
    // Who is not there any more is still in the log by the id.
    const authorId = author === undefined ? undefined : ((await findPerson(db, author))?.id ?? author);
    const entries = await listAudit(db, { ...page, packageId, authorId });
    const named = await namesOf(db, entries);
    return { entries: entries.map((entry) => withNulls({ ...entry, author: named(entry.authorId) })) };
  });
}

const backupSchema = z.strictObject({ to: z.string().refine(isAbsolute, 'Name the folder by its whole path.') });

function backupRoute(app: FastifyInstance, context: RegistryContext): void {
  app.post('/backup', { preHandler: ownerRequired(context) }, async (request, reply) => {
    const wish = backupSchema.safeParse(request.body);
    if (!wish.success) return answerJson(reply, 400, z.prettifyError(wish.error));
    try {
      await context.audit(context.db, request, { action: 'backup', target: wish.data.to });
      return await backUp(context, wish.data.to);
    } catch (cause) {
      if (cause instanceof DataFolderError) return answerJson(reply, 409, cause.message, 'folder_in_use');
      throw cause;
    }
  });
}
