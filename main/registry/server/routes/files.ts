import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { hasPermission, statusInfo } from '../../../../protocol/index.ts';
import type { Statements } from '../../storage/database/store.ts';
import { findUpload, listUploadsOpenTo, queueJob, type Upload } from '../../storage/packages/uploads.ts';
import { restartVersion } from '../../storage/packages/versions.ts';
import { type Grant, grantedTo, tokenRequired } from '../access/auth.ts';
import { mayDo, mayRetry } from '../access/permissions.ts';
import { rateLimited } from '../access/rate-limits.ts';
import { answerJson } from '../answer.ts';
import type { RegistryContext } from '../context.ts';

const retrySchema = z.object({ file_ids: z.array(z.uuid()).min(1).max(1000) });

const listSchema = z.object({
  status: z.enum(['in_progress', 'completed', 'failed']).optional(),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  after: z.string().max(100).optional(),
  before: z.string().max(100).optional(),
  file_types: z.string().max(200).optional(),
  graph_id: z.string().max(100).optional(),
});
type ListQuery = z.infer<typeof listSchema>;

/**
 * The uploaded zips as files in the sense of the Writer file API, whose clients work against these routes. A retry
 * here needs no new upload: the zip was kept.
 */
export function filesRoutes(app: FastifyInstance, context: RegistryContext): void {
  const checks = { preHandler: [tokenRequired(context), rateLimited(context)] };

  app.get('/v1/files', checks, async (request, reply) => {
    const grant = grantedTo(request);
    if (!hasPermission(grant, 'ViewPackages')) return answerJson(reply, 401, 'The token may not view packages.');
    const query = listSchema.safeParse(request.query);
    if (!query.success) return answerJson(reply, 400, z.prettifyError(query.error));
    const page = selectPage(await listUploadsOpenTo(context.db, grant.authorId), query.data);
    if (page === undefined) return answerJson(reply, 400, '"after" and "before" must be ids of the list.');
    return page;
  });

  app.get<{ Params: { id: string } }>('/v1/files/:id', checks, async (request, reply) => {
    const grant = grantedTo(request);
    if (!hasPermission(grant, 'ViewPackages')) return answerJson(reply, 401, 'The token may not view packages.');
    const upload = await findOwnUpload(context.db, grant, request.params.id);
    return upload === undefined ? answerJson(reply, 404, 'There is no such file.') : toFile(upload);
  });

  app.post('/v1/files/retry', checks, async (request, reply) => retryFiles(context, request, reply));
}

async function retryFiles(
  context: RegistryContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const grant = grantedTo(request);
  const body = retrySchema.safeParse(request.body);
  if (!body.success) return answerJson(reply, 400, z.prettifyError(body.error));
  const ids = [...new Set(body.data.file_ids.map((id) => id.toLowerCase()))];
  const found = await Promise.all(ids.map((id) => findOwnUpload(context.db, grant, id)));
  const uploads = found.filter((upload) => upload !== undefined);
  if (uploads.length < ids.length)
    return answerJson(reply, 404, 'At least one of the files does not exist; none was retried.');
  if (uploads.some((upload) => !hasPermission(grant, 'UploadVersion', upload.packageId))) {
    return answerJson(reply, 401, 'The token may not upload versions of all these packages; none was retried.');
  }
  for (const { packageId } of uploads) {
    if (await mayDo(context.db, grant, packageId, 'publish')) continue;
    return answerJson(reply, 403, `You may not publish ${packageId}; none was retried.`);
  }
  const failed = await context.db.transaction(async (inside) => {
    const begun: Upload[] = [];
    for (const { id } of uploads) {
      // Another request may have begun it meanwhile.
      const upload = await findOwnUpload(inside, grant, id);
      if (upload === undefined || !mayRetry(context, upload.status)) continue;
      await restartVersion(inside, upload.packageId, upload.version);
      const { packageId, version } = upload;
      await context.audit(inside, request, { action: 'version.retry', packageId, target: version });
      await queueJob(inside, id);
      begun.push(upload);
    }
    return begun;
  });
  for (const { packageId } of failed) context.packageList.changed(packageId);
  context.queue.wake();
  return reply.send({ success: failed.length === uploads.length });
}

async function findOwnUpload(db: Statements, grant: Grant, id: string): Promise<Upload | undefined> {
  const upload = await findUpload(db, id);
  return upload !== undefined && (await mayDo(db, grant, upload.packageId, 'see')) ? upload : undefined;
}

function selectPage(all: readonly Upload[], query: ListQuery): object | undefined {
  const types = query.file_types?.split(',').map((type) => type.trim().toLowerCase());
  // All files here are zips, and none belongs to a graph.
  const asksForOthers = (types !== undefined && !types.includes('zip')) || query.graph_id !== undefined;
  const wanted = asksForOthers ? [] : all;
  const matching = wanted.filter((upload) => query.status === undefined || fileStatus(upload) === query.status);
  const ordered = query.order === 'asc' ? matching : matching.toReversed();
  const cursor = query.after ?? query.before;
  // A file that has meanwhile left the filtered list still marks a place in the whole one.
  const mark = cursor === undefined ? undefined : all.find((upload) => upload.id === cursor);
  if (cursor !== undefined && mark === undefined) return undefined;
  const direction = query.order === 'asc' ? 1 : -1;
  const side = query.after !== undefined ? 1 : -1;
  const beyond =
    mark === undefined ? ordered : ordered.filter((upload) => (upload.sequence - mark.sequence) * direction * side > 0);
  const page = side < 0 && mark !== undefined ? beyond.slice(-query.limit) : beyond.slice(0, query.limit);
  const data = page.map(toFile);
  return {
    data,
    first_id: page[0]?.id ?? null,
    last_id: page.at(-1)?.id ?? null,
    has_more: beyond.length > page.length,
  };
}

function toFile(upload: Upload) {
  return {
    id: upload.id,
    created_at: new Date(upload.createdAt).toISOString(),
    graph_ids: [],
    name: `${upload.packageId}@${upload.version}.zip`,
    status: fileStatus(upload),
  };
}

function fileStatus(upload: Upload): 'in_progress' | 'completed' | 'failed' {
  const { outcome } = statusInfo(upload.status);
  if (outcome === 'processing') return 'in_progress';
  return outcome === 'processed' ? 'completed' : 'failed';
}
