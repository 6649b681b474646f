import { nameKey, type Role } from '../../../../protocol/index.ts';
import type { Statements } from '../database/store.ts';

/** People who share packages: what one of them may is the lesser of the team's role at a package and the own one in it. */
export interface Team {
  readonly id: string;
  readonly name: string;
}

export interface TeamMember {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** False when the name is taken. */
export async function addTeam(db: Statements, team: Team): Promise<boolean> {
  if ((await db.get('SELECT 1 FROM teams WHERE name_key = ?', nameKey(team.name))) !== undefined) return false;
  await db.run(
    'INSERT INTO teams (id, name, name_key, created_at) VALUES (?, ?, ?, ?)',
    team.id,
    team.name,
    nameKey(team.name),
    Date.now(),
  );
  return true;
}

/** By its id or its name. */
export async function findTeam(db: Statements, said: string): Promise<Team | undefined> {
  return (
    (await db.get<Team>('SELECT id, name FROM teams WHERE id = ?', said)) ??
    (await db.get<Team>('SELECT id, name FROM teams WHERE name_key = ?', nameKey(said)))
  );
}

export async function removeTeam(db: Statements, id: string): Promise<void> {
  await db.run('DELETE FROM teams WHERE id = ?', id);
}

export async function listTeamsOf(db: Statements, authorId: string): Promise<(Team & { readonly role: Role })[]> {
  return await db.all(
    `SELECT teams.id, teams.name, role FROM team_members JOIN teams ON teams.id = team_id
     WHERE author_id = ? ORDER BY teams.name`,
    authorId,
  );
}

export async function listTeamMembers(db: Statements, teamId: string): Promise<TeamMember[]> {
  return await db.all(
    `SELECT authors.id, authors.name, role FROM team_members JOIN authors ON authors.id = author_id
     WHERE team_id = ? ORDER BY authors.name`,
    teamId,
  );
}

export async function roleInTeam(db: Statements, teamId: string, authorId: string): Promise<Role | undefined> {
  return (
    await db.get<{ role: Role }>('SELECT role FROM team_members WHERE team_id = ? AND author_id = ?', teamId, authorId)
  )?.role;
}

/** Changes somebody's role in the team, or takes it away. False, and nothing done, where no owner would be left. */
export async function changeTeamMember(
  db: Statements,
  teamId: string,
  authorId: string,
  role: Role | undefined,
): Promise<boolean> {
  const others = (await listTeamMembers(db, teamId)).filter(({ id }) => id !== authorId);
  if (role !== 'owner' && !others.some((one) => one.role === 'owner')) return false;
  await db.run('DELETE FROM team_members WHERE team_id = ? AND author_id = ?', teamId, authorId);
  if (role !== undefined) {
    await db.run('INSERT INTO team_members (team_id, author_id, role) VALUES (?, ?, ?)', teamId, authorId, role);
  }
  return true;
}
