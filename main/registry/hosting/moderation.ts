import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parsePartialPackageId, parseVersion } from '../../../protocol/index.ts';
import { ownerRequired } from '../server/access/local-guard.ts';
import { answerDone, answerJson, withNulls } from '../server/answer.ts';
import type { RegistryContext } from '../server/context.ts';
import type { Statements } from '../storage/database/store.ts';
import {
  hidePackage,
  hideVersion,
  listModerated,
  removePackage,
  removeVersion,
  restorePackage,
  restoreVersion,
} from '../storage/packages/moderation.ts';
import { findPackage } from '../storage/packages/packages.ts';
import { sendMail } from '../storage/people/mails.ts';

// The operator takes a version or a whole package from everybody's sight, and gives it back. The log has it, and the
// author a mail.

const ACTS = ['hide', 'restore', 'remove'] as const;
type Act = (typeof ACTS)[number];

const OF_PACKAGE = { hide: hidePackage, restore: restorePackage, remove: removePackage } as const;
const OF_VERSION = { hide: hideVersion, restore: restoreVersion, remove: removeVersion } as const;

const bodySchema = z.strictObject({ reason: z.string().trim().min(1).max(400).optional() });

interface Asked {
  readonly packageId: string;
  /** Undefined where the whole package is meant. */
  readonly version: string | undefined;
  readonly act: Act;
  /** Why, as the operator says it to the author. */
  readonly reason: string | undefined;
}

export function moderationRoutes(app: FastifyInstance, context: RegistryContext): void {
  const checks = { preHandler: ownerRequired(context) };
  app.get('/packages', checks, async () => ({ packages: (await listModerated(context.db)).map(withNulls) }));
  for (const act of ACTS) {
    app.post<OfPackage>(`/packages/:id/${act}`, checks, (request, reply) => moderate(context, request, reply, act));
    app.post<OfVersion>(`/versions/:id/:version/${act}`, checks, (request, reply) =>
      moderate(context, request, reply, act, request.params.version),
    );
  }
}

interface OfPackage {
  readonly Params: { readonly id: string };
}
interface OfVersion {
  readonly Params: { readonly id: string; readonly version: string };
}

async function moderate(
  context: RegistryContext,
  request: FastifyRequest<OfPackage>,
  reply: FastifyReply,
  act: Act,
  said?: string,
): Promise<FastifyReply> {
  const id = parsePartialPackageId(request.params.id);
  if (!id.ok) return answerJson(reply, 400, 'This is no package.');
  const version = said === undefined ? undefined : parseVersion(said);
  if (version?.ok === false) return answerJson(reply, 400, 'This is no package and version.');
  const body = bodySchema.safeParse(request.body ?? {});
  if (!body.success) return answerJson(reply, 400, z.prettifyError(body.error));
  const asked = { packageId: id.value.partial, version: version?.value.canonical, act, reason: body.data.reason };
  const done = await context.db.transaction(async (inside) => {
    if (!(await carryOut(inside, asked))) return false;
    const target = [asked.version, asked.reason].filter((part) => part !== undefined).join(': ');
    const what = asked.version === undefined ? 'package' : 'version';
    await context.audit(inside, request, { action: `${what}.${act}`, packageId: asked.packageId, target });
    await tellAuthor(inside, asked);
    return true;
  });
  if (!done)
    return answerJson(reply, 404, `There is no ${said === undefined ? 'package' : 'version'} that one could ${act}.`);
  context.packageList.changed(asked.packageId);
  return answerDone(reply);
}

const DONE: Readonly<Record<Act, string>> = { hide: 'hidden', restore: 'restored', remove: 'removed' };
const MEANS: Readonly<Record<Act, string>> = {
  hide: 'Nobody can find or download it any more. Its files are kept, and the operator can take this back.',
  restore: 'Everybody who could see it before can see it again.',
  remove: 'Nobody can find or download it any more, and this cannot be taken back.',
};

function carryOut(inside: Statements, { packageId, version, act, reason }: Asked): Promise<boolean> {
  return version === undefined
    ? OF_PACKAGE[act](inside, packageId, reason)
    : OF_VERSION[act](inside, packageId, version);
}

async function tellAuthor(inside: Statements, { packageId, version, act, reason }: Asked): Promise<void> {
  const pkg = await findPackage(inside, packageId);
  if (pkg === undefined) return;
  const what = version === undefined ? `The package ${pkg.name}` : `${pkg.name} ${version}`;
  const lines = [`${what} was ${DONE[act]} by the operator of this registry.`, MEANS[act]];
  if (version === undefined && act === 'hide') lines.push('The same goes for versions you upload from now on.');
  if (version === undefined && act === 'remove') lines.push('No version can be uploaded any more.');
  if (reason !== undefined) lines.push('', `Reason: ${reason}`);
  await sendMail(inside, pkg.authorId, `X-Pkg Package ${DONE[act]} (${packageId})`, lines.join('\n'));
}
