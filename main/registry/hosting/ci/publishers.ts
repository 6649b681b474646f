import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { answerDone, answerJson, withNulls } from '../../server/answer.ts';
import type { RegistryContext } from '../../server/context.ts';
import { listPublishers, removePublisher } from '../../storage/people/publishers.ts';
import { aboutPackage, adminRequired } from '../access/requests.ts';
import { namePublisher, type PublisherRefusal, publisherSchema, shownPublisher } from './name-publisher.ts';

interface OfPackage {
  readonly id: string;
}
type OfPublisher = OfPackage & { readonly publisher: string };

/** Which workflows of CI may upload versions of a package; named and ended by its owners. */
export function publisherRoutes(app: FastifyInstance, context: RegistryContext, issuers: readonly string[]): void {
  const { db } = context;
  const checks = adminRequired(context);

  app.get<{ Params: OfPackage }>(
    '/access/packages/:id/publishers',
    checks,
    aboutPackage(context, 'manage', async ({ packageId }) => ({
      publishers: (await listPublishers(db, packageId)).map(withNulls),
    })),
  );

  app.post<{ Params: OfPackage }>(
    '/access/packages/:id/publishers',
    checks,
    aboutPackage(context, 'manage', async ({ packageId, authorId, request, reply }) => {
      const said = publisherSchema.safeParse(request.body);
      if (!said.success) return answerJson(reply, 400, z.prettifyError(said.error));
      const named = await db.transaction(async (inside) => {
        const outcome = await namePublisher(inside, issuers, { packageId, authorId }, said.data);
        if (outcome.ok) {
          const target = shownPublisher(outcome.publisher);
          await context.audit(inside, request, { action: 'publisher.add', packageId, target });
        }
        return outcome;
      });
      return named.ok
        ? reply.code(201).send(withNulls(named.publisher))
        : answerJson(reply, 409, REASONS[named.why](issuers));
    }),
  );

  app.delete<{ Params: OfPublisher }>(
    '/access/packages/:id/publishers/:publisher',
    checks,
    aboutPackage(context, 'manage', async ({ packageId, params, request, reply }) => {
      const removed = await db.transaction(async (inside) => {
        const done = await removePublisher(inside, packageId, params.publisher);
        const target = params.publisher;
        if (done) await context.audit(inside, request, { action: 'publisher.remove', packageId, target });
        return done;
      });
      return removed ? answerDone(reply) : answerJson(reply, 409, 'There is no such publisher any more.');
    }),
  );
}

const REASONS: Readonly<Record<PublisherRefusal, (issuers: readonly string[]) => string>> = {
  issuer: (issuers) => `This registry believes ID tokens of ${issuers.join(', ')}.`,
  'too many': () => 'The package has as many publishers as it may have. End one first.',
  'there already': () => 'The package has this publisher already.',
};
