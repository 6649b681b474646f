import { expect, test } from 'vitest';
import { openAuthority, PACKAGE, STATES } from '../support/authority.ts';
import { ask } from '../support/local-registry.ts';
import { askAs, inOrder, REFUSED, RULES, routesAsked, wrongAnswers } from '../support/route-rules.ts';

test('no route of the server is without a rule, and no rule without a route', async () => {
  const { routes } = await openAuthority();
  expect(routesAsked(routes).toSorted()).toEqual(Object.keys(RULES).toSorted());
});

test.each(Object.entries(RULES))('%s is for nobody but those it is for', async (route, rule) => {
  const authority = await openAuthority();
  expect(await wrongAnswers(authority, route, rule)).toEqual([]);
});

test('HEAD asks for the same as GET', async () => {
  const authority = await openAuthority();
  for (const route of authority.routes.filter((name) => name.startsWith('HEAD '))) {
    const rule = RULES[route.replace('HEAD', 'GET')];
    if (rule === undefined) throw new Error(`No rule for ${route}`);
    for (const [role, target] of inOrder(rule, authority.targets)) {
      const { status } = await askAs(authority, role, route, rule, target);
      expect([route, role, target.state, REFUSED.has(status)]).toEqual([
        route,
        role,
        target.state,
        !rule.may(role, target),
      ]);
    }
  }
});

test('a version that is not public is in no list, log or mail of anybody else', async () => {
  const authority = await openAuthority();
  const { registry, tokens, targets, key, link, secrets } = authority;
  // Its author asks and downloads: all of it goes through the request log.
  const own = (path: string, token: string | null) => ask(registry.url + path, { token });
  const info = JSON.parse((await own(`/packages/info/${PACKAGE}/${targets[1]?.version}?privateKey=${key}`, null)).text);
  const { loc } = info as { loc: string };
  expect((await ask(loc, { token: null })).text).toBe(targets[1]?.version);
  expect((await ask(loc.split('?')[0] ?? '', { token: null })).status).toBe(404);
  expect((await own(`/downloads/${link}`, null)).text).toBe(targets[2]?.version);
  for (const path of ['/packages', '/local/requests', '/local/outbox', '/local/status', '/local/tokens']) {
    const { status, text } = await own(path, tokens['owner of the data folder']);
    expect([path, status, secrets.filter((secret) => text.includes(secret))]).toEqual([path, 200, []]);
  }
  const list = (await own('/packages', tokens['other author'])).text;
  expect(STATES.filter((_, index) => list.includes(targets[index]?.version ?? ''))).toEqual(['public']);
});
