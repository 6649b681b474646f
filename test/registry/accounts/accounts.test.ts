import { expect, test, vi } from 'vitest';
import type { Registry } from '../../../main/registry/start.ts';
import { PERMISSIONS } from '../../../protocol/index.ts';
import {
  ask,
  askJson,
  formOf,
  neverProcessed,
  OK_RETRY,
  openRegistry,
  TOKEN,
  vectorSeed,
} from '../support/local-registry.ts';
import { connectTo } from '../support/raw-http.ts';
import { vectorCases } from '../support/vectors.ts';

const PASSWORD = 'correct horse';
const account = { email: 'pilot@example.org', name: 'Some Pilot', password: PASSWORD, validation: 'ignored' };

function tokenIn(text: string): string {
  return (JSON.parse(text) as { token: string }).token;
}

async function mailsOf(registry: Registry): Promise<{ subject: string; to: string; text: string }[]> {
  return (JSON.parse((await ask(`${registry.url}/local/outbox`)).text) as { mails: [] }).mails;
}

test('an account is made, verified, logged in to, and may publish', async () => {
  const registry = await openRegistry();
  const created = await askJson(`${registry.url}/auth/create`, 'POST', account);
  expect(created.status).toBe(200);
  const token = tokenIn(created.text);
  const data = async () => JSON.parse((await ask(`${registry.url}/account/data`, { token })).text) as object;
  expect(await data()).toMatchObject({
    name: 'Some Pilot',
    email: 'pilot@example.org',
    isVerified: false,
    usedStorage: 0,
  });

  const mails = await mailsOf(registry);
  expect(mails.map(({ subject, to }) => [subject, to])).toEqual([
    ['X-Pkg Verification', 'pilot@example.org'],
    ['Welcome to X-Pkg', 'pilot@example.org'],
  ]);
  const verify = /http\S+/.exec(mails[0]?.text ?? '')?.[0] ?? '';
  expect((await ask(verify, { method: 'POST' })).status).toBe(204);
  expect((await ask(verify, { method: 'POST' })).status).toBe(401);
  expect(await data()).toMatchObject({ isVerified: true });
  expect((await ask(`${registry.url}/account/reverify`, { method: 'POST', token })).status).toBe(403);

  const login = await askJson(`${registry.url}/auth/login`, 'POST', { ...account, email: 'PILOT@example.org' });
  const made = await ask(`${registry.url}/packages/new`, {
    method: 'POST',
    token: tokenIn(login.text),
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      packageId: 'pilot.jet',
      packageName: 'Pilot Jet',
      packageType: 'aircraft',
      description: 'A jet for pilots.',
    }),
  });
  expect(made.status).toBe(204);
  expect((await askJson(`${registry.url}/auth/login`, 'POST', { ...account, password: 'wrong horse' })).status).toBe(
    401,
  );
});

test('a log-in lasts six hours', async () => {
  const registry = await openRegistry();
  const token = tokenIn((await askJson(`${registry.url}/auth/create`, 'POST', account)).text);
  const hoursLater = async (hours: number): Promise<number> => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 });
    try {
      return (await ask(`${registry.url}/account/data`, { token })).status;
    } finally {
      vi.useRealTimers();
    }
  };
  expect(await hoursLater(5.9)).toBe(200);
  expect(await hoursLater(6.1)).toBe(401);
});

test.each([
  [{ email: '' }, 400, 'invalid_or_empty_str'],
  [{ email: 'a@b' }, 400, 'bad_len'],
  [{ email: 'no-at-sign' }, 400, 'bad_email'],
  [{ password: 'short' }, 400, 'bad_len'],
  [{ password: 'Password' }, 400, 'is_password'],
  [{ name: 'x' }, 400, 'bad_len'],
  [{ email: 'AUTHOR2@localhost' }, 403, 'email'],
  [{ name: 'author2' }, 403, 'name'],
])('an account with %o is refused', async (override, status, text) => {
  const registry = await openRegistry();
  expect(await askJson(`${registry.url}/auth/create`, 'POST', { ...account, ...override })).toMatchObject({
    status,
    text,
  });
});

const wish = { name: 'Robot', permissions: PERMISSIONS.ViewPackages, expires: 30, description: 'for the build' };

test('a token is issued once in clear, listed without its text, and revoked', async () => {
  const registry = await openRegistry();
  const issued = await askJson(`${registry.url}/auth/issue`, 'POST', wish);
  expect(issued.status).toBe(200);
  const token = tokenIn(issued.text);
  expect(token).toMatch(/^xpkg_[\w-]{43}$/);
  expect((await ask(`${registry.url}/account/packages`, { token: `Bearer ${token}` })).status).toBe(200);
  expect((await ask(`${registry.url}/account/data`, { token })).status).toBe(401);

  const listed = await ask(`${registry.url}/local/tokens`);
  expect(listed.text).not.toContain(token);
  const { tokens } = JSON.parse(listed.text) as { tokens: { id: string; name: string; permissions: string[] }[] };
  const robot = tokens.find(({ name }) => name === 'Robot');
  expect(robot?.permissions).toEqual(['ViewPackages']);
  expect((await ask(`${registry.url}/local/tokens`, { token })).status).toBe(401);
  expect((await mailsOf(registry)).some(({ text }) => text.includes(token))).toBe(false);

  const revoke = () => ask(`${registry.url}/local/tokens/${robot?.id}`, { method: 'DELETE' });
  expect((await revoke()).status).toBe(204);
  expect((await revoke()).status).toBe(404);
  expect((await ask(`${registry.url}/account/packages`, { token })).status).toBe(401);
});

test.each([
  [{ name: undefined }, 'missing_form_data'],
  [{ expires: undefined }, 'missing_form_data'],
  [{ description: 'x'.repeat(257) }, 'long_desc'],
  [{ name: 'ab' }, 'short_name'],
  [{ name: 'a'.repeat(33) }, 'long_name'],
  [{ name: 'Taken' }, 'name_exists'],
  [{ expires: 0 }, 'neg_or_zero_expiry'],
  [{ expires: 366 }, 'long_expiry'],
  [{ expires: 1.5 }, 'float_expiry'],
  [{ permissions: 0 }, 'zero_perm'],
  [{ permissions: 2.5 }, 'float_perm'],
  [{ permissions: 32768 }, 'large_perm'],
  [{ permissions: 1 }, 'admin_perm'],
  [{ permissions: 16 }, 'invalid_perm'],
  [{ permissions: 16, versionUploadPackages: ['another.package'] }, 'invalid_arr'],
  [{ permissions: 512, versionUploadPackages: ['example.package1'] }, 'extra_arr'],
  [{ permissions: 16, versionUploadPackages: Array(33).fill('example.package1') }, 'long_arr'],
])('a token with %o is refused as %s', async (override, text) => {
  const registry = await openRegistry();
  await askJson(`${registry.url}/auth/issue`, 'POST', { ...wish, name: 'Taken' });
  expect(await askJson(`${registry.url}/auth/issue`, 'POST', { ...wish, ...override })).toMatchObject({
    status: 400,
    text,
  });
});

test('an author has at most 64 tokens', async () => {
  const registry = await openRegistry();
  const issue = (count: number) => askJson(`${registry.url}/auth/issue`, 'POST', { ...wish, name: `Robot ${count}` });
  // One is there from the seed.
  for (let count = 1; count < 64; count += 1) expect((await issue(count)).status).toBe(200);
  expect(await issue(64)).toMatchObject({ status: 400, text: 'too_many_tokens' });
});

test('a name is changed once in thirty days', async () => {
  const registry = await openRegistry();
  const rename = async (newName: string) => {
    const { status, text } = await askJson(`${registry.url}/account/changename`, 'PATCH', { newName });
    return [status, text];
  };
  expect(await rename('AUTHOR1')).toEqual([400, 'same_name']);
  expect(await rename('author2')).toEqual([400, 'name_exists']);
  expect(await rename('1')).toEqual([400, 'invalid_name']);
  expect(await rename('New Name')).toEqual([204, '']);
  expect(await rename('Newer Name')).toEqual([400, 'too_soon']);
  expect((await ask(`${registry.url}/packages`)).text).toContain('"authorName":"New Name"');
});

// What each permission opens, in the routes below.
const OPENS: Readonly<Record<string, readonly string[]>> = {
  Admin: ['new', 'retry', 'description', 'xpselection', 'data', 'packages', 'analytics', 'issue', 'requests'],
  CreatePackage: ['new'],
  UploadVersionAnyPackage: ['retry'],
  UpdateDescriptionAnyPackage: ['description'],
  UploadVersionSpecificPackages: ['retry'],
  UpdateDescriptionSpecificPackages: ['description'],
  UploadResources: [],
  ReadAuthorData: ['data'],
  UpdateAuthorData: [],
  ViewPackages: ['packages'],
  ViewResources: [],
  UpdateVersionDataAnyPackage: ['xpselection'],
  UpdateVersionDataSpecificPackages: ['xpselection'],
  ViewAnalyticsAnyPackage: ['analytics'],
  ViewAnalyticsSpecificPackages: ['analytics'],
};

async function openedRoutes(url: string): Promise<string[]> {
  const id = { packageId: 'example.package1' };
  const answers = {
    new: await askJson(`${url}/packages/new`, 'POST', {}),
    retry: await ask(`${url}/packages/retry`, { method: 'POST', body: formOf(OK_RETRY, { packageVersion: '9.9' }) }),
    description: await askJson(`${url}/packages/description`, 'PATCH', {
      ...id,
      newDescription: 'Something quite new',
    }),
    xpselection: await askJson(`${url}/packages/xpselection`, 'PATCH', { ...id, version: '1.0', xpSelection: '12-' }),
    data: await ask(`${url}/account/data`),
    packages: await ask(`${url}/account/packages`),
    analytics: await ask(`${url}/analytics/hidden.package/2.0.0`),
    issue: await askJson(`${url}/auth/issue`, 'POST', {}),
    requests: await ask(`${url}/local/requests`),
  };
  // A private version does not even exist for those who may not see it.
  return Object.entries(answers).flatMap(([name, { status }]) => (status === 401 || status === 404 ? [] : [name]));
}

function seedWith(permissions: number, listed: string[]) {
  const seed = vectorSeed();
  const lists = {
    versionUploadPackages: listed,
    descriptionUpdatePackages: listed,
    updateVersionDataPackages: listed,
    viewAnalyticsPackages: listed,
  };
  return {
    authors: seed.authors.map((author) =>
      author.authorId === 'AUTHOR1' ? { ...author, tokens: [{ token: TOKEN, permissions, ...lists }] } : author,
    ),
    packages: [
      ...seed.packages,
      { packageId: 'hidden.package', authorId: 'AUTHOR1', versions: [{ version: '2.0.0', isPublic: false }] },
    ],
  };
}

test.each(vectorCases('token_permissions'))(
  'permission $name (bit $bit) opens its routes only',
  async ({ name, bit, value }) => {
    expect([1 << bit, PERMISSIONS[name as keyof typeof PERMISSIONS]]).toEqual([value, value]);
    const listed = await openRegistry({
      run: neverProcessed,
      seed: seedWith(value, ['example.package1', 'hidden.package']),
    });
    expect(await openedRoutes(listed.url)).toEqual(OPENS[name]);
    if (!name.includes('Specific')) return;
    const unlisted = await openRegistry({ run: neverProcessed, seed: seedWith(value, ['example.package2']) });
    expect(await openedRoutes(unlisted.url)).toEqual([]);
  },
);

test('a web page cannot make itself an account', async () => {
  const registry = await openRegistry();
  const body = JSON.stringify(account);
  const statusFor = async (host: string, origin?: string) => {
    const client = await connectTo(registry);
    const lines = ['POST /auth/create HTTP/1.1', `Host: ${host}`, 'Content-Type: application/json'];
    if (origin !== undefined) lines.push(`Origin: ${origin}`);
    client.send(`${lines.join('\r\n')}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    const answer = await client.answer();
    client.socket.destroy();
    return answer?.status;
  };
  const own = `127.0.0.1:${registry.port}`;
  expect(await statusFor(own, 'https://evil.example')).toBe(403);
  expect(await statusFor('evil.example', 'http://evil.example')).toBe(403);
  expect(await statusFor('evil.example')).toBe(403);
  const preflight = await ask(`${registry.url}/auth/create`, {
    method: 'OPTIONS',
    token: null,
    headers: { Origin: 'https://evil.example', 'Access-Control-Request-Headers': 'content-type' },
  });
  expect(preflight.headers.has('access-control-allow-origin')).toBe(false);
  // The neighbour's machine asks by address, a program without an origin.
  expect(await statusFor('192.168.1.7:4321')).toBe(200);
});
