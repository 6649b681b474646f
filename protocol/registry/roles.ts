/** What somebody is at a package or in a team, from the least to the most. */
export const ROLES = ['reader', 'maintainer', 'owner'] as const;
export type Role = (typeof ROLES)[number];

/** The least role for what is done with a package. */
const NEEDED = {
  /** Versions that are not public, with their files and figures. */
  see: 'reader',
  /** New versions, and failed ones again. */
  publish: 'maintainer',
  /** Description, incompatibilities and X-Plane selection. */
  edit: 'maintainer',
  /** Who else has a role, who publishes from CI, the log, removal and transfer. */
  manage: 'owner',
} as const satisfies Readonly<Record<string, Role>>;
export type RoleAct = keyof typeof NEEDED;

function rank(role: Role): number {
  return ROLES.indexOf(role);
}

export function roleAllows(role: Role | undefined, act: RoleAct): boolean {
  return role !== undefined && rank(role) >= rank(NEEDED[act]);
}

/** A team's role at a package is no more than its member's in the team. */
export function lesserRole(a: Role, b: Role): Role {
  return rank(a) < rank(b) ? a : b;
}

export function highestRole(roles: readonly Role[]): Role | undefined {
  return roles.reduce<Role | undefined>(
    (best, role) => (best === undefined || rank(role) > rank(best) ? role : best),
    undefined,
  );
}
