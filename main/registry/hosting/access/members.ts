import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { grantedTo } from '../../server/access/auth.ts';
import { answerDone, answerJson, withNulls } from '../../server/answer.ts';
import type { RegistryContext } from '../../server/context.ts';
import { findModerated } from '../../storage/packages/moderation.ts';
import { findPackage } from '../../storage/packages/packages.ts';
import {
  listMembers,
  listTeamsAt,
  removeMember,
  removeTeamAt,
  roleAt,
  setMember,
  setTeamAt,
} from '../../storage/packages/roles.ts';
import { findAuthor } from '../../storage/people/authors.ts';
import { invite, listInvited, takeBackInvitation } from '../../storage/people/invitations.ts';
import { findTeam, roleInTeam } from '../../storage/people/teams.ts';
import { findOffer } from '../../storage/people/transfers.ts';
import {
  aboutPackage,
  adminRequired,
  answerInvited,
  findPerson,
  nobodyNamed,
  roleSchema,
  roleWanted,
} from './requests.ts';

interface OfPackage {
  readonly id: string;
}
type OfMember = OfPackage & { readonly who: string };

/** Who has a role at a package. */
export function memberRoutes(app: FastifyInstance, context: RegistryContext): void {
  const { db } = context;
  const checks = adminRequired(context);

  app.get<{ Params: OfPackage }>(
    '/access/packages/:id',
    checks,
    aboutPackage(context, 'see', async ({ packageId, authorId }) => {
      const owner = (await findPackage(db, packageId))?.authorId ?? '';
      const { hiddenAt, removedAt, reason } = (await findModerated(db, packageId)) ?? {};
      return {
        packageId,
        role: (await roleAt(db, packageId, authorId)) ?? null,
        author: { id: owner, name: (await findAuthor(db, owner))?.name },
        members: await listMembers(db, packageId),
        invited: await listInvited(db, { packageId }),
        teams: await listTeamsAt(db, packageId),
        offeredTo: (await findOffer(db, packageId)) ?? null,
        // Why nobody finds it, for who wonders.
        ...withNulls({ hiddenAt, removedAt, reason }),
      };
    }),
  );

  app.put<{ Params: OfMember }>(
    '/access/packages/:id/members/:who',
    checks,
    aboutPackage(context, 'manage', async ({ packageId, authorId, params, request, reply }) => {
      const wish = roleSchema.safeParse(request.body);
      if (!wish.success) return roleWanted(reply);
      const person = await findPerson(db, params.who);
      if (person === undefined) return nobodyNamed(reply, params.who);
      if ((await findPackage(db, packageId))?.authorId === person.id) {
        return answerJson(reply, 409, `${packageId} belongs to ${person.name}. Transfer it instead.`);
      }
      const { role } = wish.data;
      const target = `${person.name}: ${role}`;
      const isMember = await db.transaction(async (inside) => {
        // Who is there already gets another role; anybody else is asked first.
        const known = (await listMembers(inside, packageId)).some(({ id }) => id === person.id);
        const invitation = { id: randomUUID(), packageId, authorId: person.id, role, invitedBy: authorId };
        await (known ? setMember(inside, packageId, person.id, role) : invite(inside, invitation));
        await context.audit(inside, request, { action: known ? 'member.set' : 'member.invite', packageId, target });
        return known;
      });
      return isMember ? answerDone(reply) : answerInvited(reply, person.name);
    }),
  );

  leavingRoute(app, context);
  teamsAtPackage(app, context);
}

function leavingRoute(app: FastifyInstance, context: RegistryContext): void {
  const { db } = context;
  const checks = adminRequired(context);
  app.delete<{ Params: OfMember }>(
    '/access/packages/:id/members/:who',
    checks,
    // Anybody may leave.
    aboutPackage(context, 'see', async ({ packageId, authorId, params, request, reply }) => {
      const person = await findPerson(db, params.who);
      if (person === undefined) return nobodyNamed(reply, params.who);
      if (person.id !== authorId && (await roleAt(db, packageId, authorId)) !== 'owner') {
        return answerJson(reply, 403, `Only owners of ${packageId} may take a role away from others.`);
      }
      if ((await findPackage(db, packageId))?.authorId === person.id) {
        return answerJson(reply, 409, `${packageId} belongs to ${person.name}. Transfer it instead.`);
      }
      const removed = await db.transaction(async (inside) => {
        const invited = await takeBackInvitation(inside, { packageId }, person.id);
        const done = (await removeMember(inside, packageId, person.id)) || invited;
        if (done) await context.audit(inside, request, { action: 'member.remove', packageId, target: person.name });
        return done;
      });
      return removed ? answerDone(reply) : answerJson(reply, 409, `${person.name} has no role of the own there.`);
    }),
  );
}

type OfTeam = OfPackage & { readonly team: string };

function teamsAtPackage(app: FastifyInstance, context: RegistryContext): void {
  const { db } = context;
  const checks = adminRequired(context);
  app.put<{ Params: OfTeam }>(
    '/access/packages/:id/teams/:team',
    checks,
    aboutPackage(context, 'manage', async ({ packageId, params, request, reply }) => {
      const wish = roleSchema.safeParse(request.body);
      if (!wish.success) return roleWanted(reply);
      const team = await findTeam(db, params.team);
      // Of a team one is not in nothing is told, and nothing can be put into its list.
      if (team === undefined || (await roleInTeam(db, team.id, grantedTo(request).authorId)) === undefined) {
        return answerJson(reply, 404, `You are in no team named "${params.team}".`, 'no_such_team');
      }
      const { role } = wish.data;
      await db.transaction(async (inside) => {
        await setTeamAt(inside, packageId, team.id, role);
        await context.audit(inside, request, {
          action: 'package.team.set',
          packageId,
          target: `${team.name}: ${role}`,
        });
      });
      return answerDone(reply);
    }),
  );

  app.delete<{ Params: OfTeam }>(
    '/access/packages/:id/teams/:team',
    checks,
    aboutPackage(context, 'manage', async ({ packageId, params, request, reply }) => {
      const removed = await db.transaction(async (inside) => {
        const team = await findTeam(inside, params.team);
        if (team === undefined || !(await removeTeamAt(inside, packageId, team.id))) return false;
        await context.audit(inside, request, { action: 'package.team.remove', packageId, target: team.name });
        return true;
      });
      return removed ? answerDone(reply) : answerJson(reply, 409, `No team "${params.team}" has a role there.`);
    }),
  );
}
