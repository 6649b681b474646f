import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Role, type RoleAct, roleAllows } from '../../../protocol/index.ts';
import {
  type Community,
  openCommunity,
  PEOPLE,
  type Person,
  SHARED,
  send,
  type Target,
  TEAM,
} from '../support/community.ts';
import { formOf, OK_UPLOAD } from '../support/local-registry.ts';

// Who may do what on a hosted registry: every route the server has, the operator's too, asked by everybody about every
// kind of version of a package that is shared and of one that is somebody else's.

const ROLE_AT_SHARED: Readonly<Partial<Record<Person, Role>>> = {
  reader: 'reader',
  'reader by team': 'reader',
  maintainer: 'maintainer',
  'maintainer by team': 'maintainer',
  'co-owner': 'owner',
  author: 'owner',
};

function roleOf(person: Person, target: Target): Role | null {
  return target.package === 'shared' ? (ROLE_AT_SHARED[person] ?? null) : person === 'stranger' ? 'owner' : null;
}

type May = (person: Person, target: Target) => boolean;
interface Rule {
  readonly path: (target: Target) => string;
  readonly body?: (target: Target) => object | FormData;
  readonly may: May;
  /** Answers that mean no; where a lack is an answer too, fewer than usual. */
  readonly refused?: readonly number[];
  /** Its provider is away in this test, which it says to everybody. */
  readonly away?: true;
}

const WITHOUT = new Set<Person>(['no token', 'unknown token', 'expired token', 'revoked token']);
function everybody() {
  return true;
}

function nobody() {
  return false;
}

const anyToken: May = (person) => !WITHOUT.has(person);
const admin: May = (person) => anyToken(person, NO_TARGET) && person !== 'restricted token';
const operator: May = (person) => person === 'operator';
function who(act: RoleAct): May {
  return (person, target) => roleAllows(roleOf(person, target) ?? undefined, act);
}

const onlyPublic: May = (_, { state }) => state === 'public';
const NO_TARGET: Target = { package: 'shared', packageId: '', state: 'public', version: '', hash: '', fileId: '' };
const inTeam: May = (person) => person === 'reader by team' || person === 'maintainer by team' || person === 'author';

function at(path: string) {
  return () => path;
}

function ofPackage(prefix: string, rest = '') {
  return ({ packageId }: Target) => `${prefix}/${packageId}${rest}`;
}

function ofVersion(prefix: string) {
  return ({ packageId, version }: Target) => `${prefix}/${packageId}/${version}`;
}

function named({ packageId, version }: Target) {
  return { packageId, packageVersion: version };
}

const FORBIDDEN = [401, 403] as const;
const team = `/access/teams/${encodeURIComponent(TEAM)}`;
let made = 0;

/** The table. What may be done is asked for in a way that changes nothing where that is possible: 400 and 409 are no refusal. */
const RULES: Readonly<Record<string, Rule>> = {
  'GET /meta': { path: at('/meta'), may: everybody },
  'GET /packages': { path: at('/packages'), may: everybody },
  'GET /': { path: at('/'), may: everybody },
  'GET /style.css': { path: at('/style.css'), may: everybody },
  'GET /package/:id': { path: ofPackage('/package', '/'), may: everybody },
  // Only of a registry that this one follows, and it follows none here.
  'GET /package/:id/:version': { path: ofVersion('/package'), may: nobody },
  'GET /packages/info/:packageId/:packageVersion': { path: ofVersion('/packages/info'), may: onlyPublic },
  'POST /packages/new': {
    path: at('/packages/new'),
    body: () => {
      made += 1;
      const packageName = `Another one ${made}`;
      return { packageId: `some.package${made}`, packageName, packageType: 'other', description: 'Made by a test.' };
    },
    may: admin,
  },
  'POST /packages/upload': {
    path: at('/packages/upload'),
    body: (target) => formOf({ ...OK_UPLOAD, ...named(target) }),
    may: who('publish'),
  },
  // Of a version that is not there, which only those are told who could try it again.
  'POST /packages/retry': {
    path: at('/packages/retry'),
    body: (target) => formOf({ ...named(target), packageVersion: '999.0.0' }),
    may: who('publish'),
  },
  'PATCH /packages/description': {
    path: at('/packages/description'),
    body: ({ packageId }) => ({ packageId, newDescription: 'Described by a test.' }),
    may: who('edit'),
  },
  'PATCH /packages/incompatibilities': {
    path: at('/packages/incompatibilities'),
    body: (target) => ({ ...named(target), incompatibilities: [] }),
    may: who('edit'),
  },
  'PATCH /packages/xpselection': {
    path: at('/packages/xpselection'),
    body: (target) => ({ ...named(target), xpSelection: '12-' }),
    may: who('edit'),
  },
  'GET /packages/files/:hash': {
    path: ({ hash }) => `/packages/files/${hash}`,
    may: (person, target) => target.state === 'public' || (target.state === 'private' && who('see')(person, target)),
  },
  'GET /downloads/:token': { path: ({ hash }) => `/downloads/${hash}`, may: nobody },
  'GET /account/data': { path: at('/account/data'), may: admin },
  'GET /account/packages': { path: at('/account/packages'), may: admin },
  'GET /account/packages/:id': { path: ofPackage('/account/packages'), may: who('see') },
  'GET /account/packages/:id/:version': { path: ofVersion('/account/packages'), may: who('see') },
  // A name that cannot be: who may change it hears 400.
  'PATCH /account/changename': { path: at('/account/changename'), body: () => ({ newName: 'x' }), may: admin },
  // All authors of the seed are verified: 403.
  'POST /account/reverify': { path: at('/account/reverify'), may: nobody },
  'GET /account/mails': { path: at('/account/mails'), may: admin },
  'GET /analytics/:packageId/:packageVersion': {
    path: ofVersion('/analytics'),
    may: (person, target) => target.state === 'public' || who('see')(person, target),
  },
  'POST /auth/login': {
    path: at('/auth/login'),
    body: () => ({ email: 'AUTHOR@localhost', password: 'guess guess' }),
    may: nobody,
  },
  'POST /auth/verify/:token': { path: at('/auth/verify/guess'), may: nobody },
  'POST /auth/issue': { path: at('/auth/issue'), body: () => ({ name: 'x' }), may: admin },
  'GET /v1/files': { path: at('/v1/files'), may: admin },
  'GET /v1/files/:id': { path: ({ fileId }) => `/v1/files/${fileId}`, may: who('see') },
  'POST /v1/files/retry': {
    path: at('/v1/files/retry'),
    body: ({ fileId }) => ({ file_ids: [fileId] }),
    may: who('publish'),
  },
  'GET /access/packages/:id': { path: ofPackage('/access/packages'), may: who('see') },
  'PUT /access/packages/:id/members/:who': {
    path: ofPackage('/access/packages', '/members/STRANGER'),
    body: () => ({ role: 'emperor' }),
    may: who('manage'),
  },
  // The author has no role that could be taken away: 409.
  'DELETE /access/packages/:id/members/:who': {
    path: (target) =>
      `/access/packages/${target.packageId}/members/${target.package === 'shared' ? 'AUTHOR' : 'STRANGER'}`,
    may: who('manage'),
  },
  'PUT /access/packages/:id/teams/:team': {
    path: ofPackage('/access/packages', '/teams/guess'),
    body: () => ({ role: 'emperor' }),
    may: who('manage'),
  },
  // There is no such team to take away, which only owners are told with 409.
  'DELETE /access/packages/:id/teams/:team': {
    path: ofPackage('/access/packages', '/teams/guess'),
    may: who('manage'),
  },
  'GET /access/invitations': { path: at('/access/invitations'), may: admin },
  'POST /access/invitations/:id/accept': { path: at('/access/invitations/guess/accept'), may: nobody },
  'DELETE /access/invitations/:id': { path: at('/access/invitations/guess'), may: nobody },
  // Without saying to whom.
  'POST /access/packages/:id/transfer': { path: ofPackage('/access/packages', '/transfer'), may: who('manage') },
  'DELETE /access/packages/:id/transfer': { path: ofPackage('/access/packages', '/transfer'), may: nobody },
  'POST /access/packages/:id/transfer/accept': { path: ofPackage('/access/packages', '/transfer/accept'), may: nobody },
  'DELETE /access/packages/:id/versions/:version': {
    path: ofPackage('/access/packages', '/versions/no.version'),
    may: who('manage'),
  },
  'GET /access/packages/:id/audit': { path: ofPackage('/access/packages', '/audit'), may: who('manage') },
  'GET /access/packages/:id/publishers': { path: ofPackage('/access/packages', '/publishers'), may: who('manage') },
  // Of nothing.
  'POST /access/packages/:id/publishers': { path: ofPackage('/access/packages', '/publishers'), may: who('manage') },
  'DELETE /access/packages/:id/publishers/:publisher': {
    path: ofPackage('/access/packages', '/publishers/guess'),
    may: who('manage'),
  },
  // Its issuer is nobody here, so that no job of CI is believed.
  'POST /ci/token': {
    path: at('/ci/token'),
    body: ({ packageId }) => ({ packageId, idToken: 'guess' }),
    may: nobody,
  },
  'GET /access/teams': { path: at('/access/teams'), may: admin },
  'POST /access/teams': { path: at('/access/teams'), may: admin },
  'GET /access/teams/:team': { path: at(team), may: inTeam },
  'PUT /access/teams/:team/members/:who': {
    path: at(`${team}/members/STRANGER`),
    body: () => ({ role: 'emperor' }),
    may: (person) => person === 'maintainer by team',
  },
  // The team would be without an owner: 409.
  'DELETE /access/teams/:team/members/:who': {
    path: at(`${team}/members/TEAMCHIEF`),
    may: (person) => person === 'maintainer by team',
  },
  'GET /access/tokens': { path: at('/access/tokens'), may: admin },
  'DELETE /access/tokens/:id': { path: at('/access/tokens/guess'), may: admin, refused: FORBIDDEN },
  // Pages: whoever is signed in has a cookie, and a token is nothing to them. Forms have to come from one of these pages.
  'GET /sign-in': { path: at('/sign-in'), may: everybody },
  'POST /sign-in/token': { path: at('/sign-in/token'), may: nobody },
  'GET /sign-in/provider': { path: at('/sign-in/provider'), may: everybody, away: true },
  'GET /sign-in/callback': { path: at('/sign-in/callback?code=guess&state=guess'), may: everybody },
  'GET /sign-in/first': { path: at('/sign-in/first'), may: everybody },
  'POST /sign-in/first': { path: at('/sign-in/first'), may: nobody },
  // Leads to the page on which one signs in.
  'GET /me': { path: at('/me'), may: everybody },
  'POST /me/invitations': { path: at('/me/invitations'), may: nobody },
  'GET /me/ci': { path: at('/me/ci'), may: everybody },
  'POST /me/ci': { path: at('/me/ci'), may: nobody },
  'POST /me/ci/end': { path: at('/me/ci/end'), may: nobody },
  'POST /me/tokens': { path: at('/me/tokens'), may: nobody },
  'POST /me/tokens/end': { path: at('/me/tokens/end'), may: nobody },
  'POST /me/sign-out': { path: at('/me/sign-out'), may: nobody },
  'GET /me/app': { path: at('/me/app'), may: everybody },
  'POST /me/app': { path: at('/me/app'), may: nobody },
  'POST /me/app/token': {
    path: at('/me/app/token'),
    body: () => ({ code: 'guess', verifier: 'v'.repeat(43) }),
    may: nobody,
  },
  'operator GET /health': { path: at('/health'), may: everybody },
  'operator GET /ready': { path: at('/ready'), may: everybody },
  'operator GET /metrics': { path: at('/metrics'), may: everybody },
  'operator GET /audit': { path: at('/audit'), may: operator },
  'operator GET /authors': { path: at('/authors'), may: operator },
  'operator POST /authors': { path: at('/authors'), body: () => ({ name: 'x' }), may: operator },
  'operator PATCH /authors/:who': { path: at('/authors/STRANGER'), body: () => ({}), may: operator },
  // The operator alone hears that this would be nobody's help: 409.
  'operator POST /authors/:who/lock': { path: at('/authors/OPERATOR/lock'), may: operator },
  'operator POST /authors/:who/unlock': { path: at('/authors/STRANGER/unlock'), may: operator },
  'operator GET /authors/:who/tokens': { path: at('/authors/STRANGER/tokens'), may: operator },
  'operator POST /authors/:who/tokens': {
    path: at('/authors/STRANGER/tokens'),
    body: () => ({ tokenDays: 0 }),
    may: operator,
  },
  // Of whom no other test asks anything: nobody here is signed in.
  'operator DELETE /authors/:who/tokens': { path: at('/authors/OPERATOR/tokens'), may: operator },
  'operator DELETE /authors/:who/tokens/:id': {
    path: at('/authors/STRANGER/tokens/guess'),
    may: operator,
    refused: FORBIDDEN,
  },
  'operator POST /versions/:id/:version/hide': { path: at('/versions/no/version/hide'), may: operator },
  'operator POST /versions/:id/:version/restore': { path: at('/versions/no/version/restore'), may: operator },
  'operator POST /versions/:id/:version/remove': { path: at('/versions/no/version/remove'), may: operator },
  'operator GET /packages': { path: at('/packages'), may: operator },
  'operator POST /packages/:id/hide': { path: at('/packages/no.*/hide'), may: operator },
  'operator POST /packages/:id/restore': { path: at('/packages/no.*/restore'), may: operator },
  'operator POST /packages/:id/remove': { path: at('/packages/no.*/remove'), may: operator },
  'operator POST /backup': { path: at('/backup'), body: () => ({ to: 'nowhere' }), may: operator },
  // Last, because it ends the team that others are asked about.
  'DELETE /access/teams/:team': { path: at(team), may: (person) => person === 'maintainer by team' },
};

const AWAY = {
  ...{ issuer: 'http://127.0.0.1:1', clientId: 'club', clientSecret: 'secret' },
  ...{ name: 'Club House', makesAccounts: true },
};

let community: Community;
beforeAll(async () => {
  community = await openCommunity({ provider: AWAY, ciIssuers: [AWAY.issuer] });
}, 120_000);
afterAll(() => community.close());

const REFUSED = [401, 403, 404] as const;

function methodOf(route: string) {
  return /\b(GET|PUT|POST|PATCH|DELETE)\b/.exec(route)?.[0];
}

async function askAs(person: Person, route: string, rule: Rule, target: Target, method = methodOf(route)) {
  const base = route.startsWith('operator ') ? community.operations : community.url;
  const { status, text } = await send(base + rule.path(target), community.tokens[person], method, rule.body?.(target));
  if (status >= 500 && !(status === 503 && rule.away)) throw new Error(`${route} as ${person}: ${status} ${text}`);
  return { status, text };
}

/** Whoever may do most comes last: some of it cannot be undone. */
function inOrder(rule: Rule): [Person, Target][] {
  return PEOPLE.flatMap((person) => community.targets.map((target): [Person, Target] => [person, target])).toSorted(
    (a, b) => Number(rule.may(...a)) - Number(rule.may(...b)),
  );
}

function isHead(route: string) {
  return /^(operator )?HEAD /.test(route);
}

test('no route of a hosted server is without a rule, and no rule without a route', () => {
  expect(community.routes.filter((route) => !isHead(route)).toSorted()).toEqual(Object.keys(RULES).toSorted());
});

test.each(Object.entries(RULES))(
  'hosted, %s is for nobody but those it is for',
  { timeout: 120_000 },
  async (route, rule) => {
    const wrong: string[] = [];
    const refused = new Set<number>(rule.refused ?? REFUSED);
    let gone = false;
    for (const [person, target] of inOrder(rule)) {
      if (gone) break;
      const { status, text } = await askAs(person, route, rule, target);
      const cell = `${person}, ${target.package}, ${target.state}`;
      if (refused.has(status) === rule.may(person, target)) wrong.push(`${cell}: ${status}`);
      // What is ended is ended.
      gone = route === 'DELETE /access/teams/:team' && status === 204;
      if (roleAllows(ROLE_AT_SHARED[person], 'see')) continue;
      const shown = community.secrets.filter((secret) => text.includes(secret));
      // Whose own answer it is does not matter: nobody without a role is told of what is private.
      if (shown.length > 0) wrong.push(`${cell}: tells ${shown}`);
    }
    expect(wrong).toEqual([]);
  },
);

test('hosted, HEAD asks for the same as GET', { timeout: 120_000 }, async () => {
  const wrong: string[] = [];
  const heads = community.routes.filter(isHead);
  for (const head of heads) {
    const route = head.replace('HEAD', 'GET');
    const rule = RULES[route];
    // Its team is gone by now.
    if (rule === undefined || route === 'GET /access/teams/:team') continue;
    for (const [person, target] of inOrder(rule)) {
      // A team's members have lost their roles with it.
      if (person.endsWith('by team')) continue;
      const { status } = await askAs(person, route, rule, target, 'HEAD');
      if (new Set<number>(REFUSED).has(status) === rule.may(person, target)) {
        wrong.push(`${head} as ${person}, ${target.package}, ${target.state}: ${status}`);
      }
    }
  }
  expect(heads.map((head) => RULES[head.replace('HEAD', 'GET')] === undefined)).not.toContain(true);
  expect(wrong).toEqual([]);
});

test('no page or list of a hosted registry names what is not public to those without a role', async () => {
  const hidden = community.targets.filter((one) => one.package === 'shared' && one.state !== 'public');
  for (const path of ['/packages', '/account/packages', '/v1/files', '/', `/package/${SHARED}/`]) {
    for (const person of ['no token', 'stranger', 'operator'] as const) {
      const { text } = await send(community.url + path, community.tokens[person]);
      expect([path, person, hidden.filter(({ version }) => text.includes(version))]).toEqual([path, person, []]);
    }
  }
});
