import { expect, test } from 'vitest';
import { type Authority, openAuthority, PACKAGE, type Target } from '../support/authority.ts';
import { ask } from '../support/local-registry.ts';
import {
  anyAdmin,
  at,
  everybody,
  folderOwner,
  RULES,
  type Rule,
  routesAsked,
  wrongAnswers,
} from '../support/route-rules.ts';

// The same table of who may do what, on a registry for a community. What is for one author alone is not there.

const ONE_AUTHORS = /^\w+ (\/local\/|\/auth\/create$)/;

const HOSTED_RULES: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(Object.entries(RULES).filter(([route]) => !ONE_AUTHORS.test(route))),
  'GET /': { path: at('/'), may: everybody },
  'GET /style.css': { path: at('/style.css'), may: everybody },
  // The page of a package shows its public versions alone; that it tells of no other is held by the secrets below.
  'GET /package/:id': { path: at(`/package/${PACKAGE}/`), may: everybody },
  'GET /account/mails': { path: at('/account/mails'), may: anyAdmin },
  ...operators({
    'GET /health': { path: at('/health'), may: everybody },
    'GET /ready': { path: at('/ready'), may: everybody },
    'GET /metrics': { path: at('/metrics'), may: everybody },
    'POST /authors': { path: at('/authors'), body: () => ({ name: 'x' }), may: folderOwner },
    'POST /backup': { path: at('/backup'), body: () => ({ to: 'not a whole path' }), may: folderOwner },
    // What is not to be seen, or is hidden already, cannot be hidden: 404.
    'POST /versions/:id/:version/hide': {
      path: ({ version }) => `/versions/${PACKAGE}/${version}/hide`,
      may: (role, { state }) => folderOwner(role) && ['public', 'private', 'not stored'].includes(state),
    },
    'POST /versions/:id/:version/restore': {
      path: ({ version }) => `/versions/${PACKAGE}/${version}/restore`,
      may: (role, { state }) => folderOwner(role) && state === 'hidden by the operator',
    },
  }),
};

/** Routes of the operator's own port. */
function operators(rules: Readonly<Record<string, Rule>>): Record<string, Rule> {
  const server = ({ registry }: Authority) => registry.operationsUrl ?? '';
  return Object.fromEntries(Object.entries(rules).map(([route, rule]) => [`operator ${route}`, { ...rule, server }]));
}

test('no route of a hosted server is without a rule, and no rule without a route', async () => {
  const { routes } = await openAuthority({ hosted: true });
  expect(routesAsked(routes).toSorted()).toEqual(Object.keys(HOSTED_RULES).toSorted());
});

test.each(Object.entries(HOSTED_RULES))('hosted, %s is for nobody but those it is for', async (route, rule) => {
  expect(await wrongAnswers(await openAuthority({ hosted: true }), route, rule)).toEqual([]);
});

test('no page or list of a hosted registry names a version that is not public, its key, hash or link', async () => {
  const { url, targets, secrets } = await openAuthority({ hosted: true });
  const hidden = (kept: readonly Target[]) =>
    kept.flatMap(({ state, version, hash, fileId }) => (state === 'public' ? [] : [version, hash, fileId]));
  const words = [...secrets, ...hidden(targets)].filter((word) => word !== '');
  for (const path of ['/', '/?q=some', `/package/${PACKAGE}/`, '/packages', '/meta', `/package/${PACKAGE}/?q=4`]) {
    const { status, text, headers } = await ask(url + path, { token: null });
    const all = `${text}${JSON.stringify([...headers])}`;
    expect([path, status, words.filter((word) => all.includes(word))]).toEqual([path, 200, []]);
  }
});
