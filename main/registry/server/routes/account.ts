import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import {
  checkPackageName,
  hasPermission,
  parsePartialPackageId,
  parseVersion,
  roleAllows,
  storedFieldsOf,
} from '../../../../protocol/index.ts';
import { sendVerification } from '../../accounts/verification.ts';
import { totalDownloads } from '../../storage/packages/downloads.ts';
import { findPackage, type Package } from '../../storage/packages/packages.ts';
import { listPackagesOpenTo, roleAt } from '../../storage/packages/roles.ts';
import { findVersion, listVersions, usedStorage, type VersionRecord } from '../../storage/packages/versions.ts';
import { findAuthor, findAuthorByName, renameAuthor, UNLIMITED_STORAGE } from '../../storage/people/authors.ts';
import { sendMail } from '../../storage/people/mails.ts';
import { type Grant, grantedTo, tokenRequired } from '../access/auth.ts';
import { rateLimited } from '../access/rate-limits.ts';
import { answerCode, answerDone, answerStatus } from '../answer.ts';
import type { RegistryContext } from '../context.ts';
import { locationOf } from '../locations.ts';
import { fieldFrom } from '../request-fields.ts';

const RENAME_AFTER_MS = 30 * 86_400_000;

/** What an author sees of the own account. GET /account/packages/... is also how a client waits for a version. */
export function accountRoutes(app: FastifyInstance, context: RegistryContext): void {
  const dataChecks = { preHandler: [tokenRequired(context), rateLimited(context, 'accountData')] };

  app.get('/account/data', dataChecks, async (request, reply) => {
    const grant = grantedTo(request);
    const author = await findAuthor(context.db, grant.authorId);
    if (author === undefined || !hasPermission(grant, 'ReadAuthorData')) return answerStatus(reply, 401);
    return {
      id: author.id,
      name: author.name,
      email: author.email,
      isVerified: author.verified,
      usedStorage: await usedStorage(context.db, author.id),
      totalStorage: author.totalStorage ?? UNLIMITED_STORAGE,
    };
  });

  packageRoutes(app, context);
  changeNameRoute(app, context);
  app.post(
    '/account/reverify',
    { preHandler: [tokenRequired(context), rateLimited(context)] },
    async (request, reply) => {
      const grant = grantedTo(request);
      const author = await findAuthor(context.db, grant.authorId);
      if (author === undefined || !hasPermission(grant, 'Admin')) return answerStatus(reply, 401);
      if (author.verified) return answerStatus(reply, 403);
      await sendVerification(context.db, author.id, context.baseUrl());
      return answerDone(reply);
    },
  );
}

/** Three forms of one question; the narrowest is what a client asks again and again. */
function packageRoutes(app: FastifyInstance, context: RegistryContext): void {
  const packageChecks = { preHandler: [tokenRequired(context), rateLimited(context, 'accountPackages')] };

  app.get('/account/packages', packageChecks, async (request, reply) => {
    const grant = grantedTo(request);
    if (!hasPermission(grant, 'ViewPackages')) return answerStatus(reply, 401);
    return reply.type('application/json; charset=utf-8').send(Readable.from(packagesAsJson(context, grant)));
  });

  app.get<{ Params: { id: string } }>('/account/packages/:id', packageChecks, async (request, reply) => {
    const grant = grantedTo(request);
    const id = parsePartialPackageId(request.params.id);
    if (!mayView(grant, id.ok ? id.value.partial : undefined)) return answerStatus(reply, 401);
    if (!id.ok) return answerStatus(reply, 400);
    const pkg = await findOpenPackage(context, grant.authorId, id.value.partial);
    if (pkg === undefined) return answerStatus(reply, 404);
    const describe = await describer(context, grant);
    const about = await describePackage(context, pkg, grant.authorId);
    return { ...about, versions: (await listVersions(context.db, pkg.id)).map(describe) };
  });

  app.get<{ Params: { id: string; version: string } }>(
    '/account/packages/:id/:version',
    packageChecks,
    async (request, reply) => {
      const grant = grantedTo(request);
      const id = parsePartialPackageId(request.params.id);
      if (!mayView(grant, id.ok ? id.value.partial : undefined)) return answerStatus(reply, 401);
      const asked = parseVersion(request.params.version);
      if (!id.ok || !asked.ok) return answerStatus(reply, 400);
      const pkg = await findOpenPackage(context, grant.authorId, id.value.partial);
      const version = pkg === undefined ? undefined : await findVersion(context.db, pkg.id, asked.value.canonical);
      if (pkg === undefined || version === undefined) return answerStatus(reply, 404);
      const about = await describePackage(context, pkg, grant.authorId);
      return { ...about, versionData: (await describer(context, grant))(version) };
    },
  );
}

/** All of the own packages, or the one that a job of CI uploads to. */
function mayView(grant: Grant, packageId: string | undefined): boolean {
  return (
    hasPermission(grant, 'ViewPackages') ||
    (packageId !== undefined && (grant.viewPackages?.includes(packageId) ?? false))
  );
}

/** A few packages at a time: an author may have thousands, and others want answers meanwhile. */
const PACKAGES_AT_ONCE = 20;

async function* packagesAsJson(context: RegistryContext, grant: Grant): AsyncGenerator<string> {
  const { authorId } = grant;
  const describe = await describer(context, grant);
  const packages = await listPackagesOpenTo(context.db, authorId);
  yield '{"packages":[';
  for (let at = 0; at < packages.length; at += PACKAGES_AT_ONCE) {
    const some = packages.slice(at, at + PACKAGES_AT_ONCE);
    const texts = await Promise.all(
      some.map(async (pkg) => {
        const versions = (await listVersions(context.db, pkg.id)).map(describe);
        return JSON.stringify({ ...(await describePackage(context, pkg, authorId)), versions });
      }),
    );
    yield (at === 0 ? '' : ',') + texts.join(',');
    await setImmediate();
  }
  yield ']}';
}

function changeNameRoute(app: FastifyInstance, context: RegistryContext): void {
  const checks = { preHandler: [tokenRequired(context), rateLimited(context, 'changeName')] };
  app.patch('/account/changename', checks, async (request, reply) => {
    const grant = grantedTo(request);
    const author = await findAuthor(context.db, grant.authorId);
    if (author === undefined || !hasPermission(grant, 'Admin')) return answerStatus(reply, 401);
    const name = checkPackageName(fieldFrom(request.body, 'newName'));
    if (!name.ok) return answerCode(reply, 400, name.code);
    if (name.value === author.name) return answerCode(reply, 400, 'same_name');
    if (author.nameChangedAt !== undefined && Date.now() - author.nameChangedAt < RENAME_AFTER_MS) {
      return answerCode(reply, 400, 'too_soon');
    }
    const renamed = await context.db.transaction(async (inside) => {
      const namesake = await findAuthorByName(inside, name.value);
      if (namesake !== undefined && namesake.id !== author.id) return false;
      await renameAuthor(inside, author.id, name.value);
      await context.audit(inside, request, { action: 'author.rename', target: name.value });
      await sendMail(inside, author.id, 'X-Pkg Name changed', `Your name is now ${name.value}.`);
      return true;
    });
    if (!renamed) return answerCode(reply, 400, 'name_exists');
    context.packageList.forget();
    return answerDone(reply);
  });
}

async function findOpenPackage(
  context: RegistryContext,
  authorId: string,
  packageId: string,
): Promise<Package | undefined> {
  const pkg = await findPackage(context.db, packageId);
  return pkg !== undefined && roleAllows(await roleAt(context.db, packageId, authorId), 'see') ? pkg : undefined;
}

async function describePackage(context: RegistryContext, pkg: Package, authorId: string): Promise<object> {
  const { id: packageId, name: packageName, description, type: packageType } = pkg;
  // An author's own packages are told of as X-Pkg does; what is told more is what one is at somebody else's.
  const role = pkg.authorId === authorId ? {} : { role: await roleAt(context.db, packageId, authorId) };
  return { packageId, packageName, description, packageType, ...role };
}

/** V of XPKG.md section 8; `hash`, `loc` and `privateKey` only when there are any. */
async function describer(context: RegistryContext, grant: Grant): Promise<(version: VersionRecord) => object> {
  const downloads = await totalDownloads(context.db, grant.authorId);
  // What opens a private version is for people, and no help to a job that waits for its upload.
  const mayOpen = hasPermission(grant, 'ViewPackages');
  return (version) => ({
    packageVersion: version.version,
    isPublic: version.isPublic,
    isStored: version.isStored,
    downloads: downloads(version.packageId, version.version),
    status: version.status,
    ...storedFieldsOf(version),
    size: version.size,
    installedSize: version.installedSize,
    uploadDate: new Date(version.uploadedAt).toISOString(),
    hash: version.hash,
    loc: locationOf(context, version),
    privateKey: mayOpen ? version.privateKey : undefined,
  });
}
