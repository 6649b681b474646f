import { afterEach, expect, test, vi } from 'vitest';
import { clientOf } from '../../../../main/registry/server/access/rate-limits.ts';
import { RATE_LIMITS } from '../../../../protocol/index.ts';
import { ask, formOf, neverProcessed, OK_UPLOAD, openRegistry, TOKEN } from '../../support/local-registry.ts';
import { vectorCases } from '../../support/vectors.ts';

afterEach(() => {
  vi.useRealTimers();
});

// Only the clock is under control: the limiter reads it, while sockets and their timers stay real.
const START = Date.UTC(2026, 0, 1);

function holdClock(): (seconds: number) => void {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  return (seconds) => vi.setSystemTime(START + seconds * 1000);
}

async function limited() {
  const at = holdClock();
  const registry = await openRegistry({ rateLimits: true, run: neverProcessed });
  return { registry, at };
}

test.each(vectorCases('rate_limit_timeline'))('uploads at $t', async ({ t, expect: expected }) => {
  const { registry, at } = await limited();
  for (const [index, seconds] of t.entries()) {
    at(seconds);
    const body = formOf(OK_UPLOAD, { packageVersion: `5.${index}` });
    const answer = await ask(`${registry.url}/packages/upload`, { method: 'POST', body });
    const words = expected[index] ?? '';
    expect(answer.status).toBe(words.startsWith('ok') ? 204 : 429);
    const remaining = /remaining (\d+)/.exec(words)?.[1];
    if (remaining !== undefined) expect(answer.headers.get('x-ratelimit-remaining')).toBe(remaining);
    const retryAfter = /Retry-After ([\d.]+)/.exec(words)?.[1];
    if (retryAfter !== undefined) expect(answer.headers.get('retry-after')).toBe(retryAfter);
    if (!words.startsWith('ok')) expect(answer.text).toBe('Too Many Requests');
  }
});

test('headers of both limits come with every answer of a limited route', async () => {
  const { registry, at } = await limited();
  await ask(`${registry.url}/meta`);
  at(2.5);
  const { headers } = await ask(`${registry.url}/meta`);
  expect(Object.fromEntries(headers)).toMatchObject({
    'retry-after': '7.5',
    'x-ratelimit-limit': '4',
    'x-ratelimit-remaining': '2',
    'x-ratelimit-reset': new Date(START + 10_000).toISOString(),
    'x-retry-after-global': '7.5',
    'x-ratelimit-limit-global': '30',
    'x-ratelimit-remaining-global': '28',
    'x-ratelimit-reset-global': new Date(START + 10_000).toISOString(),
  });
});

test('the thirty-first request of an address is refused for thirty seconds', async () => {
  const { registry, at } = await limited();
  const statuses: number[] = [];
  for (let count = 0; count < 31; count += 1) statuses.push((await ask(`${registry.url}/v1/files`)).status);
  expect(statuses.slice(0, 30)).toEqual(Array(30).fill(200));
  expect(statuses[30]).toBe(429);
  at(29);
  const blocked = await ask(`${registry.url}/meta`);
  expect([blocked.status, blocked.headers.get('x-retry-after-global')]).toEqual([429, '30']);
  expect(blocked.headers.get('retry-after')).toBeNull();
  at(30.1);
  expect((await ask(`${registry.url}/meta`)).status).toBe(200);
});

test('authors are counted apart, and a refused token costs nothing', async () => {
  const { registry } = await limited();
  const data = `${registry.url}/account/data`;
  for (let count = 0; count < RATE_LIMITS.accountData.points; count += 1) await ask(data);
  expect((await ask(data)).status).toBe(429);
  expect((await ask(data, { token: 'token-of-author-2' })).status).toBe(200);
  for (let count = 0; count < 5; count += 1) expect((await ask(data, { token: 'wrong' })).status).toBe(401);
  expect((await ask(data, { token: 'token-of-author-2' })).headers.get('x-ratelimit-remaining')).toBe('6');
});

test('every route of the table is limited at its own count', async () => {
  const routes = {
    meta: ['GET', '/meta'],
    packages: ['GET', '/packages'],
    info: ['GET', '/packages/info/example.package1/1.0.0'],
    newPackage: ['POST', '/packages/new'],
    upload: ['POST', '/packages/upload'],
    retry: ['POST', '/packages/retry'],
    description: ['PATCH', '/packages/description'],
    incompatibilities: ['PATCH', '/packages/incompatibilities'],
    xpSelection: ['PATCH', '/packages/xpselection'],
    accountData: ['GET', '/account/data'],
    accountPackages: ['GET', '/account/packages/example.package1'],
    changeName: ['PATCH', '/account/changename'],
    analytics: ['GET', '/analytics/example.package1/1.0.0'],
    login: ['POST', '/auth/login'],
    createAccount: ['POST', '/auth/create'],
    verify: ['POST', '/auth/verify/x'],
    issueToken: ['POST', '/auth/issue'],
  } as const satisfies Record<Exclude<keyof typeof RATE_LIMITS, 'global'>, readonly [string, string]>;
  for (const [name, [method, path]] of Object.entries(routes)) {
    const { registry } = await limited();
    const { points } = RATE_LIMITS[name as keyof typeof routes];
    for (let count = 1; count <= points; count += 1) {
      expect([name, count, (await ask(registry.url + path, { method })).status === 429]).toEqual([name, count, false]);
    }
    const over = await ask(registry.url + path, { method });
    expect([name, over.status, over.headers.get('retry-after')]).toEqual([name, 429, '3']);
    await registry.close();
  }
});

test('limits can be switched off, and then there are no headers', async () => {
  const registry = await openRegistry({ rateLimits: false });
  for (let count = 0; count < 40; count += 1) {
    const answer = await ask(`${registry.url}/meta`, { headers: { Authorization: TOKEN } });
    expect([answer.status, answer.headers.get('x-ratelimit-limit')]).toEqual([200, null]);
  }
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '::ffff:203.0.113.7'],
  ['2001:db8:0:7:a:b:c:d', '2001:db8:0:7::/64'],
  ['2001:0db8::7:a:b:c:d', '2001:db8:0:7::/64'],
  ['2001:DB8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['', ''],
])('%s counts as %s', (address, client) => {
  expect(clientOf(address)).toBe(client);
});

test('who has a network of addresses is one client', async () => {
  const registry = await openRegistry({ rateLimits: true, hosted: BEHIND_PROXY });
  const from = (host: number) =>
    ask(`http://127.0.0.1:${registry.port}/meta`, {
      token: null,
      headers: { 'X-Forwarded-For': `2001:db8::${host.toString(16)}` },
    });
  const { points } = RATE_LIMITS.meta;
  for (let host = 1; host <= points; host += 1) expect((await from(host)).status).toBe(200);
  expect((await from(points + 1)).status).toBe(429);
});

const BEHIND_PROXY = {
  publicUrl: 'https://registry.example.org',
  name: 'Club',
  description: '',
  operationsPort: 0,
  trustedProxies: ['127.0.0.1'],
  drainMs: 1000,
};
