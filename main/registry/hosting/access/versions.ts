import type { FastifyInstance } from 'fastify';
import { parseVersion } from '../../../../protocol/index.ts';
import { answerDone, answerJson } from '../../server/answer.ts';
import type { RegistryContext } from '../../server/context.ts';
import { removeVersion } from '../../storage/packages/moderation.ts';
import { aboutPackage, adminRequired } from './requests.ts';

interface OfVersion {
  readonly id: string;
  readonly version: string;
}

/** Removal for good by an owner; hiding, which can be taken back, is the operator's. */
export function removalRoute(app: FastifyInstance, context: RegistryContext): void {
  app.delete<{ Params: OfVersion }>(
    '/access/packages/:id/versions/:version',
    adminRequired(context),
    aboutPackage(context, 'manage', async ({ packageId, params, request, reply }) => {
      const asked = parseVersion(params.version);
      if (!asked.ok) return answerJson(reply, 400, `"${params.version}" is not a version.`);
      const { canonical } = asked.value;
      const removed = await context.db.transaction(async (inside) => {
        const done = await removeVersion(inside, packageId, canonical);
        if (done) await context.audit(inside, request, { action: 'version.remove', packageId, target: canonical });
        return done;
      });
      if (!removed) return answerJson(reply, 409, `${canonical} is not there, is gone already, or is being processed.`);
      context.packageList.changed(packageId);
      return answerDone(reply);
    }),
  );
}
