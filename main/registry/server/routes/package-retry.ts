import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasPermission, validateRetryFields } from '../../../../protocol/index.ts';
import { findVersion, restartVersion } from '../../storage/packages/versions.ts';
import { grantOf, tokenRequired } from '../access/auth.ts';
import { mayDo, mayRetry, refusedSince } from '../access/permissions.ts';
import { rateLimited } from '../access/rate-limits.ts';
import { answerCode, answerDone, answerStatus } from '../answer.ts';
import type { RegistryContext } from '../context.ts';
import { acceptUpload } from '../upload/accept-upload.ts';
import { answerForm, type ReceivedForm } from '../upload/receive-form.ts';

export function retryRoute(app: FastifyInstance, context: RegistryContext): void {
  app.post(
    '/packages/retry',
    { preHandler: [tokenRequired(context), rateLimited(context, 'retry')] },
    (request, reply) => answerForm(context, request, reply, (form) => retry(context, request, reply, form)),
  );
}

/** The order of answers is XPKG.md section 6: unlike an upload, a retry looks for its file first. */
async function retry(
  context: RegistryContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { fields, file }: ReceivedForm,
): Promise<FastifyReply> {
  const grant = await grantOf(context.db, request);
  if (grant === undefined) return answerStatus(reply, 401);
  if (file === undefined) return answerCode(reply, 400, 'no_file');
  const read = validateRetryFields(fields);
  if (!read.ok) return answerCode(reply, 400, read.code);
  const packageId = read.value.packageId.partial;
  const version = read.value.version.canonical;
  if (!hasPermission(grant, 'UploadVersion', packageId)) return answerStatus(reply, 401);
  if (!(await mayDo(context.db, grant, packageId, 'publish'))) return answerStatus(reply, 403);
  const found = await findVersion(context.db, packageId, version);
  if (found === undefined) return answerCode(reply, 400, 'version_not_exist');
  if (!mayRetry(context, found.status)) return answerCode(reply, 400, 'cant_retry');
  const refused = await acceptUpload(context, { id: randomUUID(), packageId, version, file }, async (inside) => {
    const since = await refusedSince(inside, request, packageId);
    if (since !== undefined) return since;
    const now = await findVersion(inside, packageId, version);
    if (now === undefined || !mayRetry(context, now.status)) return 'overtaken';
    await restartVersion(inside, packageId, version);
    await context.audit(inside, request, { action: 'version.retry', packageId, target: version });
    return undefined;
  });
  if (refused === undefined) return answerDone(reply);
  return refused === 'overtaken' ? answerCode(reply, 400, 'cant_retry') : answerStatus(reply, refused);
}
