import { highestRole, lesserRole, type Role } from '../../../../protocol/index.ts';
import type { Statements } from '../database/store.ts';
import { type Package, type PackageRow, toPackage } from './packages.ts';

// Who is what at a package: its author is an owner, others by name, and others by a team they are in.

/** Of a row of packages: the author has a role there. Takes the author's id three times. */
const OPEN_TO = `(packages.author_id = ?
  OR packages.id IN (SELECT package_id FROM package_members WHERE package_members.author_id = ?)
  OR packages.id IN (SELECT package_id FROM package_teams JOIN team_members USING (team_id)
                     WHERE team_members.author_id = ?))`;

/** A condition on `packages` with its values: those the author has a role at. */
export function openTo(authorId: string): { readonly sql: string; readonly values: readonly string[] } {
  return {
    sql: OPEN_TO,
    values: [authorId, authorId, authorId],
  };
}

/** The highest role by which the author is at the package; undefined for a stranger, and where there is no such package. */
export async function roleAt(db: Statements, packageId: string, authorId: string): Promise<Role | undefined> {
  const rows = await db.all<{ role: Role; own: Role }>(
    `SELECT 'owner' AS role, 'owner' AS own FROM packages WHERE id = ? AND author_id = ?
     UNION ALL SELECT role, role FROM package_members WHERE package_id = ? AND author_id = ?
     UNION ALL SELECT package_teams.role, team_members.role FROM package_teams JOIN team_members USING (team_id)
       WHERE package_id = ? AND author_id = ?`,
    ...[packageId, authorId, packageId, authorId, packageId, authorId],
  );
  return highestRole(rows.map(({ role, own }) => lesserRole(role, own)));
}

export async function listPackagesOpenTo(db: Statements, authorId: string): Promise<Package[]> {
  const { sql, values } = openTo(authorId);
  return (await db.all<PackageRow>(`SELECT * FROM packages WHERE ${sql} ORDER BY id`, ...values)).map(toPackage);
}

interface Holder {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export async function listMembers(db: Statements, packageId: string): Promise<Holder[]> {
  return await db.all(
    `SELECT authors.id, authors.name, role FROM package_members JOIN authors ON authors.id = author_id
     WHERE package_id = ? ORDER BY authors.name`,
    packageId,
  );
}

export async function listTeamsAt(db: Statements, packageId: string): Promise<Holder[]> {
  return await db.all(
    `SELECT teams.id, teams.name, role FROM package_teams JOIN teams ON teams.id = team_id
     WHERE package_id = ? ORDER BY teams.name`,
    packageId,
  );
}

export async function setMember(db: Statements, packageId: string, authorId: string, role: Role): Promise<void> {
  await db.run(
    `INSERT INTO package_members (package_id, author_id, role) VALUES (?, ?, ?)
     ON CONFLICT (package_id, author_id) DO UPDATE SET role = excluded.role`,
    packageId,
    authorId,
    role,
  );
}

export async function removeMember(db: Statements, packageId: string, authorId: string): Promise<boolean> {
  return (await db.run('DELETE FROM package_members WHERE package_id = ? AND author_id = ?', packageId, authorId)) > 0;
}

export async function setTeamAt(db: Statements, packageId: string, teamId: string, role: Role): Promise<void> {
  await db.run(
    `INSERT INTO package_teams (package_id, team_id, role) VALUES (?, ?, ?)
     ON CONFLICT (package_id, team_id) DO UPDATE SET role = excluded.role`,
    packageId,
    teamId,
    role,
  );
}

export async function removeTeamAt(db: Statements, packageId: string, teamId: string): Promise<boolean> {
  return (await db.run('DELETE FROM package_teams WHERE package_id = ? AND team_id = ?', packageId, teamId)) > 0;
}
