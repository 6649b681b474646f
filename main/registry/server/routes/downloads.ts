import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasPermission } from '../../../../protocol/index.ts';
import type { ByteRange } from '../../storage/files/blobs.ts';
import { findLink, findStoredContent } from '../../storage/packages/links.ts';
import { tokenWelcome } from '../access/auth.ts';
import { answerStatus, answerUnavailable } from '../answer.ts';
import type { RegistryContext } from '../context.ts';
import { privateKeyOf } from '../request-fields.ts';

/** The finished packages themselves: stored ones by their hash, the others for a day by the link in the mail. */
export function downloadRoutes(app: FastifyInstance, context: RegistryContext): void {
  const welcome = { preHandler: [tokenWelcome(context)] };
  app.get<{ Params: { hash: string } }>('/packages/files/:hash', welcome, async (request, reply) => {
    const hash = request.params.hash.toLowerCase().replace(/\.xpkg$/, '');
    const content = await findStoredContent(context.db, hash, {
      privateKey: privateKeyOf(request),
      authorId: authorOf(request),
    });
    const found = content ?? (await context.mirror?.content(hash));
    if (found === 'away') return answerUnavailable(reply);
    return found === undefined ? answerStatus(reply, 404) : send(context, request, reply, { hash, ...found });
  });

  app.get<{ Params: { token: string } }>('/downloads/:token', async (request, reply) => {
    const link = await findLink(context.db, request.params.token);
    return link === undefined ? answerStatus(reply, 404) : send(context, request, reply, link);
  });
}

/** An author whose token may see the own packages, and with them their addresses. */
function authorOf({ grant }: FastifyRequest): string | undefined {
  return grant !== undefined && hasPermission(grant, 'ViewPackages') ? grant.authorId : undefined;
}

interface Content {
  readonly hash: string;
  readonly fileName: string;
  readonly size: number;
}

/** A content never changes under its hash, so whoever has it may keep it, and a part of it may be asked for. */
async function send(
  context: RegistryContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { hash, fileName, size }: Content,
): Promise<FastifyReply> {
  const etag = `"${hash}"`;
  reply.header('ETag', etag).header('Cache-Control', 'private, max-age=31536000, immutable');
  if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send();
  const address = await context.files.addressOf(hash, fileName);
  // The address runs out long before a year has passed.
  if (address !== undefined) return reply.header('Cache-Control', 'no-store').redirect(address, 302);
  const { 'if-range': onlyIf } = request.headers;
  const range = onlyIf === undefined || onlyIf === etag ? rangeOf(request.headers.range, size) : undefined;
  reply.header('Accept-Ranges', 'bytes');
  if (range === 'unsatisfiable') {
    return reply.code(416).header('Content-Range', `bytes */${size}`).send();
  }
  const body = await context.files.openContent(hash, range);
  if (range !== undefined) reply.code(206).header('Content-Range', `bytes ${range.start}-${range.end}/${size}`);
  return reply
    .type('application/octet-stream')
    .header('Content-Length', range === undefined ? size : range.end - range.start + 1)
    .header('Content-Disposition', `attachment; filename="${fileName}"`)
    .send(body);
}

/** One range; several at once, or one that cannot be read, count as none (RFC 9110, section 14.2). */
function rangeOf(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < start) return undefined;
  return start <= end ? { start, end } : 'unsatisfiable';
}
