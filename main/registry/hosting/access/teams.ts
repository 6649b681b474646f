import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { NAME_LENGTH, type Role } from '../../../../protocol/index.ts';
import { grantedTo } from '../../server/access/auth.ts';
import { answerDone, answerJson } from '../../server/answer.ts';
import type { RegistryContext } from '../../server/context.ts';
import { invite, listInvited, takeBackInvitation } from '../../storage/people/invitations.ts';
import {
  addTeam,
  changeTeamMember,
  findTeam,
  listTeamMembers,
  listTeamsOf,
  removeTeam,
  roleInTeam,
  type Team,
} from '../../storage/people/teams.ts';
import { adminRequired, answerInvited, findPerson, nobodyNamed, roleSchema, roleWanted } from './requests.ts';

interface OfTeam {
  readonly team: string;
}
type OfMember = OfTeam & { readonly who: string };

const MOST_TEAMS = 50;
const teamSchema = z.strictObject({ name: z.string().trim().min(NAME_LENGTH.min).max(NAME_LENGTH.max) });

/** People who share packages. Whoever makes a team is its owner, and a team always has one. */
export function teamRoutes(app: FastifyInstance, context: RegistryContext): void {
  const { db } = context;
  const checks = adminRequired(context);

  app.get('/access/teams', checks, async (request) => ({ teams: await listTeamsOf(db, grantedTo(request).authorId) }));

  app.post('/access/teams', checks, async (request, reply) => {
    const wish = teamSchema.safeParse(request.body);
    if (!wish.success) return answerJson(reply, 400, z.prettifyError(wish.error));
    const { authorId } = grantedTo(request);
    const team = { id: randomUUID(), name: wish.data.name };
    const refusal = await db.transaction(async (inside) => {
      const owned = (await listTeamsOf(inside, authorId)).filter(({ role }) => role === 'owner');
      if (owned.length >= MOST_TEAMS) return `You are an owner of ${MOST_TEAMS} teams already.`;
      if (!(await addTeam(inside, team))) return `There is a team named ${team.name} already.`;
      await changeTeamMember(inside, team.id, authorId, 'owner');
      await context.audit(inside, request, { action: 'team.create', target: team.name });
      return undefined;
    });
    return refusal === undefined ? reply.code(201).send(team) : answerJson(reply, 409, refusal);
  });

  app.get<{ Params: OfTeam }>(
    '/access/teams/:team',
    checks,
    aboutTeam(context, async ({ team, role }) => ({
      ...team,
      role,
      members: await listTeamMembers(db, team.id),
      invited: await listInvited(db, { teamId: team.id }),
    })),
  );

  app.delete<{ Params: OfTeam }>(
    '/access/teams/:team',
    checks,
    aboutTeam(context, async ({ team, role, request, reply }) => {
      if (role !== 'owner') return ownersOnly(reply, team);
      await db.transaction(async (inside) => {
        await removeTeam(inside, team.id);
        await context.audit(inside, request, { action: 'team.remove', target: team.name });
      });
      return answerDone(reply);
    }),
  );

  teamMemberRoutes(app, context);
}

function teamMemberRoutes(app: FastifyInstance, context: RegistryContext): void {
  const { db } = context;
  const checks = adminRequired(context);
  app.put<{ Params: OfMember }>(
    '/access/teams/:team/members/:who',
    checks,
    aboutTeam<OfMember>(context, async ({ team, role, params, request, reply }) => {
      if (role !== 'owner') return ownersOnly(reply, team);
      const wish = roleSchema.safeParse(request.body);
      if (!wish.success) return roleWanted(reply);
      const person = await findPerson(db, params.who);
      if (person === undefined) return nobodyNamed(reply, params.who);
      const { role: wished } = wish.data;
      const target = `${team.name}, ${person.name}: ${wished}`;
      const outcome = await db.transaction(async (inside) => {
        if ((await roleInTeam(inside, team.id, person.id)) === undefined) {
          const invitedBy = grantedTo(request).authorId;
          const invitation = { id: randomUUID(), teamId: team.id, authorId: person.id, role: wished, invitedBy };
          await invite(inside, invitation);
          await context.audit(inside, request, { action: 'team.member.invite', target });
          return 'invited';
        }
        if (!(await changeTeamMember(inside, team.id, person.id, wished))) return 'last owner';
        await context.audit(inside, request, { action: 'team.member.set', target });
        return 'changed';
      });
      if (outcome === 'invited') return answerInvited(reply, person.name);
      return outcome === 'changed' ? answerDone(reply) : lastOwner(reply, team);
    }),
  );

  app.delete<{ Params: OfMember }>(
    '/access/teams/:team/members/:who',
    checks,
    aboutTeam<OfMember>(context, async ({ team, role, params, request, reply }) => {
      const person = await findPerson(db, params.who);
      if (person === undefined) return nobodyNamed(reply, params.who);
      if (role !== 'owner' && person.id !== grantedTo(request).authorId) return ownersOnly(reply, team);
      const changed = await db.transaction(async (inside) => {
        const invited = await takeBackInvitation(inside, { teamId: team.id }, person.id);
        if ((await roleInTeam(inside, team.id, person.id)) === undefined) {
          const target = `${team.name}, ${person.name}`;
          if (invited) await context.audit(inside, request, { action: 'team.member.remove', target });
          return invited ? true : 'nobody';
        }
        if (!(await changeTeamMember(inside, team.id, person.id, undefined))) return false;
        await context.audit(inside, request, { action: 'team.member.remove', target: `${team.name}, ${person.name}` });
        return true;
      });
      if (changed === 'nobody') return answerJson(reply, 404, `${person.name} is not in ${team.name}.`);
      return changed ? answerDone(reply) : lastOwner(reply, team);
    }),
  );
}

interface AskedTeam<Params> {
  readonly params: Params;
  readonly team: Team;
  readonly role: Role;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A team exists for its members alone. */
function aboutTeam<Params extends OfTeam>(
  { db }: RegistryContext,
  answer: (asked: AskedTeam<Params>) => Promise<unknown>,
) {
  return async (request: FastifyRequest & { readonly params: Params }, reply: FastifyReply): Promise<unknown> => {
    const { params } = request;
    const team = await findTeam(db, params.team);
    const role = team === undefined ? undefined : await roleInTeam(db, team.id, grantedTo(request).authorId);
    if (team === undefined || role === undefined) {
      return answerJson(reply, 404, `You are in no team named "${params.team}".`, 'no_such_team');
    }
    return await answer({ params, team, role, request, reply });
  };
}

function ownersOnly(reply: FastifyReply, { name }: Team): FastifyReply {
  return answerJson(reply, 403, `Only owners of ${name} may do that.`);
}

function lastOwner(reply: FastifyReply, { name }: Team): FastifyReply {
  return answerJson(reply, 409, `${name} would have no owner. Make somebody else its owner first.`);
}
