import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rename } from 'node:fs/promises';
import { request } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { StorageSettings } from '../../../../main/registry/storage/open-storage.ts';
import { acceptAll, type Community, must, openCommunity, SHARED, send, TEAM, TOKENS } from '../../support/community.ts';
import { formOf, OK_UPLOAD } from '../../support/local-registry.ts';
import { okParts } from '../../support/raw-http.ts';

// Roles, teams and transfer as people use them; who may ask for what is authorisation.test.ts.

async function open(disk?: StorageSettings['disk']): Promise<Community> {
  const community = await openCommunity({}, disk);
  onTestFinished(() => community.close());
  return community;
}

const AT = `/access/packages/${SHARED}`;
function retry(url: string, token: string, packageVersion: string) {
  return send(`${url}/packages/retry`, token, 'POST', formOf({ packageId: SHARED, packageVersion }));
}

function upload(url: string, token: string, packageVersion: string) {
  return send(`${url}/packages/upload`, token, 'POST', formOf({ ...OK_UPLOAD, packageId: SHARED, packageVersion }));
}

test('who shares a package sees it among the own ones, with the role; a role that is taken away ends all of it', async () => {
  const { url, targets } = await open();
  const own = async (token: string) => JSON.parse(await must(`${url}/account/packages`, token)).packages as object[];
  expect(await own(TOKENS.AUTHOR)).not.toContainEqual(expect.objectContaining({ role: expect.anything() }));
  expect(await own(TOKENS.READER)).toMatchObject([{ packageId: SHARED, role: 'reader' }]);
  expect(await own(TOKENS.TEAMCHIEF)).toMatchObject([{ packageId: SHARED, role: 'maintainer' }]);
  expect(await own(TOKENS.TEAMREADER)).toMatchObject([{ packageId: SHARED, role: 'reader' }]);
  expect(await own(TOKENS.OPERATOR)).toEqual([]);

  const hidden = targets.find(({ state }) => state === 'private');
  const file = () => send(`${url}/packages/files/${hidden?.hash}`, TOKENS.READER);
  expect([(await file()).status, (await upload(url, TOKENS.READER, '7.0.0')).status]).toEqual([200, 403]);
  expect((await upload(url, TOKENS.MAINTAINER, '7.0.0')).status).toBe(204);
  // A maintainer gives nobody a role, and everybody may leave.
  expect((await send(`${url}${AT}/members/READER`, TOKENS.MAINTAINER, 'DELETE')).status).toBe(403);
  await must(`${url}${AT}/members/READER`, TOKENS.READER, 'DELETE');
  expect([(await file()).status, await own(TOKENS.READER)]).toEqual([404, []]);
});

test('what has no value is null in an answer, not left out', async () => {
  const { url } = await open();
  const told = async (path: string, token: string) => JSON.parse(await must(url + path, token));
  expect(await told(AT, TOKENS.AUTHOR)).toMatchObject({ offeredTo: null });
  await must(`${url}${AT}/members/OPERATOR`, TOKENS.AUTHOR, 'PUT', { role: 'reader' });
  expect(await told('/access/invitations', TOKENS.OPERATOR)).toMatchObject({
    invitations: [{ packageId: SHARED, teamId: null }],
  });
  expect(await told('/access/tokens', TOKENS.OPERATOR)).toMatchObject({ tokens: [{ expiresAt: null }] });
  expect(await told('/v1/files', TOKENS.OPERATOR)).toEqual({
    data: [],
    first_id: null,
    last_id: null,
    has_more: false,
  });
});

test('a team that loses a member or the package takes the roles with it', async () => {
  const { url } = await open();
  const status = async (token: string) => (await send(`${url}/account/packages/${SHARED}`, token)).status;
  const team = `${url}/access/teams/${encodeURIComponent(TEAM)}`;
  expect(JSON.parse(await must(team, TOKENS.TEAMREADER))).toMatchObject({
    role: 'reader',
    members: [
      { id: 'AUTHOR', role: 'reader' },
      { id: 'TEAMCHIEF', role: 'owner' },
      { id: 'TEAMREADER', role: 'reader' },
    ],
  });
  await must(`${team}/members/TEAMREADER`, TOKENS.TEAMCHIEF, 'DELETE');
  expect([await status(TOKENS.TEAMREADER), await status(TOKENS.TEAMCHIEF)]).toEqual([404, 200]);
  const last = await send(`${team}/members/TEAMCHIEF`, TOKENS.TEAMCHIEF, 'DELETE');
  expect([last.status, last.text]).toEqual([409, expect.stringContaining('would have no owner')]);
  await must(`${url}${AT}/teams/${encodeURIComponent(TEAM)}`, TOKENS.AUTHOR, 'DELETE');
  expect(await status(TOKENS.TEAMCHIEF)).toBe(404);
  // A team one is not in cannot be put at a package.
  const foreign = await send(`${url}/access/teams`, TOKENS.STRANGER, 'POST', { name: 'Others' });
  expect(foreign.status).toBe(201);
  expect((await send(`${url}${AT}/teams/Others`, TOKENS.AUTHOR, 'PUT', { role: 'owner' })).status).toBe(404);
  expect((await send(`${url}/access/teams`, TOKENS.AUTHOR, 'POST', { name: 'OTHERS' })).status).toBe(409);
});

test('a package changes hands when the other one takes it, and not beyond that one’s storage', async () => {
  const { url, operations } = await open();
  const poor = { name: 'Poor Pilot', email: 'poor@example.org', totalStorage: 3 };
  const { token } = JSON.parse(await must(`${operations}/authors`, TOKENS.OPERATOR, 'POST', poor)) as { token: string };
  const transfer = `${url}${AT}/transfer`;
  expect((await send(transfer, TOKENS.COOWNER, 'POST', { to: 'COOWNER' })).status).toBe(403);
  await must(transfer, TOKENS.AUTHOR, 'POST', { to: 'Poor Pilot' });
  const full = await send(`${transfer}/accept`, token, 'POST');
  expect([full.status, full.text]).toEqual([409, expect.stringContaining('of your 3 are left')]);
  await must(transfer, token, 'DELETE');

  await must(transfer, TOKENS.AUTHOR, 'POST', { to: 'COOWNER' });
  expect((await send(`${transfer}/accept`, TOKENS.MAINTAINER, 'POST')).status).toBe(404);
  const used = async (of: string) => JSON.parse(await must(`${url}/account/data`, of)).usedStorage as number;
  const before = await used(TOKENS.AUTHOR);
  await must(`${transfer}/accept`, TOKENS.COOWNER, 'POST');
  expect([await used(TOKENS.AUTHOR), await used(TOKENS.COOWNER)]).toEqual([0, before]);
  expect((await send(`${transfer}/accept`, TOKENS.COOWNER, 'POST')).status).toBe(404);
  expect(JSON.parse(await must(`${url}${AT}`, TOKENS.COOWNER))).toMatchObject({
    author: { id: 'COOWNER' },
    members: expect.arrayContaining([expect.objectContaining({ id: 'AUTHOR', role: 'owner' })]),
  });
  expect(await must(`${url}/packages`, null)).toContain('"authorName":"COOWNER"');
  await must(`${url}${AT}/members/AUTHOR`, TOKENS.COOWNER, 'DELETE');
  expect((await upload(url, TOKENS.AUTHOR, '7.0.0')).status).toBe(403);
});

test('what an owner removes is gone for good: its space is free, its number stays used up', async () => {
  const { url, operations, targets } = await open();
  const gone = targets.find(({ state, packageId }) => packageId === SHARED && state === 'public');
  const hash = createHash('sha256')
    .update(gone?.version ?? '')
    .digest('hex');
  const used = async () => JSON.parse(await must(`${url}/account/data`, TOKENS.AUTHOR)).usedStorage as number;
  const before = await used();
  const remove = () => send(`${url}${AT}/versions/${gone?.version}`, TOKENS.COOWNER, 'DELETE');
  expect((await remove()).status).toBe(204);
  expect((await remove()).status).toBe(409);
  expect((await send(`${url}/packages/files/${hash}`, TOKENS.AUTHOR)).status).toBe(404);
  expect((await send(`${url}/packages/info/${SHARED}/${gone?.version}`, null)).status).toBe(404);
  expect(await used()).toBe(before - (gone?.version.length ?? 0));
  expect((await upload(url, TOKENS.AUTHOR, gone?.version ?? '')).text).toBe('version_exists');
  expect((await retry(url, TOKENS.AUTHOR, gone?.version ?? '')).text).toBe('cant_retry');
  expect(
    (await send(`${operations}/versions/${SHARED}/${gone?.version}/restore`, TOKENS.OPERATOR, 'POST')).status,
  ).toBe(404);
});

test('no author brings back what the operator hid', async () => {
  const { url, targets } = await open();
  const hidden = targets.find(({ state }) => state === 'hidden by the operator');
  expect((await retry(url, TOKENS.AUTHOR, hidden?.version ?? '')).text).toBe('cant_retry');
  const again = await send(`${url}/v1/files/retry`, TOKENS.AUTHOR, 'POST', { file_ids: [hidden?.fileId] });
  expect(again.text).toBe('{"success":false}');
  expect(await must(`${url}/account/packages/${SHARED}/${hidden?.version}`, TOKENS.AUTHOR)).toContain('"removed"');
});

test('a token is listed without its text, ends when it is revoked, and can end itself', async () => {
  const { url } = await open();
  const { token, id } = JSON.parse(
    await must(`${url}/auth/issue`, TOKENS.READER, 'POST', { name: 'For CI', expires: 3, permissions: 512 }),
  ) as { token: string; id: string };
  const list = await must(`${url}/access/tokens`, TOKENS.READER);
  expect(JSON.parse(list).tokens).toContainEqual(expect.objectContaining({ id, name: 'For CI', own: false }));
  expect(list).not.toContain(token);
  const works = async (one: string) => (await send(`${url}/account/packages`, one)).status;
  expect([await works(token), (await send(`${url}/access/tokens/${id}`, TOKENS.AUTHOR, 'DELETE')).status]).toEqual([
    200, 404,
  ]);
  await must(`${url}/access/tokens/${id}`, TOKENS.READER, 'DELETE');
  expect(await works(token)).toBe(401);
  const own = (JSON.parse(list).tokens as { id: string; own: boolean }[]).find((one) => one.own);
  await must(`${url}/access/tokens/${own?.id}`, TOKENS.READER, 'DELETE');
  expect(await works(TOKENS.READER)).toBe(401);
});

/** The status of an upload of which the last bytes come after `meanwhile`. */
async function uploadAround(
  url: string,
  token: string,
  packageVersion: string,
  meanwhile: () => Promise<unknown>,
): Promise<number> {
  const headers = {
    authorization: token,
    'content-type': 'multipart/form-data; boundary=x-boundary',
    expect: '100-continue',
  };
  const sending = request(`${url}/packages/upload`, { method: 'POST', headers });
  const file = '--x-boundary\r\nContent-Disposition: form-data; name="file"; filename="x.zip"\r\n\r\n';
  sending.write(okParts({ packageId: SHARED, packageVersion }) + file);
  // The registry has begun with it, and what is asked after that comes later.
  await once(sending, 'continue');
  await must(`${url}/account/packages`, TOKENS.AUTHOR);
  await meanwhile();
  const answered = once(sending, 'response');
  sending.end('some bytes\r\n--x-boundary--\r\n');
  const [{ statusCode }] = (await answered) as [{ statusCode: number }];
  return statusCode;
}

test('a token that is revoked, or a role that is taken away, while a body arrives lets nothing of it in', async () => {
  const { url } = await open();
  expect(await uploadAround(url, TOKENS.MAINTAINER, '8.0.0', async () => {})).toBe(204);
  const { token, id } = JSON.parse(
    await must(`${url}/auth/issue`, TOKENS.AUTHOR, 'POST', { name: 'For CI', expires: 3, permissions: 4 }),
  ) as { token: string; id: string };
  const revoke = () => must(`${url}/access/tokens/${id}`, TOKENS.AUTHOR, 'DELETE');
  expect(await uploadAround(url, token, '8.1.0', revoke)).toBe(401);
  const takeAway = () => must(`${url}${AT}/members/MAINTAINER`, TOKENS.AUTHOR, 'DELETE');
  expect(await uploadAround(url, TOKENS.MAINTAINER, '8.2.0', takeAway)).toBe(403);
  const there = await must(`${url}/account/packages/${SHARED}`, TOKENS.AUTHOR);
  expect([there.includes('"8.0.0"'), there.includes('"8.1.0"'), there.includes('"8.2.0"')]).toEqual([
    true,
    false,
    false,
  ]);
});

test('a token that runs out while a body arrives was good when the upload began, and is for nothing else after', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const { url } = await open();
  const { token } = JSON.parse(
    await must(`${url}/auth/issue`, TOKENS.AUTHOR, 'POST', { name: 'For CI', expires: 1, permissions: 4 }),
  ) as { token: string };
  const days = async (n: number) => vi.setSystemTime(Date.now() + n * 86_400_000);
  expect(await uploadAround(url, token, '8.0.0', () => days(1.1))).toBe(204);
  expect((await upload(url, token, '8.1.0')).status).toBe(401);
  const listed = await must(`${url}/access/tokens`, TOKENS.AUTHOR);
  expect(listed).not.toContain('For CI');
});

test('a role that is taken away while a whole file is being stored lets nothing of it in', async () => {
  let meanwhile: (() => Promise<unknown>) | undefined;
  const { url } = await open({
    syncFile: async () => undefined,
    rename: async (from, to) => {
      await rename(from, to);
      await meanwhile?.();
      meanwhile = undefined;
    },
  });
  meanwhile = () => must(`${url}${AT}/members/MAINTAINER`, TOKENS.AUTHOR, 'DELETE');
  expect((await upload(url, TOKENS.MAINTAINER, '8.0.0')).status).toBe(403);
  const { token, id } = JSON.parse(
    await must(`${url}/auth/issue`, TOKENS.AUTHOR, 'POST', { name: 'For CI', expires: 3, permissions: 4 }),
  ) as { token: string; id: string };
  meanwhile = () => must(`${url}/access/tokens/${id}`, TOKENS.AUTHOR, 'DELETE');
  expect((await upload(url, token, '8.1.0')).status).toBe(401);
  expect(await must(`${url}/account/packages/${SHARED}`, TOKENS.AUTHOR)).not.toMatch(/"8\.[01]\.0"/);
});

test('who is in fifty teams of others can still make one', { timeout: 120_000 }, async () => {
  const { url } = await open();
  for (const owner of [TOKENS.TEAMCHIEF, TOKENS.AUTHOR]) {
    for (let at = 0; at < 30; at++) {
      const name = `Team of ${owner} ${at}`;
      const { id } = JSON.parse(await must(`${url}/access/teams`, owner, 'POST', { name })) as { id: string };
      await must(`${url}/access/teams/${id}/members/READER`, owner, 'PUT', { role: 'reader' });
    }
  }
  await acceptAll(url, TOKENS.READER);
  const make = (name: string) => send(`${url}/access/teams`, TOKENS.READER, 'POST', { name });
  for (let at = 0; at < 50; at++) expect((await make(`My own team ${at}`)).status).toBe(201);
  const more = await make('One more team');
  expect([more.status, more.text.includes('50 teams')]).toEqual([409, true]);
});
