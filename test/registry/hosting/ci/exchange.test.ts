import { createHmac } from 'node:crypto';
import { type CryptoKey, exportSPKI, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { afterEach, expect, test, vi } from 'vitest';
import { JOB, startCiIssuer } from '../../support/ci-issuer.ts';
import { HOSTED, send } from '../../support/community.ts';
import { formOf, neverProcessed, OK_UPLOAD, openRegistry, TOKEN } from '../../support/local-registry.ts';

// A job of CI gets a token by an ID token of its issuer, for one package and a quarter of an hour, and nobody else does.

afterEach(() => vi.useRealTimers());

const PACKAGE = 'example.package1';
const OTHERS = 'token-of-author-2';
const RELEASE = { repository: 'Pilot/glider', workflow: 'release.yml' };

async function openAll(publisher: object | null = RELEASE) {
  const issuer = await startCiIssuer(() => HOSTED.publicUrl);
  const errors: unknown[] = [];
  const hosted = { ...HOSTED, ciIssuers: [issuer.url] };
  const registry = await openRegistry({ hosted, run: neverProcessed, onError: (error) => errors.push(error) });
  const url = `http://127.0.0.1:${registry.port}`;
  const publishers = `${url}/access/packages/${PACKAGE}/publishers`;
  if (publisher !== null) expect((await send(publishers, TOKEN, 'POST', publisher)).status).toBe(201);
  const exchange = async (idToken: string, packageId = PACKAGE) => {
    const { status, text } = await send(`${url}/ci/token`, null, 'POST', { packageId, idToken });
    const answer = JSON.parse(text) as {
      token?: string;
      expiresAt?: string;
      error?: { code: string; message: string };
    };
    return { status, ...answer };
  };
  /** The status and the sentence for a job that says this of itself. */
  const said = async (claims: Readonly<Record<string, unknown>>) => {
    const { status, error } = await exchange(await issuer.sign(claims));
    return [status, error?.message ?? ''];
  };
  return { url, issuer, registry, errors, publishers, exchange, said };
}

function upload(url: string, token: string, packageId = PACKAGE, packageVersion = '3.0.0') {
  return send(`${url}/packages/upload`, token, 'POST', formOf(OK_UPLOAD, { packageId, packageVersion }));
}

test('the token uploads and retries versions of the one package, and does nothing else', async () => {
  const { url, issuer, exchange } = await openAll();
  expect(JSON.parse((await send(`${url}/meta`, null)).text)).toMatchObject({
    ci: { path: '/ci/token', audience: HOSTED.publicUrl },
  });
  const { status, token = '', expiresAt = '' } = await exchange(await issuer.sign());
  expect(status).toBe(200);
  const left = Date.parse(expiresAt) - Date.now();
  expect([left > 14 * 60_000, left <= 15 * 60_000]).toEqual([true, true]);
  expect((await upload(url, token)).status).toBe(204);
  const retry = formOf({ packageId: PACKAGE, packageVersion: '1.3.0' });
  expect((await send(`${url}/packages/retry`, token, 'POST', retry)).status).toBe(204);
  expect((await upload(url, token, 'example.package2')).status).toBe(401);
  // It sees how its upload goes, and nothing that opens a private version.
  const hidden = { isPublic: 'false', isPrivate: 'true', packageId: PACKAGE, packageVersion: '4.0.0' };
  expect((await send(`${url}/packages/upload`, token, 'POST', formOf(OK_UPLOAD, hidden))).status).toBe(204);
  const seen = await send(`${url}/account/packages/${PACKAGE}/4.0.0`, token);
  expect([seen.status, seen.text]).toEqual([200, expect.stringContaining('"status":"processing"')]);
  const all = await send(`${url}/account/packages/${PACKAGE}`, token);
  expect(all.status).toBe(200);
  expect(seen.text + all.text).not.toContain('privateKey');
  expect((await send(`${url}/account/packages/${PACKAGE}/4.0.0`, TOKEN)).text).toContain('privateKey');
  expect((await send(`${url}/account/packages/example.package2`, token)).status).toBe(401);
  const description = { packageId: PACKAGE, newDescription: 'By a robot.' };
  for (const [path, method, body] of [
    ['/packages/description', 'PATCH', description],
    ['/packages/new', 'POST', { packageId: 'a.b', packageName: 'A robot', packageType: 'other', description: 'x' }],
    ['/account/data', 'GET', undefined],
    ['/account/packages', 'GET', undefined],
    ['/access/tokens', 'GET', undefined],
    [`/access/packages/${PACKAGE}/publishers`, 'GET', undefined],
    ['/auth/issue', 'POST', { name: 'Robot', expires: 1, permissions: 1 }],
  ] as const) {
    expect([path, (await send(url + path, token, method, body)).status]).toEqual([path, 401]);
  }
  const log = (await send(`${url}/access/packages/${PACKAGE}/audit`, TOKEN)).text;
  expect(log).toContain('"action":"token.exchange"');
  expect(log).toContain('pilot/glider, release.yml, run 99');
  expect(log).not.toContain(token);
});

test('whoever is locked out publishes by no job either, neither with a new token nor with one from before', async () => {
  const { url, issuer, registry, exchange } = await openAll(null);
  const id = 'another.package';
  expect((await send(`${url}/access/packages/${id}/publishers`, OTHERS, 'POST', RELEASE)).status).toBe(201);
  const { token = '' } = await exchange(await issuer.sign(), id);
  const operate = (act: string) => send(`${registry.operationsUrl}/authors/AUTHOR2/${act}`, TOKEN, 'POST');
  expect((await operate('lock')).status).toBe(204);
  expect((await upload(url, token, id)).status).toBe(401);
  expect(await exchange(await issuer.sign(), id)).toMatchObject({ status: 403, error: { code: 'not_trusted' } });
  expect((await operate('unlock')).status).toBe(204);
  expect((await upload(url, token, id)).status).toBe(204);
  expect((await exchange(await issuer.sign(), id)).status).toBe(200);
});

test('after a quarter of an hour the token is worth nothing', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const { url, issuer, exchange } = await openAll();
  const { token = '' } = await exchange(await issuer.sign());
  vi.setSystemTime(Date.now() + 15 * 60_000 - 5000);
  expect((await upload(url, token)).status).toBe(204);
  vi.setSystemTime(Date.now() + 6000);
  expect((await upload(url, token, PACKAGE, '3.1.0')).status).toBe(401);
});

test('an ID token that was not signed by the issuer, for this registry, now, is not believed', async () => {
  const { issuer, exchange, said } = await openAll();
  const now = Math.floor(Date.now() / 1000);
  expect(await said({ aud: 'https://other.example.org' })).toEqual([401, expect.stringContaining('another audience')]);
  expect(await said({ exp: now - 60 })).toEqual([401, 'It has expired.']);
  expect(await said({ nbf: now + 600 })).toEqual([401, expect.stringContaining('"nbf"')]);
  expect(await said({ iat: now + 600 })).toEqual([401, expect.stringContaining('"iat"')]);
  expect(await said({ iat: now - 7200 })).toEqual([401, 'It has expired.']);
  expect(await said({ iss: 'https://thief.example.org' })).toEqual([401, expect.stringContaining('no ID tokens of')]);
  for (const missing of ['exp', 'nbf', 'iat', 'jti', 'repository', 'repository_id', 'workflow_ref']) {
    expect([missing, (await said({ [missing]: undefined }))[0]]).toEqual([missing, 401]);
  }
  const [head = '', body = '', signature = ''] = (await issuer.sign()).split('.');
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const changed = part({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), repository: 'pilot/other' });
  expect((await exchange(`${head}.${changed}.${signature}`)).error?.message).toContain('signature');
  expect((await exchange(`${part({ alg: 'none' })}.${body}.`)).status).toBe(401);
  // The public key, which anybody knows, as the secret of a symmetric signature.
  const { keys } = (await (await fetch(`${issuer.url}/keys`)).json()) as { keys: JWK[] };
  const publicKey = (await importJWK(keys[0] ?? {}, 'RS256', { extractable: true })) as CryptoKey;
  const { privateKey } = await generateKeyPair('RS256');
  const symmetric = `${part({ alg: 'HS256', kid: 'key1' })}.${body}`;
  const hmac = createHmac('sha256', await exportSPKI(publicKey))
    .update(symmetric)
    .digest('base64url');
  expect((await exchange(`${symmetric}.${hmac}`)).status).toBe(401);
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
  const own = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'key1' }).sign(privateKey);
  expect((await exchange(own)).error?.message).toContain('signature');
  for (const text of ['x', 'a.b.c', '', part({})]) expect((await exchange(text)).status).toBeGreaterThanOrEqual(400);
  expect((await exchange(await issuer.sign())).status).toBe(200);
});

test('a job of another repository, workflow, environment or event is none', async () => {
  const { said, url } = await openAll({ ...RELEASE, environment: 'Release' });
  const right = { environment: 'release' };
  const other = (ref: string) => ({ workflow_ref: ref, job_workflow_ref: ref });
  for (const claims of [
    { ...right, repository: 'thief/glider', ...other('thief/glider/.github/workflows/release.yml@refs/heads/main') },
    { ...right, ...other('pilot/glider/.github/workflows/test.yml@refs/heads/main') },
    { ...right, ...other('thief/glider/.github/workflows/release.yml@refs/heads/main') },
    { ...right, ...other('pilot/glider/.github/workflows/release.yml.yml@refs/heads/main') },
    { ...right, ...other('pilot/glider/.github/workflows/sub/release.yml@refs/heads/main') },
    {},
    { environment: 'test' },
  ]) {
    expect([claims, (await said(claims))[0]]).toEqual([claims, 403]);
  }
  const reused = { ...right, job_workflow_ref: 'pilot/shared/.github/workflows/release.yml@refs/heads/main' };
  expect(await said(reused)).toEqual([403, expect.stringContaining('steps are in pilot/shared')]);
  for (const event_name of ['pull_request', 'pull_request_target', 'issue_comment', 'workflow_run', 'merge_group']) {
    expect(await said({ ...right, event_name })).toEqual([403, expect.stringContaining(`begun by "${event_name}"`)]);
  }
  expect((await said(right))[0]).toBe(200);
  // Nobody learns which packages there are.
  const answers = await Promise.all(
    ['example.package2', 'nobody.knows'].map(async (id) =>
      (await send(`${url}/ci/token`, null, 'POST', { packageId: id, idToken: 'x' })).text.replaceAll(id, 'ID'),
    ),
  );
  expect(answers[0]).toBe(answers[1]);
});

test('a repository that took over the name is another one, from the first use on or from the start', async () => {
  const { said, exchange, issuer, publishers } = await openAll();
  expect((await said({}))[0]).toBe(200);
  expect(await said({ repository_id: '5000' })).toEqual([403, expect.stringContaining('although it has its name')]);
  const { publishers: list } = JSON.parse((await send(publishers, TOKEN)).text) as {
    publishers: { id: string; repositoryId: string; usedAt: number | null }[];
  };
  expect(list).toMatchObject([{ repositoryId: JOB.repository_id, usedAt: expect.any(Number) }]);
  expect((await send(`${publishers}/${list[0]?.id}`, TOKEN, 'DELETE')).status).toBe(204);
  expect((await exchange(await issuer.sign())).status).toBe(403);
  expect((await send(publishers, TOKEN, 'POST', { ...RELEASE, repositoryId: '5000' })).status).toBe(201);
  expect((await said({}))[0]).toBe(403);
  expect((await said({ repository_id: '5000' }))[0]).toBe(200);
});

test('an ID token is good once, also for two that come at the same time', async () => {
  const { issuer, exchange } = await openAll();
  const idToken = await issuer.sign();
  const both = await Promise.all([exchange(idToken), exchange(idToken)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 401]);
  expect((await exchange(idToken)).error?.message).toContain('used before');
  // Another issuer's or a new one with the same number in it is the same one.
  expect((await exchange(await issuer.sign({ jti: 'twice' }))).status).toBe(200);
  expect((await exchange(await issuer.sign({ jti: 'twice' }))).status).toBe(401);
});

test('the issuer may change its keys, and be away while it is not needed', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const { issuer, exchange } = await openAll();
  expect((await exchange(await issuer.sign())).status).toBe(200);
  const old = await issuer.sign();
  await issuer.rotate();
  vi.setSystemTime(Date.now() + 31_000);
  expect((await exchange(await issuer.sign())).status).toBe(200);
  expect((await exchange(old)).error?.message).toContain('does not have');
  // Strangers' keys do not make the registry ask again and again.
  const before = issuer.asked.length;
  for (let count = 0; count < 5; count += 1) await exchange(old);
  expect(issuer.asked.length).toBe(before);
  const later = await issuer.sign();
  issuer.stop();
  expect((await exchange(later)).status).toBe(200);
});

test('an issuer that is away is told as such, and asked again by the next one', async () => {
  const { url, issuer, errors, exchange } = await openAll();
  const idToken = await issuer.sign();
  issuer.stop();
  const away = await send(`${url}/ci/token`, null, 'POST', { packageId: PACKAGE, idToken });
  expect([away.status, away.headers.get('retry-after'), away.text]).toEqual([
    503,
    '60',
    expect.stringContaining('issuer_away'),
  ]);
  expect(errors).toHaveLength(1);
  expect((await exchange(idToken)).status).toBe(503);
  expect((await send(`${url}/account/data`, TOKEN)).status).toBe(200);
});

test('publishers are named by owners, each once, and end with the role of who named them', async () => {
  const { url, issuer, exchange, publishers } = await openAll();
  const name = async (said: object) => (await send(publishers, TOKEN, 'POST', said)).status;
  expect(await name({ repository: 'pilot/GLIDER', workflow: 'release.yml' })).toBe(409);
  expect(await name({ ...RELEASE, issuer: 'https://thief.example.org' })).toBe(409);
  for (const wrong of [
    { repository: 'pilot', workflow: 'release.yml' },
    { repository: 'pilot/glider', workflow: '../release.yml' },
    { repository: 'pilot/glider', workflow: 'release.exe' },
    { repository: 'pilot//glider', workflow: 'release.yml' },
  ]) {
    expect(await name(wrong)).toBe(400);
  }
  for (let count = 1; count < 10; count += 1) expect(await name({ ...RELEASE, workflow: `w${count}.yml` })).toBe(201);
  expect(await name({ ...RELEASE, workflow: 'w10.yml' })).toBe(409);
  // The package is handed over, and who named the publisher is no owner any more.
  const transfer = `${url}/access/packages/${PACKAGE}/transfer`;
  await send(transfer, TOKEN, 'POST', { to: 'AUTHOR2' });
  expect((await send(`${transfer}/accept`, OTHERS, 'POST')).status).toBe(204);
  const { token = '' } = await exchange(await issuer.sign());
  expect((await send(`${url}/access/packages/${PACKAGE}/members/AUTHOR1`, OTHERS, 'DELETE')).status).toBe(204);
  expect((await exchange(await issuer.sign())).error?.message).toContain('may publish it no more');
  // Neither is a token that was given out before.
  expect((await upload(url, token)).status).toBe(403);
});

test('where the operator believes nobody there is no such route', async () => {
  const registry = await openRegistry({ hosted: HOSTED });
  const url = `http://127.0.0.1:${registry.port}`;
  expect((await send(`${url}/ci/token`, null, 'POST', {})).status).toBe(404);
  expect((await send(`${url}/meta`, null)).text).not.toContain('"ci"');
});
