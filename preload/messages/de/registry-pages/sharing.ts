import type { Role } from '../../../../protocol/index.ts';
import type { RegistryPagesWords } from '../../registry-pages-words.ts';

const ROLES: Readonly<Record<Role, string>> = { reader: 'lesen', maintainer: 'veröffentlichen', owner: 'alles' };

export const sharing: RegistryPagesWords['sharing'] = {
  invitations: 'Einladungen',
  invited: ({ by, name, role, isTeam }) =>
    isTeam
      ? `${by} möchte dich im Team ${name} haben. Du darfst dann dort: ${ROLES[role]}.`
      : `${by} möchte dich bei ${name} haben. Du darfst dann dort: ${ROLES[role]}.`,
  accept: 'Annehmen',
  decline: 'Ablehnen',
  noInvitation: 'Diese Einladung wurde zurückgenommen oder schon beantwortet.',
  moderated: 'Vom Betreiber verborgen oder entfernt',
  hidden: (day) =>
    `Seit ${day} kann niemand dieses Paket finden oder herunterladen; neue Versionen sind ebenfalls verborgen. Der Betreiber kann das zurücknehmen.`,
  removed: (day) => `Dieses Paket wurde am ${day} endgültig entfernt. Es nimmt keine Versionen mehr an.`,
  reason: (said) => `Grund: ${said}`,
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
