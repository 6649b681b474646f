import type { FastifyInstance } from 'fastify';
import type { RegistryContext } from '../../server/context.ts';
import { auditRoute } from './audit.ts';
import { invitationRoutes } from './invitations.ts';
import { memberRoutes } from './members.ts';
import { teamRoutes } from './teams.ts';
import { tokenRoutes } from './tokens.ts';
import { transferRoutes } from './transfers.ts';
import { removalRoute } from './versions.ts';

/** Who may do what: /access, which X-Pkg does not have and an author alone does not need. */
export function accessRoutes(app: FastifyInstance, context: RegistryContext): void {
  memberRoutes(app, context);
  invitationRoutes(app, context);
  teamRoutes(app, context);
  transferRoutes(app, context);
  removalRoute(app, context);
  tokenRoutes(app, context);
  auditRoute(app, context);
}
