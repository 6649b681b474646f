import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Community, HOSTED, openCommunity, SHARED, send, TOKENS } from '../support/community.ts';
import { ask, formOf, OK_UPLOAD, openRegistry, PATIENT } from '../support/local-registry.ts';

// What somebody sends to a registry that anybody can reach, and what caches and logs between make of the answers.

let community: Community;
beforeAll(async () => {
  community = await openCommunity({ ciIssuers: ['http://127.0.0.1:1'] });
}, 120_000);
afterAll(() => community.close());

/** What stands in an address in place of what belongs there. */
const ODD = [
  '%00',
  'a%00b',
  '%2e%2e%2f',
  "'%20OR%201=1--",
  '%25',
  '_%25',
  '%F0%9F%98%80',
  '%E2%80%AE',
  'x'.repeat(499),
];

test('no route fails for what stands in its address, and none takes a NUL', { timeout: 120_000 }, async () => {
  const wrong: string[] = [];
  for (const route of community.routes.filter((one) => one.includes(':') && !/^(operator )?HEAD /.test(one))) {
    const [, operator, method = '', path = ''] = /^(operator )?(\S+) (\S+)$/.exec(route) ?? [];
    const base = operator === undefined ? community.url : community.operations;
    for (const odd of ODD) {
      const headers = { 'Content-Type': 'application/json' };
      const body = method === 'GET' ? undefined : '{}';
      const address = base + path.replace(/:\w+/g, odd);
      const { status } = await ask(address, { method, token: TOKENS.OPERATOR, headers, ...(body && { body }) });
      if (status >= 500 || status < 300 || (odd.includes('%00') && status !== 400))
        wrong.push(`${route} ${odd}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('a NUL in a body or a query is a wrong request, whatever field it is in', async () => {
  const { url, operations } = community;
  const odd = 'a\0bcd';
  const asked = async (path: string, method: string, body: object | FormData) =>
    [path, (await send(url + path, TOKENS.AUTHOR, method, body)).status] as const;
  for (const [path, method, body] of [
    ['/packages/description', 'PATCH', { packageId: SHARED, newDescription: `A text with ${odd} in it` }],
    [
      '/packages/new',
      'POST',
      { packageId: 'a.b', packageName: 'Abc', packageType: 'other', description: `Long ${odd}` },
    ],
    [
      '/packages/new',
      'POST',
      formOf({ packageId: 'a.b', packageName: 'Abc', description: `Long ${odd}` }, {}, 'absent'),
    ],
    ['/access/teams', 'POST', { name: odd }],
    [`/access/packages/${SHARED}/transfer`, 'POST', { to: odd }],
    ['/auth/issue', 'POST', { name: 'Abc', description: odd, expires: 1, permissions: 1 }],
    ['/auth/login', 'POST', { email: `${odd}@example.org`, password: 'long enough' }],
    ['/ci/token', 'POST', { packageId: SHARED, idToken: odd }],
  ] as const) {
    expect(await asked(path, method, body)).toEqual([path, 400]);
  }
  for (const query of ['package=%00', 'author=a%00'])
    expect((await send(`${operations}/audit?${query}`, TOKENS.OPERATOR)).status).toBe(400);
  expect((await send(`${url}/v1/files?after=%00`, TOKENS.AUTHOR)).status).toBe(400);
  const form = {
    method: 'POST',
    token: null,
    body: 'token=%00',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  };
  expect((await ask(`${url}/sign-in/token`, form)).status).toBe(400);
  // A back-slash and five letters are a text like any other.
  const newDescription = String.raw`A text with \u0000 written out in it`;
  expect(await asked('/packages/description', 'PATCH', { packageId: SHARED, newDescription })).toEqual([
    '/packages/description',
    204,
  ]);
});

test('no cache between keeps an answer that is not for everybody, and no browser guesses what it is', async () => {
  const { url, targets } = community;
  const secret = targets.find(({ state }) => state === 'private');
  const about = `/packages/info/${SHARED}/${secret?.version}`;
  const { privateKey } = JSON.parse(
    (await send(`${url}/account/packages/${SHARED}/${secret?.version}`, TOKENS.AUTHOR)).text,
  ).versionData as { privateKey: string };
  const opened = await ask(`${url}${about}?privateKey=${privateKey}`, { token: null });
  expect(opened.text).toContain(privateKey);
  for (const path of [
    about,
    `${about}?privateKey=${privateKey}`,
    '/account/data',
    '/account/mails',
    '/access/tokens',
    '/meta',
    '/nowhere',
  ]) {
    const { headers } = await ask(url + path, { token: TOKENS.AUTHOR });
    expect([path, headers.get('cache-control')]).toEqual([path, 'no-store']);
    expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff']);
  }
  const file = await ask(`${url}/packages/files/${secret?.hash}?privateKey=${privateKey}`, { token: null });
  expect([file.status, file.headers.get('cache-control')]).toEqual([200, expect.stringMatching(/^private,/)]);
  for (const path of ['/', `/package/${SHARED}/`])
    expect((await ask(url + path)).headers.get('cache-control')).toBe('no-cache');
});

test('the log has who went away before the answer, and who asked from a page of another site', async () => {
  const lines: { path: string; method: string; status?: number; client: string; cutOff?: true }[] = [];
  const registry = await openRegistry({ hosted: HOSTED, onAccess: (line) => lines.push(JSON.parse(line)) });
  const at = `http://127.0.0.1:${registry.port}`;
  const sending = request(`${at}/packages/upload`, {
    method: 'POST',
    headers: {
      authorization: 'token-of-author-1',
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': 1000,
    },
  });
  sending.write('--x\r\n');
  const broken = once(sending, 'error');
  // Its turn has come when a later request is answered.
  await ask(`${at}/meta`);
  sending.destroy(new Error('gone'));
  await broken;
  await expect
    .poll(() => lines.find(({ path }) => path === '/packages/upload'), PATIENT)
    .toMatchObject({
      ...{ client: '127.0.0.1', method: 'POST', cutOff: true },
    });
  await ask(`${at}/packages/new`, { method: 'OPTIONS', headers: { Origin: 'https://elsewhere.example' } });
  await expect.poll(() => lines.filter(({ method }) => method === 'OPTIONS'), PATIENT).toMatchObject([{ status: 204 }]);
  expect(lines.filter(({ path }) => path === '/meta')).toHaveLength(1);
});

test('zips that wait or failed take no more of the disk than packages may', async () => {
  const registry = await openRegistry({
    hosted: HOSTED,
    run: async () => ({ status: 'failed_macosx', reason: 'Rehearsed.' }),
  });
  const at = `http://127.0.0.1:${registry.port}`;
  const headers = { 'Content-Type': 'application/json' };
  const quota = (who: string, totalStorage: number) =>
    ask(`${registry.operationsUrl}/authors/${who}`, {
      method: 'PATCH',
      headers,
      body: JSON.stringify({ totalStorage }),
    });
  expect((await quota('AUTHOR1', 1000)).status).toBe(204);
  const upload = async (packageVersion: string, bytes: number, more: { token?: string; path?: string } = {}) => {
    const { token = 'token-of-author-1', path = 'upload' } = more;
    const body = formOf(OK_UPLOAD, { packageVersion }, {}, 'x'.repeat(bytes));
    const { status } = await ask(`${at}/packages/${path}`, { method: 'POST', token, body });
    await registry.idle();
    return status;
  };
  expect(await upload('3.0.0', 1001)).toBe(413);
  expect(await upload('3.0.0', 700)).toBe(204);
  // Two that would fit alone do not fit together; the number is not used up.
  expect(await upload('3.1.0', 301)).toBe(413);
  expect(await upload('3.1.0', 300)).toBe(204);
  expect(await upload('3.2.0', 1)).toBe(413);
  // Another zip takes the place of the one that failed.
  expect(await upload('3.0.0', 700, { path: 'retry' })).toBe(204);
  expect(await upload('3.0.0', 701, { path: 'retry' })).toBe(413);
  // Whoever may not upload there is told so, and nothing of the space.
  expect(await upload('3.3.0', 1, { token: 'token-of-author-2' })).toBe(403);
  expect((await ask(`${at}/account/packages/example.package1/3.2.0`)).status).toBe(404);
});
