import type { Language } from '../../preload/contract/languages.ts';
import type { Role } from '../../protocol/index.ts';

/** What the pages say about invitations, and about publishing from CI. */
export interface SharingWords {
  readonly invitations: string;
  invited(invitation: {
    readonly by: string;
    readonly name: string;
    readonly role: Role;
    readonly isTeam: boolean;
  }): string;
  readonly accept: string;
  readonly decline: string;
  readonly noInvitation: string;
  readonly ci: string;
  readonly ciHow: string;
  ciOf(packageId: string): string;
  readonly ciOfHow: string;
  about(publisher: {
    readonly workflow: string;
    readonly environment: string | undefined;
    readonly used: string | undefined;
  }): string;
  readonly none: string;
  readonly end: string;
  readonly newOne: string;
  readonly issuer: string;
  readonly repository: string;
  readonly repositoryHow: string;
  readonly workflow: string;
  readonly workflowHow: string;
  readonly environment: string;
  readonly environmentHow: string;
  readonly add: string;
  readonly faults: {
    readonly notYours: string;
    readonly badFields: string;
    readonly issuer: string;
    readonly 'too many': string;
    readonly 'there already': string;
    readonly gone: string;
  };
}

const EN_ROLES: Readonly<Record<Role, string>> = { reader: 'a reader', maintainer: 'a maintainer', owner: 'an owner' };
const DE_ROLES: Readonly<Record<Role, string>> = { reader: 'lesen', maintainer: 'veröffentlichen', owner: 'alles' };

const en: SharingWords = {
  invitations: 'Invitations',
  invited: ({ by, name, role, isTeam }) =>
    isTeam
      ? `${by} wants you in the team ${name}, as ${EN_ROLES[role]}.`
      : `${by} wants you at ${name}, as ${EN_ROLES[role]}.`,
  accept: 'Accept',
  decline: 'Decline',
  noInvitation: 'That invitation was taken back, or answered already.',
  ci: 'Publishing from CI',
  ciHow:
    'A workflow of GitHub Actions or GitLab can publish without any secret, where an owner of the package names it:',
  ciOf: (packageId) => `CI of ${packageId}`,
  ciOfHow:
    'These workflows may upload versions of this package. GitHub or GitLab signs who the job is; the token it gets for that is good for a quarter of an hour, and for this package alone.',
  about: ({ workflow, environment, used }) =>
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
};

const de: SharingWords = {
  invitations: 'Einladungen',
  invited: ({ by, name, role, isTeam }) =>
    isTeam
      ? `${by} möchte dich im Team ${name} haben. Du darfst dann dort: ${DE_ROLES[role]}.`
      : `${by} möchte dich bei ${name} haben. Du darfst dann dort: ${DE_ROLES[role]}.`,
  accept: 'Annehmen',
  decline: 'Ablehnen',
  noInvitation: 'Diese Einladung wurde zurückgenommen oder schon beantwortet.',
  ci: 'Veröffentlichen aus der CI',
  ciHow:
    'Ein Workflow von GitHub Actions oder GitLab kann ganz ohne Geheimnis veröffentlichen, wo ihn ein Besitzer des Pakets nennt:',
  ciOf: (packageId) => `CI von ${packageId}`,
  ciOfHow:
    'Diese Workflows dürfen Versionen dieses Pakets hochladen. GitHub oder GitLab unterschreibt, wer der Job ist; das Token, das er dafür bekommt, gilt eine Viertelstunde und nur für dieses Paket.',
  about: ({ workflow, environment, used }) =>
    `${workflow} · ${environment === undefined ? 'jede Umgebung oder keine' : `Umgebung ${environment}`} · ${used === undefined ? 'noch nicht benutzt' : `zuletzt benutzt am ${used.slice(0, 10)}`}`,
  none: 'Es gibt noch keinen.',
  end: 'Beenden',
  newOne: 'Einen Workflow nennen',
  issuer: 'Wo er läuft',
  repository: 'Repository',
  repositoryHow:
    'Wie es dort heißt: BESITZER/NAME, bei GitLab mit allen Gruppen. Vom ersten Gebrauch an ist ein anderes Repository dieses Namens ein anderes.',
  workflow: 'Workflow',
  workflowHow: 'Der Name seiner Datei: einer in .github/workflows, etwa release.yml, oder .gitlab-ci.yml.',
  environment: 'Umgebung',
  environmentHow:
    'Nur Jobs dieser Umgebung; darf leer bleiben. Wer dort zustimmen darf, entscheidet, wer veröffentlicht.',
  add: 'Veröffentlichen lassen',
  faults: {
    notYours: 'Dir gehört kein solches Paket.',
    badFields: 'Das Repository ist BESITZER/NAME, der Workflow der Name einer Datei, die auf .yml oder .yaml endet.',
    issuer: 'Diese Registry glaubt dem Aussteller dieser CI nicht.',
    'too many': 'Das Paket hat so viele Workflows, wie es haben darf. Beende zuerst einen.',
    'there already': 'Das Paket hat diesen Workflow schon.',
    gone: 'Dieser Workflow wurde schon beendet.',
  },
};

export const SHARING_WORDS: Readonly<Record<Language, SharingWords>> = { en, de };
