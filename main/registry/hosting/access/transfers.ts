import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parsePartialPackageId } from '../../../../protocol/index.ts';
import { grantedTo } from '../../server/access/auth.ts';
import { answerDone, answerJson } from '../../server/answer.ts';
import type { RegistryContext } from '../../server/context.ts';
import type { Statements } from '../../storage/database/store.ts';
import { findPackage } from '../../storage/packages/packages.ts';
import { usedStorage } from '../../storage/packages/versions.ts';
import { findAuthor } from '../../storage/people/authors.ts';
import { findOffer, handOver, offerPackage, storageOf, withdrawOffer } from '../../storage/people/transfers.ts';
import { aboutPackage, adminRequired, findPerson, nobodyNamed } from './requests.ts';

interface OfPackage {
  readonly id: string;
}

const offerSchema = z.strictObject({ to: z.string().min(1).max(100) });

/** A package is offered by its author and taken by the other one: its storage counts for whoever has it. */
export function transferRoutes(app: FastifyInstance, context: RegistryContext): void {
  const { db } = context;
  const checks = adminRequired(context);

  app.post<{ Params: OfPackage }>(
    '/access/packages/:id/transfer',
    checks,
    aboutPackage(context, 'manage', async ({ packageId, authorId, request, reply }) => {
      const wish = offerSchema.safeParse(request.body);
      if (!wish.success) return answerJson(reply, 400, 'Say to whom, as { "to": "NAME" }.');
      if ((await findPackage(db, packageId))?.authorId !== authorId) {
        return answerJson(reply, 403, `Only the author of ${packageId} may give it away.`);
      }
      const person = await findPerson(db, wish.data.to);
      if (person === undefined) return nobodyNamed(reply, wish.data.to);
      if (person.id === authorId) return answerJson(reply, 409, `${packageId} is yours already.`);
      await db.transaction(async (inside) => {
        await offerPackage(inside, packageId, person.id);
        await context.audit(inside, request, { action: 'transfer.offer', packageId, target: person.name });
      });
      return answerDone(reply);
    }),
  );

  // The author takes the offer back, or the other one declines it: neither needs a role for it.
  app.delete<{ Params: OfPackage }>('/access/packages/:id/transfer', checks, async (request, reply) => {
    const asked = await askedOffer(context, request);
    const { authorId } = grantedTo(request);
    if (asked === undefined || (asked.to !== authorId && asked.from !== authorId)) return noOffer(reply);
    const { packageId } = asked;
    await db.transaction(async (inside) => {
      if (await withdrawOffer(inside, packageId)) {
        await context.audit(inside, request, { action: 'transfer.withdraw', packageId });
      }
    });
    return answerDone(reply);
  });

  app.post<{ Params: OfPackage }>('/access/packages/:id/transfer/accept', checks, async (request, reply) => {
    const { authorId } = grantedTo(request);
    const asked = await askedOffer(context, request);
    if (asked?.to !== authorId) return noOffer(reply);
    const { packageId } = asked;
    const refusal = await db.transaction(async (inside) => {
      const from = (await findPackage(inside, packageId))?.authorId;
      if (from === undefined || (await findOffer(inside, packageId)) !== authorId) return 'The offer was taken back.';
      const full = await lackOfSpace(inside, packageId, authorId);
      if (full !== undefined) return full;
      await handOver(inside, packageId, from, authorId);
      await context.audit(inside, request, { action: 'transfer.accept', packageId });
      return undefined;
    });
    if (refusal !== undefined) return answerJson(reply, 409, refusal);
    context.packageList.changed(packageId);
    return answerDone(reply);
  });
}

async function askedOffer(
  { db }: RegistryContext,
  { params }: FastifyRequest<{ Params: OfPackage }>,
): Promise<{ packageId: string; from: string; to: string } | undefined> {
  const id = parsePartialPackageId(params.id);
  const found = id.ok ? await findPackage(db, id.value.partial) : undefined;
  const to = found === undefined ? undefined : await findOffer(db, found.id);
  return found === undefined || to === undefined ? undefined : { packageId: found.id, from: found.authorId, to };
}

function noOffer(reply: FastifyReply): FastifyReply {
  return answerJson(reply, 404, 'No such package is offered to you, or by you.');
}

async function lackOfSpace(db: Statements, packageId: string, authorId: string): Promise<string | undefined> {
  const limit = (await findAuthor(db, authorId))?.totalStorage;
  const [takes, used] = [await storageOf(db, packageId), await usedStorage(db, authorId)];
  if (limit === undefined || used + takes <= limit) return undefined;
  return `${packageId} takes ${takes} bytes, and ${Math.max(limit - used, 0)} of your ${limit} are left.`;
}
