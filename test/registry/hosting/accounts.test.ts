import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { acceptAll, type Community, must, openCommunity, SHARED, send, TOKENS } from '../support/community.ts';
import { formOf, OK_UPLOAD } from '../support/local-registry.ts';
import { serveInTerminal } from '../support/terminal.ts';

// What an operator does with accounts: sees them, changes what they may store, helps who lost a token, locks out and lets in.

let community: Community;
beforeAll(async () => {
  community = await openCommunity();
}, 120_000);
afterAll(() => community.close());

async function statusFor(token: string) {
  return (await send(`${community.url}/account/data`, token)).status;
}

function operate(method: string, path: string, body?: object) {
  return send(`${community.operations}/authors${path}`, TOKENS.OPERATOR, method, body);
}

async function lastEntries(count: number) {
  const { entries } = JSON.parse(await must(`${community.operations}/audit?limit=${count}`, TOKENS.OPERATOR)) as {
    entries: { action: string; target: string; author: string }[];
  };
  return entries.map(({ action, target, author }) => [author, action, target]);
}

async function accountOf(id: string) {
  const { authors } = JSON.parse((await operate('GET', '')).text) as { authors: { authorId: string }[] };
  return authors.find(({ authorId }) => authorId === id);
}

test('accounts are listed with what they have, and their space is changed', async () => {
  const stranger = {
    ...{ authorId: 'STRANGER', name: 'STRANGER', email: 'STRANGER@localhost', lockedAt: null },
    ...{ createdAt: expect.stringMatching(/^\d{4}-/), packages: 1, usedStorage: 14, totalStorage: null },
  };
  expect(await accountOf('STRANGER')).toEqual(stranger);
  expect(await accountOf('READER')).toMatchObject({ packages: 0, usedStorage: 0 });
  expect((await operate('PATCH', '/stranger', { totalStorage: 33 })).status).toBe(204);
  expect(await accountOf('STRANGER')).toEqual({ ...stranger, totalStorage: 33 });
  expect(JSON.parse(await must(`${community.url}/account/data`, TOKENS.STRANGER))).toMatchObject({ totalStorage: 33 });
  expect((await operate('PATCH', '/STRANGER', { totalStorage: null })).status).toBe(204);
  expect(await lastEntries(2)).toEqual([
    ['OPERATOR', 'author.quota', 'STRANGER: no limit'],
    ['OPERATOR', 'author.quota', 'STRANGER: 33'],
  ]);
  for (const totalStorage of [-1, 0.5, '33', undefined])
    expect([totalStorage, (await operate('PATCH', '/STRANGER', { totalStorage })).status]).toEqual([totalStorage, 400]);
  expect((await operate('PATCH', '/nobody', { totalStorage: 33 })).status).toBe(404);
});

test('a name of many long letters is found by its address', async () => {
  const name = '飛'.repeat(32);
  expect((await operate('POST', '', { name, email: 'long@example.org' })).status).toBe(201);
  expect((await operate('PATCH', `/${encodeURIComponent(name)}`, { totalStorage: 1 })).status).toBe(204);
});

test('who lost a token gets another one; tokens are listed without their text and ended one by one or all', async () => {
  const given = JSON.parse((await operate('POST', '/MAINTAINER/tokens', { tokenDays: 2 })).text) as Record<
    string,
    string
  >;
  const { token = '', tokenId = '' } = given;
  expect([given.authorId, await statusFor(token), await statusFor(TOKENS.MAINTAINER)]).toEqual([
    'MAINTAINER',
    200,
    200,
  ]);
  expect(await lastEntries(1)).toEqual([['OPERATOR', 'token.issue', `MAINTAINER: ${tokenId}`]]);
  const list = (await operate('GET', '/MAINTAINER/tokens')).text;
  const { tokens } = JSON.parse(list) as { tokens: { id: string; expiresAt: string | null }[] };
  expect(tokens).toHaveLength(2);
  expect(Date.parse(tokens.find(({ id }) => id === tokenId)?.expiresAt ?? '')).toBeLessThan(
    Date.now() + 2 * 86_400_000,
  );
  expect(list).not.toContain(token);

  // Nobody's token is ended under another one's name.
  expect((await operate('DELETE', `/READER/tokens/${tokenId}`)).status).toBe(404);
  expect((await operate('DELETE', `/MAINTAINER/tokens/${tokenId}`)).status).toBe(204);
  expect([await statusFor(token), await statusFor(TOKENS.MAINTAINER)]).toEqual([401, 200]);
  await must(`${community.operations}/authors/MAINTAINER/tokens`, TOKENS.OPERATOR, 'POST');
  const all = await operate('DELETE', '/MAINTAINER/tokens');
  expect([JSON.parse(all.text), await statusFor(TOKENS.MAINTAINER)]).toEqual([{ revoked: 2 }, 401]);
  expect(await lastEntries(1)).toEqual([['OPERATOR', 'token.revoke', 'MAINTAINER: all']]);
  expect((await operate('POST', '/MAINTAINER/tokens', { tokenDays: 0 })).status).toBe(400);
  // The operator ends every own token but the one that asks.
  const other = JSON.parse((await operate('POST', '/OPERATOR/tokens')).text) as { token: string };
  expect(JSON.parse((await operate('DELETE', '/OPERATOR/tokens')).text)).toEqual({ revoked: 1 });
  expect([await statusFor(other.token), await statusFor(TOKENS.OPERATOR)]).toEqual([401, 200]);
});

test('who is locked out has no way in with any token, and has everything back when let in again', async () => {
  const { url } = community;
  const packageOf = () => send(`${url}/access/packages/${SHARED}`, TOKENS.COOWNER);
  const upload = (packageVersion: string) =>
    send(`${url}/packages/upload`, TOKENS.COOWNER, 'POST', formOf(OK_UPLOAD, { packageId: SHARED, packageVersion }));
  const before = (await packageOf()).text;
  const { hash } = community.targets.find(({ state, package: of }) => of === 'shared' && state === 'private') ?? {};
  expect((await send(`${url}/packages/files/${hash}`, TOKENS.COOWNER)).status).toBe(200);

  expect((await operate('POST', '/COOWNER/lock')).status).toBe(204);
  expect(await accountOf('COOWNER')).toMatchObject({ lockedAt: expect.stringMatching(/^\d{4}-/) });
  const refused = [
    await packageOf(),
    await upload('999.1.0'),
    await send(`${url}/packages/files/${hash}`, TOKENS.COOWNER),
  ];
  expect([await statusFor(TOKENS.COOWNER), ...refused.map(({ status }) => status)]).toEqual([401, 401, 401, 404]);
  // Not by a token that comes later either; others go on.
  const { token } = JSON.parse((await operate('POST', '/COOWNER/tokens')).text) as { token: string };
  expect([await statusFor(token), await statusFor(TOKENS.AUTHOR)]).toEqual([401, 200]);

  for (let times = 0; times < 2; times += 1) expect((await operate('POST', '/COOWNER/unlock')).status).toBe(204);
  expect([(await packageOf()).text, await statusFor(token), (await upload('999.1.0')).status]).toEqual([
    before,
    200,
    204,
  ]);
  // What changes nothing is not written down.
  const acts = (await lastEntries(20)).filter(([, action]) => /lock$/.test(action ?? ''));
  expect(acts).toEqual([
    ['OPERATOR', 'author.unlock', 'COOWNER'],
    ['OPERATOR', 'author.lock', 'COOWNER'],
  ]);
  const own = await operate('POST', '/OPERATOR/lock');
  expect([own.status, own.text]).toEqual([409, expect.stringContaining('nobody could let in again')]);
  expect(await statusFor(TOKENS.OPERATOR)).toBe(200);
});

test('registry accounts does the same in a terminal', async () => {
  const { port } = new URL(community.operations);
  process.env.REGISTRY_TOKEN = TOKENS.OPERATOR;
  onTestFinished(() => void delete process.env.REGISTRY_TOKEN);
  const accounts = (...words: string[]) => serveInTerminal('accounts', ...words, '--operations-port', port).ended;
  const said = async (...words: string[]) => {
    const { code, out, err } = await accounts(...words);
    expect([words, code, err]).toEqual([words, 0, '']);
    return out.trim();
  };
  const made = await said('add', 'Some Pilot', 'pilot@example.org', '--quota', '1000', '--days', '3');
  const [, id = '', token = ''] = /^Token of ([\w-]+) \(shown only now\): (\S+)$/.exec(made) ?? [];
  expect(await statusFor(token)).toBe(200);
  await acceptAll(community.url, token);
  expect(await said()).toMatch(
    new RegExp(`^\\d{4}\\S+\\t${id}\\tSome Pilot\\tpilot@example.org\\t0 packages\\t0 of 1000 bytes\\t-$`, 'm'),
  );
  await said('quota', 'Some Pilot', 'none');
  expect(await accountOf(id)).toMatchObject({ totalStorage: null });
  await said('lock', 'some pilot');
  expect([await statusFor(token), await said('list')]).toEqual([401, expect.stringContaining('\tlocked since 2')]);
  await said('unlock', id);
  expect(await statusFor(token)).toBe(200);
  const [tokenId = ''] = (await said('tokens', 'Some Pilot')).split('\t');
  await said('revoke', 'Some Pilot', tokenId);
  expect(await statusFor(token)).toBe(401);
  const next = JSON.parse(await said('token', 'Some Pilot', '--json')) as { token: string };
  expect(await statusFor(next.token)).toBe(200);
  expect(await said('revoke', 'Some Pilot')).toContain('1 tokens of Some Pilot');
  for (const [words, code, sentence] of [
    [['sing'], 2, 'accounts can list, add,'],
    [['lock'], 2, 'Say: accounts lock NAME'],
    [['quota', 'Some Pilot', 'much'], 2, 'A quota is a number of bytes, or none.'],
    [['lock', 'Nobody at all'], 1, 'There is nobody named "Nobody at all" here.'],
  ] as const) {
    expect(await accounts(...words)).toMatchObject({ code, err: expect.stringContaining(sentence) });
  }
});
