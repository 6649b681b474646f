import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hasPermission, parsePartialPackageId, parseVersion } from '../../../../protocol/index.ts';
import { HOUR_MS, listDownloads } from '../../storage/packages/downloads.ts';
import { findVersion } from '../../storage/packages/versions.ts';
import { tokenWelcome } from '../access/auth.ts';
import { mayDo } from '../access/permissions.ts';
import { rateLimited } from '../access/rate-limits.ts';
import { answerCode, answerStatus } from '../answer.ts';
import type { RegistryContext } from '../context.ts';
import { textFrom } from '../request-fields.ts';

const DAY_MS = 24 * HOUR_MS;
// The first hours the API knows of (XPKG.md section 8).
const EARLIEST_AFTER = 1_672_531_200_000;
const EARLIEST_BEFORE = 1_672_531_260_000;

export function analyticsRoutes(app: FastifyInstance, context: RegistryContext): void {
  app.get<{ Params: { packageId: string; packageVersion: string } }>(
    '/analytics/:packageId/:packageVersion',
    { preHandler: [tokenWelcome(context), rateLimited(context, 'analytics')] },
    async (request, reply) => {
      const id = parsePartialPackageId(request.params.packageId);
      if (!id.ok) return answerCode(reply, 400, 'full_id_or_invalid');
      const asked = parseVersion(request.params.packageVersion);
      if (!asked.ok) return answerCode(reply, 400, asked.code);
      const span = readSpan(request);
      if (!span.ok) return answerCode(reply, 400, span.code);
      const version = await findVersion(context.db, id.value.partial, asked.value.canonical);
      if (version === undefined) return answerStatus(reply, 404);
      const open = version.isPublic && version.status === 'processed';
      if (!open && !(await maySee(context, request, version.packageId))) return answerStatus(reply, 404);
      const hours = await listDownloads(context.db, version.packageId, version.version, span.after, span.before);
      return hours.map(({ hour, count }) => ({ timestamp: new Date(hour).toISOString(), downloads: count }));
    },
  );
}

async function maySee(context: RegistryContext, request: FastifyRequest, packageId: string): Promise<boolean> {
  const { grant } = request;
  return (
    grant !== undefined &&
    (await mayDo(context.db, grant, packageId, 'see')) &&
    hasPermission(grant, 'ViewAnalytics', packageId)
  );
}

type Span =
  | { readonly ok: true; readonly after: number; readonly before: number }
  | { readonly ok: false; readonly code: string };

/** Whole hours, both ends included. Without dates the last day; with `after` alone the day that follows it. */
function readSpan(request: FastifyRequest): Span {
  const afterText = textFrom(request.query, 'after');
  const beforeText = textFrom(request.query, 'before');
  const givenAfter = afterText === undefined ? undefined : readMoment(afterText, EARLIEST_AFTER);
  if (givenAfter === 'bad') return { ok: false, code: 'bad_after_date' };
  const givenBefore = beforeText === undefined ? undefined : readMoment(beforeText, EARLIEST_BEFORE);
  if (givenBefore === 'bad') return { ok: false, code: 'bad_before_date' };
  const before = startOfHour(givenBefore ?? (givenAfter === undefined ? Date.now() : givenAfter + DAY_MS));
  const after = startOfHour(givenAfter ?? before - DAY_MS);
  if (after > before) return { ok: false, code: 'bad_date_combo' };
  if (before - after < HOUR_MS) return { ok: false, code: 'short_diff' };
  if (before - after > 30 * DAY_MS) return { ok: false, code: 'long_diff' };
  return { ok: true, after, before };
}

function startOfHour(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}

function readMoment(text: string, earliest: number): number | 'bad' {
  const at = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return at >= earliest ? at : 'bad';
}
