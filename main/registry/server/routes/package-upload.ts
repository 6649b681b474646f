import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  hasPermission,
  NOT_PERMITTED,
  needsPrivateKey,
  storedFieldsOf,
  validateUploadFields,
} from '../../../../protocol/index.ts';
import { addVersion, findVersion, type VersionRecord } from '../../storage/packages/versions.ts';
import { newPrivateKey } from '../../storage/people/token-text.ts';
import { grantOf, tokenRequired } from '../access/auth.ts';
import { mayDo, refusedSince } from '../access/permissions.ts';
import { rateLimited } from '../access/rate-limits.ts';
import { answerCode, answerDone, answerStatus } from '../answer.ts';
import type { RegistryContext } from '../context.ts';
import { acceptUpload } from '../upload/accept-upload.ts';
import { answerForm, type ReceivedForm } from '../upload/receive-form.ts';

export function uploadRoute(app: FastifyInstance, context: RegistryContext): void {
  app.post(
    '/packages/upload',
    { preHandler: [tokenRequired(context), rateLimited(context, 'upload')] },
    (request, reply) => answerForm(context, request, reply, (form) => upload(context, request, reply, form)),
  );
}

/** The order of answers is XPKG.md section 5, steps 4 to 12. */
async function upload(
  context: RegistryContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { fields, file }: ReceivedForm,
): Promise<FastifyReply> {
  const grant = await grantOf(context.db, request);
  if (grant === undefined) return answerStatus(reply, 401);
  const form = validateUploadFields(fields, {
    hasFile: file !== undefined,
    mayUpload: (packageId) => hasPermission(grant, 'UploadVersion', packageId),
  });
  if (form === NOT_PERMITTED) return answerStatus(reply, 401);
  if (!form.ok) return answerCode(reply, 400, form.code);
  if (file === undefined) return answerCode(reply, 400, 'no_file');
  const { version, access } = form.value;
  const packageId = form.value.packageId.partial;
  if (!(await mayDo(context.db, grant, packageId, 'publish'))) return answerStatus(reply, 403);
  if ((await findVersion(context.db, packageId, version.canonical)) !== undefined) {
    return answerCode(reply, 400, 'version_exists');
  }

  const record: VersionRecord = {
    packageId,
    version: version.canonical,
    orderKey: version.orderKey,
    status: 'processing',
    reason: undefined,
    notes: [],
    isPublic: access === 'public',
    isStored: access !== 'not-stored',
    privateKey: needsPrivateKey(access) ? newPrivateKey() : undefined,
    ...storedFieldsOf(form.value),
    uploadedAt: Date.now(),
    hash: undefined,
    size: 0,
    installedSize: 0,
  };
  const refused = await acceptUpload(
    context,
    { id: randomUUID(), packageId, version: version.canonical, file },
    async (inside) => {
      const since = await refusedSince(inside, request, packageId);
      if (since !== undefined) return since;
      // The same version may have come in while this file was being stored.
      if ((await findVersion(inside, packageId, record.version)) !== undefined) return 'overtaken';
      await addVersion(inside, record);
      await context.audit(inside, request, { action: 'version.upload', packageId, target: record.version });
      return undefined;
    },
  );
  if (refused === undefined) return answerDone(reply);
  return refused === 'overtaken' ? answerCode(reply, 400, 'version_exists') : answerStatus(reply, refused);
}
