import type { Role } from '../../../../protocol/index.ts';
import type { Statements } from '../database/store.ts';
import { roleAt, setMember } from '../packages/roles.ts';
import { changeTeamMember, roleInTeam } from './teams.ts';

// A role is offered first: nobody has packages and teams of strangers among the own ones unasked.

/** At a package, or in a team. */
export interface Invitation {
  readonly id: string;
  readonly packageId: string | undefined;
  readonly teamId: string | undefined;
  /** What a person knows it by. */
  readonly name: string;
  readonly authorId: string;
  readonly role: Role;
  readonly invitedBy: string;
  readonly createdAt: number;
}

interface Row {
  id: string;
  package_id: string | undefined;
  team_id: string | undefined;
  name: string;
  author_id: string;
  role: Role;
  invited_by: string;
  created_at: number;
}

function toInvitation(row: Row): Invitation {
  return {
    id: row.id,
    packageId: row.package_id,
    teamId: row.team_id,
    name: row.name,
    authorId: row.author_id,
    role: row.role,
    invitedBy: row.invited_by,
    createdAt: row.created_at,
  };
}

type NewInvitation = Pick<Invitation, 'id' | 'authorId' | 'role' | 'invitedBy'> &
  ({ readonly packageId: string } | { readonly teamId: string });

/** A second one to the same place says another role. */
export async function invite(db: Statements, wish: NewInvitation): Promise<void> {
  const [packageId, teamId] = 'packageId' in wish ? [wish.packageId, undefined] : [undefined, wish.teamId];
  const place = packageId === undefined ? 'team_id' : 'package_id';
  await db.run(
    `INSERT INTO invitations (id, package_id, team_id, author_id, role, invited_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (${place}, author_id) DO UPDATE SET role = excluded.role, invited_by = excluded.invited_by`,
    ...[wish.id, packageId, teamId, wish.authorId, wish.role, wish.invitedBy, Date.now()],
  );
}

const SELECT = `SELECT invitations.*, COALESCE(invitations.package_id, teams.name) AS name
  FROM invitations LEFT JOIN teams ON teams.id = invitations.team_id`;
const MOST_SHOWN = 100;

/** The oldest first, so that a hundred of somebody's hide none that came before. */
export async function listInvitations(db: Statements, authorId: string): Promise<Invitation[]> {
  const sql = `${SELECT} WHERE invitations.author_id = ? ORDER BY invitations.created_at, invitations.id LIMIT ${MOST_SHOWN}`;
  return (await db.all<Row>(sql, authorId)).map(toInvitation);
}

/** Who has not answered yet. */
export async function listInvited(
  db: Statements,
  place: { readonly packageId: string } | { readonly teamId: string },
): Promise<{ readonly id: string; readonly name: string; readonly role: Role }[]> {
  const [column, id] = 'packageId' in place ? ['package_id', place.packageId] : ['team_id', place.teamId];
  return await db.all(
    `SELECT authors.id, authors.name, role FROM invitations JOIN authors ON authors.id = author_id
     WHERE invitations.${column} = ? ORDER BY authors.name`,
    id,
  );
}

export async function takeBackInvitation(
  db: Statements,
  place: { readonly packageId: string } | { readonly teamId: string },
  authorId: string,
): Promise<boolean> {
  const [column, id] = 'packageId' in place ? ['package_id', place.packageId] : ['team_id', place.teamId];
  return (await db.run(`DELETE FROM invitations WHERE ${column} = ? AND author_id = ?`, id, authorId)) > 0;
}

/** Uses it up; undefined where the author has no such invitation. */
export async function takeInvitation(db: Statements, id: string, authorId: string): Promise<Invitation | undefined> {
  const row = await db.get<Row>(`${SELECT} WHERE invitations.id = ? AND invitations.author_id = ?`, id, authorId);
  if (row === undefined) return undefined;
  await db.run('DELETE FROM invitations WHERE id = ?', id);
  return toInvitation(row);
}

/** From now on the role is theirs. */
export async function acceptInvitation(db: Statements, id: string, authorId: string): Promise<Invitation | undefined> {
  const taken = await takeInvitation(db, id, authorId);
  if (taken === undefined) return undefined;
  const { packageId, teamId, role, invitedBy } = taken;
  // Whoever is no owner any more invites nobody, not even from before.
  if (packageId !== undefined && (await roleAt(db, packageId, invitedBy)) === 'owner') {
    await setMember(db, packageId, authorId, role);
    return taken;
  }
  if (teamId === undefined || (await roleInTeam(db, teamId, invitedBy)) !== 'owner') return undefined;
  return (await changeTeamMember(db, teamId, authorId, role)) ? taken : undefined;
}
