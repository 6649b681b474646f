import type { Role } from '../../../../protocol/index.ts';

interface Invitation {
  readonly by: string;
  readonly name: string;
  readonly role: Role;
  readonly isTeam: boolean;
}

interface Publisher {
  readonly workflow: string;
  readonly environment: string | undefined;
  readonly used: string | undefined;
}

const ROLES: Readonly<Record<Role, string>> = { reader: 'a reader', maintainer: 'a maintainer', owner: 'an owner' };

/** What the pages say about invitations, and about publishing from CI. */
export const sharing = {
  invitations: 'Invitations',
  invited: ({ by, name, role, isTeam }: Invitation) =>
    isTeam
      ? `${by} wants you in the team ${name}, as ${ROLES[role]}.`
      : `${by} wants you at ${name}, as ${ROLES[role]}.`,
  accept: 'Accept',
  decline: 'Decline',
  noInvitation: 'That invitation was taken back, or answered already.',
  moderated: 'Hidden or removed by the operator',
  hidden: (day: string) =>
    `Since ${day} nobody finds or downloads this package, and versions that come are hidden too. The operator can take this back.`,
  removed: (day: string) => `This package was removed for good on ${day}. It takes no versions any more.`,
  reason: (said: string) => `Reason: ${said}`,
  ci: 'Publishing from CI',
  ciHow:
    'A workflow of GitHub Actions or GitLab can publish without any secret, where an owner of the package names it:',
  ciOf: (packageId: string) => `CI of ${packageId}`,
  ciOfHow:
    'These workflows may upload versions of this package. GitHub or GitLab signs who the job is; the token it gets for that is good for a quarter of an hour, and for this package alone.',
  about: ({ workflow, environment, used }: Publisher) =>
    `${workflow} · ${environment === undefined ? 'any environment or none' : `environment ${environment}`} · ${used === undefined ? 'not used yet' : `used last on ${used.slice(0, 10)}`}`,
  none: 'There is none yet.',
  end: 'End',
  newOne: 'Name a workflow',
  issuer: 'Where it runs',
  repository: 'Repository',
  repositoryHow:
    'As it is called there: OWNER/NAME, on GitLab with all its groups. From its first use on, another repository of that name is another one.',
  workflow: 'Workflow',
  workflowHow: 'The name of its file: one in .github/workflows, such as release.yml, or .gitlab-ci.yml.',
  environment: 'Environment',
  environmentHow: 'Only jobs of this environment; may stay empty. Whoever may approve there decides who publishes.',
  add: 'Let it publish',
  faults: {
    notYours: 'You are no owner of such a package.',
    badFields: 'The repository is OWNER/NAME, and the workflow the name of a file that ends with .yml or .yaml.',
    issuer: 'This registry does not believe the issuer of that CI.',
    'too many': 'The package has as many workflows as it may have. End one first.',
    'there already': 'The package has this workflow already.',
    gone: 'That workflow was ended already.',
  },
} as const;
