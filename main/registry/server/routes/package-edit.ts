import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  checkDescription,
  hasPermission,
  MAX_LIST_ROWS,
  type PackageId,
  parseOwnPackageId,
  parseSelection,
  parseVersion,
  SELECTION_NAMES,
  validateLists,
} from '../../../../protocol/index.ts';
import { findPackage, setDescription } from '../../storage/packages/packages.ts';
import {
  findVersion,
  setIncompatibilities,
  setXpSelection,
  type VersionRecord,
} from '../../storage/packages/versions.ts';
import { sendMail } from '../../storage/people/mails.ts';
import { grantedTo, tokenRequired } from '../access/auth.ts';
import { mayDo } from '../access/permissions.ts';
import { rateLimited } from '../access/rate-limits.ts';
import { answerCode, answerDone, answerStatus } from '../answer.ts';
import type { RegistryContext } from '../context.ts';
import { fieldFrom } from '../request-fields.ts';

/** What may still be changed after an upload. */
export function editRoutes(app: FastifyInstance, context: RegistryContext): void {
  app.patch(
    '/packages/description',
    { preHandler: [tokenRequired(context), rateLimited(context, 'description')] },
    async (request, reply) => changeDescription(context, request, reply),
  );
  app.patch(
    '/packages/incompatibilities',
    { preHandler: [tokenRequired(context), rateLimited(context, 'incompatibilities')] },
    async (request, reply) => changeIncompatibilities(context, request, reply),
  );
  app.patch(
    '/packages/xpselection',
    { preHandler: [tokenRequired(context), rateLimited(context, 'xpSelection')] },
    async (request, reply) => changeXpSelection(context, request, reply),
  );
}

async function changeDescription(
  context: RegistryContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const grant = grantedTo(request);
  const id = parseOwnPackageId(fieldFrom(request.body, 'packageId'));
  if (!id.ok) return answerCode(reply, 400, id.code);
  const description = checkDescription(fieldFrom(request.body, 'newDescription'));
  if (!description.ok) return answerCode(reply, 400, description.code);
  const { partial } = id.value;
  if (!hasPermission(grant, 'UpdateDescription', partial)) return answerStatus(reply, 401);
  if (!(await mayDo(context.db, grant, partial, 'edit'))) return answerStatus(reply, 403);
  await context.db.transaction(async (inside) => {
    await setDescription(inside, partial, description.value);
    await context.audit(inside, request, { action: 'description.change', packageId: partial });
    const name = (await findPackage(inside, partial))?.name ?? partial;
    await sendMail(inside, grant.authorId, `X-Pkg: '${name}' Description updated`, description.value);
  });
  context.packageList.changed(partial);
  return answerDone(reply);
}

async function changeIncompatibilities(
  context: RegistryContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const target = readTarget(request);
  if (!target.ok) return answerCode(reply, 400, target.code);
  const list = fieldFrom(request.body, 'incompatibilities');
  if (!Array.isArray(list) || list.length > MAX_LIST_ROWS) return answerCode(reply, 400, 'bad_inc_arr');
  const version = await findOwn(context, request, target.packageId, target.version);
  if (version === undefined) return answerStatus(reply, 401);
  const lists = validateLists(target.packageId.full, version.dependencies, list);
  if (!lists.ok) return answerCode(reply, 400, lists.code);
  const { packageId } = version;
  await context.db.transaction(async (inside) => {
    await setIncompatibilities(inside, packageId, version.version, lists.incompatibilities);
    await context.audit(inside, request, { action: 'incompatibilities.change', packageId, target: version.version });
  });
  context.packageList.changed(version.packageId);
  return answerDone(reply);
}

async function changeXpSelection(
  context: RegistryContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const target = readTarget(request);
  if (!target.ok) return answerCode(reply, 400, target.code);
  const selection = parseSelection(fieldFrom(request.body, ...SELECTION_NAMES) ?? '');
  if (!selection.ok) return answerCode(reply, 400, selection.code);
  const version = await findOwn(context, request, target.packageId, target.version);
  if (version === undefined) return answerStatus(reply, 401);
  const { packageId } = version;
  await context.db.transaction(async (inside) => {
    await setXpSelection(inside, packageId, version.version, selection.value.canonical);
    await context.audit(inside, request, { action: 'selection.change', packageId, target: version.version });
  });
  context.packageList.changed(version.packageId);
  return answerDone(reply);
}

type Target =
  | { readonly ok: true; readonly packageId: PackageId; readonly version: string }
  | { readonly ok: false; readonly code: string };

// The documents say `version`, the servers `packageVersion`.
function readTarget(request: FastifyRequest): Target {
  const id = parseOwnPackageId(fieldFrom(request.body, 'packageId'));
  if (!id.ok) return id;
  const version = parseVersion(fieldFrom(request.body, 'packageVersion', 'version'));
  if (!version.ok) return version;
  return { ok: true, packageId: id.value, version: version.value.canonical };
}

/** These two routes answer 401 to everything that is not the author's to change, unknown packages included. */
async function findOwn(
  context: RegistryContext,
  request: FastifyRequest,
  packageId: PackageId,
  version: string,
): Promise<VersionRecord | undefined> {
  const grant = grantedTo(request);
  const { partial } = packageId;
  if (!hasPermission(grant, 'UpdateVersionData', partial) || !(await mayDo(context.db, grant, partial, 'edit')))
    return undefined;
  return await findVersion(context.db, partial, version);
}
