import { type Authority, PACKAGE, ROLES, type Role, type Target } from './authority.ts';
import { ask, formOf, OK_UPLOAD } from './local-registry.ts';

// Who may do what: every route the server has, asked by everybody about every kind of version.

export interface Rule {
  /** Where it is asked; the registry's own address if it is not said. */
  readonly server?: (authority: Authority) => string;
  readonly path: (target: Target, authority: Authority) => string;
  readonly body?: (target: Target, authority: Authority) => object | FormData;
  readonly may: (role: Role, target: Target) => boolean;
}

export function everybody() {
  return true;
}

export function nobody() {
  return false;
}

export function onlyPublic(_: Role, { state }: Target) {
  return state === 'public';
}

export function packageOwner(role: Role) {
  return role === 'owner of the package';
}

export function folderOwner(role: Role) {
  return role === 'owner of the data folder';
}

export function anyAdmin(role: Role) {
  return role === 'other author' || packageOwner(role) || folderOwner(role);
}

function anyAuthor(role: Role) {
  return anyAdmin(role) || role === 'other author, every permission';
}

export function at(path: string) {
  return () => path;
}

function ofVersion(prefix: string) {
  return (target: Target) => `${prefix}/${PACKAGE}/${target.version}`;
}

function named({ version }: Target) {
  return { packageId: PACKAGE, packageVersion: version };
}

let made = 0;

/** The table. A route of the server that is not in it fails the test below. */
export const RULES: Readonly<Record<string, Rule>> = {
  'GET /meta': { path: at('/meta'), may: everybody },
  'GET /packages': { path: at('/packages'), may: everybody },
  'GET /packages/info/:packageId/:packageVersion': { path: ofVersion('/packages/info'), may: onlyPublic },
  'POST /packages/new': {
    path: at('/packages/new'),
    body: () => {
      made += 1;
      const packageName = `Another one ${made}`;
      return { packageId: `some.package${made}`, packageName, packageType: 'other', description: 'Made by a test.' };
    },
    may: anyAuthor,
  },
  // What is there already is answered with 400, and only to whom it belongs.
  'POST /packages/upload': {
    path: at('/packages/upload'),
    body: (target) => formOf({ ...OK_UPLOAD, ...named(target) }),
    may: packageOwner,
  },
  'POST /packages/retry': {
    path: at('/packages/retry'),
    body: (target) => formOf(named(target)),
    may: packageOwner,
  },
  'PATCH /packages/description': {
    path: at('/packages/description'),
    body: () => ({ packageId: PACKAGE, newDescription: 'Described by a test.' }),
    may: packageOwner,
  },
  'PATCH /packages/incompatibilities': {
    path: at('/packages/incompatibilities'),
    body: (target) => ({ ...named(target), incompatibilities: [] }),
    may: packageOwner,
  },
  'PATCH /packages/xpselection': {
    path: at('/packages/xpselection'),
    body: (target) => ({ ...named(target), xpSelection: '12-' }),
    may: packageOwner,
  },
  'GET /packages/files/:hash': {
    path: ({ hash }) => `/packages/files/${hash}`,
    may: (role, { state }) => state === 'public' || (state === 'private' && packageOwner(role)),
  },
  'GET /downloads/:token': { path: ({ hash }) => `/downloads/${hash}`, may: nobody },
  'GET /account/data': { path: at('/account/data'), may: anyAuthor },
  'GET /account/packages': { path: at('/account/packages'), may: anyAuthor },
  'GET /account/packages/:id': { path: at(`/account/packages/${PACKAGE}`), may: packageOwner },
  'GET /account/packages/:id/:version': { path: ofVersion('/account/packages'), may: packageOwner },
  'PATCH /account/changename': {
    path: at('/account/changename'),
    // A name that cannot be: who may change it hears 400.
    body: () => ({ newName: 'x' }),
    may: anyAdmin,
  },
  // All authors of the seed are verified: 403.
  'POST /account/reverify': { path: at('/account/reverify'), may: nobody },
  'GET /analytics/:packageId/:packageVersion': {
    path: ofVersion('/analytics'),
    may: (role, target) => onlyPublic(role, target) || packageOwner(role),
  },
  'POST /auth/create': { path: at('/auth/create'), body: () => ({ email: 'x' }), may: everybody },
  'POST /auth/login': {
    path: at('/auth/login'),
    body: () => ({ email: 'OWNER@localhost', password: 'guess guess' }),
    may: nobody,
  },
  'POST /auth/verify/:token': { path: at('/auth/verify/guess'), may: nobody },
  'POST /auth/issue': { path: at('/auth/issue'), body: () => ({ name: 'x' }), may: anyAdmin },
  'GET /v1/files': { path: at('/v1/files'), may: anyAuthor },
  'GET /v1/files/:id': { path: ({ fileId }) => `/v1/files/${fileId}`, may: packageOwner },
  'POST /v1/files/retry': {
    path: at('/v1/files/retry'),
    body: ({ fileId }) => ({ file_ids: [fileId] }),
    may: packageOwner,
  },
  'GET /local/proof': { path: at(`/local/proof?challenge=${'0'.repeat(64)}`), may: everybody },
  'GET /local/status': { path: at('/local/status'), may: folderOwner },
  'GET /local/outbox': { path: at('/local/outbox'), may: folderOwner },
  'GET /local/rehearsal': { path: at('/local/rehearsal'), may: folderOwner },
  'PUT /local/rehearsal': { path: at('/local/rehearsal'), body: () => ({ faults: [] }), may: folderOwner },
  'DELETE /local/rehearsal': { path: at('/local/rehearsal'), may: folderOwner },
  'GET /local/requests': { path: at('/local/requests'), may: folderOwner },
  'GET /local/tokens': { path: at('/local/tokens'), may: folderOwner },
  'DELETE /local/tokens/:id': { path: at('/local/tokens/guess'), may: nobody },
  'PUT /local/quota': { path: at('/local/quota'), body: () => ({ totalStorage: null }), may: folderOwner },
  // Why a version ended so is its author's to know, the owner of the folder included.
  'GET /local/versions/:id/:version': { path: ofVersion('/local/versions'), may: nobody },
  'POST /local/storage/reset': { path: at('/local/storage/reset'), may: folderOwner },
};

export const REFUSED = new Set([401, 403, 404]);

export async function askAs(authority: Authority, role: Role, route: string, rule: Rule, target: Target) {
  const body = rule.body?.(target, authority);
  const isForm = body instanceof FormData;
  const { status, text } = await ask((rule.server?.(authority) ?? authority.url) + rule.path(target, authority), {
    method: route.replace('operator ', '').split(' ', 1)[0] ?? '',
    token: authority.tokens[role],
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    ...(body === undefined || isForm ? {} : { headers: { 'Content-Type': 'application/json' } }),
  });
  if (status >= 500) throw new Error(`${route} as ${role}: ${status} ${text}`);
  return { status, text };
}

/** Whoever may do most comes last: some of it cannot be undone. */
export function inOrder(rule: Rule, targets: readonly Target[]): [Role, Target][] {
  return ROLES.flatMap((role) => targets.map((target): [Role, Target] => [role, target])).toSorted(
    (a, b) => Number(rule.may(...a)) - Number(rule.may(...b)),
  );
}

export function routesAsked(routes: readonly string[]) {
  return routes.filter((route) => !/^(operator )?HEAD /.test(route));
}

/** What each role hears about each kind of version, where that is not what the rule says. */
export async function wrongAnswers(authority: Authority, route: string, rule: Rule): Promise<string[]> {
  const wrong: string[] = [];
  for (const [role, target] of inOrder(rule, authority.targets)) {
    const { status, text } = await askAs(authority, role, route, rule, target);
    const may = rule.may(role, target);
    if (REFUSED.has(status) === may) wrong.push(`${role}, ${target.state}: ${status}`);
    if (role === 'owner of the package') continue;
    const shown = authority.secrets.filter((secret) => text.includes(secret));
    if (shown.length > 0) wrong.push(`${role}, ${target.state}: tells ${shown}`);
  }
  return wrong;
}
