import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { checkNewPackage, hasPermission } from '../../../../protocol/index.ts';
import { isMirrored } from '../../storage/packages/mirrored.ts';
import { addPackage, findPackage, isPackageNameTaken } from '../../storage/packages/packages.ts';
import { grantedTo, tokenRequired } from '../access/auth.ts';
import { rateLimited } from '../access/rate-limits.ts';
import { answerCode, answerDone, answerStatus } from '../answer.ts';
import type { RegistryContext } from '../context.ts';
import { answerForm } from '../upload/receive-form.ts';

/** Takes JSON, as the documents say, and a form, as their sample and the portal send it. */
export function newPackageRoute(app: FastifyInstance, context: RegistryContext): void {
  app.post(
    '/packages/new',
    { preHandler: [tokenRequired(context), rateLimited(context, 'newPackage')] },
    async (request, reply) =>
      request.isMultipart()
        ? answerForm(context, request, reply, async ({ fields }) => createPackage(context, request, reply, fields))
        : await createPackage(context, request, reply, request.body),
  );
}

async function createPackage(
  context: RegistryContext,
  request: FastifyRequest,
  reply: FastifyReply,
  fields: unknown,
): Promise<FastifyReply> {
  const grant = grantedTo(request);
  // The old server never looked at this permission; the API documents ask for it.
  if (!hasPermission(grant, 'CreatePackage')) return answerStatus(reply, 401);
  const wish = checkNewPackage(fields);
  if (!wish.ok) return answerCode(reply, 400, wish.code);
  const { packageId: id, packageName: name, packageType: type, description } = wish.value;
  const refusal = await context.db.transaction(async (inside) => {
    // A name that readers know from elsewhere is nobody's here.
    if ((await findPackage(inside, id)) !== undefined || (await isMirrored(inside, id))) return 'id_in_use';
    if (await isPackageNameTaken(inside, name)) return 'name_in_use';
    await addPackage(inside, { id, name, authorId: grant.authorId, type, description });
    await context.audit(inside, request, { action: 'package.create', packageId: id });
    return undefined;
  });
  return refusal === undefined ? answerDone(reply) : answerCode(reply, 400, refusal);
}
