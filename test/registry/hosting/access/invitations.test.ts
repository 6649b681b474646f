import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../../free-port.ts';
import { openBrowser } from '../../support/browser.ts';
import { type Community, HOSTED, must, openCommunity, SHARED, send, TEAM, TOKENS } from '../../support/community.ts';
import { openRegistry, TOKEN } from '../../support/local-registry.ts';

// Nobody gets a role at a package or in a team unasked: it is offered, and theirs when they take it.

async function open(): Promise<Community> {
  const community = await openCommunity();
  onTestFinished(() => community.close());
  return community;
}

const AT = `/access/packages/${SHARED}`;
interface Told {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly of: string;
  readonly invitedBy: string;
}

async function invitationsOf(url: string, token: string): Promise<Told[]> {
  return (JSON.parse(await must(`${url}/access/invitations`, token)) as { invitations: Told[] }).invitations;
}

async function packagesOf(url: string, token: string): Promise<string> {
  return must(`${url}/account/packages`, token);
}

test('a role is nobody’s until they take it, and what is declined or taken back leads nowhere', async () => {
  const { url } = await open();
  const members = `${url}${AT}/members/STRANGER`;
  const invited = await send(members, TOKENS.AUTHOR, 'PUT', { role: 'owner' });
  expect([invited.status, invited.text]).toEqual([202, '{"invited":"STRANGER"}']);
  expect(await packagesOf(url, TOKENS.STRANGER)).not.toContain(SHARED);
  expect((await send(`${url}${AT}`, TOKENS.STRANGER)).status).toBe(404);
  expect(await invitationsOf(url, TOKENS.STRANGER)).toMatchObject([
    { name: SHARED, role: 'owner', of: 'package', invitedBy: 'AUTHOR' },
  ]);
  expect(await must(`${url}${AT}`, TOKENS.AUTHOR)).toContain(
    '"invited":[{"id":"STRANGER","name":"STRANGER","role":"owner"}]',
  );
  // A second one is not a second one.
  await must(members, TOKENS.AUTHOR, 'PUT', { role: 'reader' });
  const [first] = await invitationsOf(url, TOKENS.STRANGER);
  const answer = `${url}/access/invitations/${first?.id}`;
  for (const other of [TOKENS.AUTHOR, TOKENS.READER]) {
    expect((await send(`${answer}/accept`, other, 'POST')).status).toBe(404);
    expect((await send(answer, other, 'DELETE')).status).toBe(404);
  }
  expect((await send(answer, TOKENS.STRANGER, 'DELETE')).status).toBe(204);
  expect((await send(`${answer}/accept`, TOKENS.STRANGER, 'POST')).status).toBe(404);

  await must(members, TOKENS.AUTHOR, 'PUT', { role: 'reader' });
  const [second] = await invitationsOf(url, TOKENS.STRANGER);
  await must(members, TOKENS.AUTHOR, 'DELETE');
  expect((await send(`${url}/access/invitations/${second?.id}/accept`, TOKENS.STRANGER, 'POST')).status).toBe(404);

  await must(members, TOKENS.AUTHOR, 'PUT', { role: 'reader' });
  const [third] = await invitationsOf(url, TOKENS.STRANGER);
  const accept = () => send(`${url}/access/invitations/${third?.id}/accept`, TOKENS.STRANGER, 'POST');
  expect((await Promise.all([accept(), accept()])).map(({ status }) => status).toSorted()).toEqual([204, 404]);
  expect(await packagesOf(url, TOKENS.STRANGER)).toContain(SHARED);
  // Whoever is there already gets another role at once.
  expect((await send(members, TOKENS.AUTHOR, 'PUT', { role: 'maintainer' })).status).toBe(204);
  const log = await must(`${url}${AT}/audit`, TOKENS.AUTHOR);
  for (const action of ['member.invite', 'invitation.decline', 'invitation.accept', 'member.set']) {
    expect(log).toContain(`"action":"${action}"`);
  }
});

test('an invitation of somebody who is no owner any more is worth nothing', async () => {
  const { url } = await open();
  await must(`${url}${AT}/members/STRANGER`, TOKENS.COOWNER, 'PUT', { role: 'owner' });
  await must(`${url}${AT}/members/COOWNER`, TOKENS.AUTHOR, 'PUT', { role: 'reader' });
  const [invitation] = await invitationsOf(url, TOKENS.STRANGER);
  expect((await send(`${url}/access/invitations/${invitation?.id}/accept`, TOKENS.STRANGER, 'POST')).status).toBe(404);
  expect((await send(`${url}${AT}`, TOKENS.STRANGER)).status).toBe(404);
});

test('a team is joined the same way', async () => {
  const { url } = await open();
  const team = `${url}/access/teams/${encodeURIComponent(TEAM)}`;
  expect((await send(`${team}/members/STRANGER`, TOKENS.TEAMCHIEF, 'PUT', { role: 'maintainer' })).status).toBe(202);
  expect(JSON.parse(await must(`${url}/access/teams`, TOKENS.STRANGER))).toEqual({ teams: [] });
  expect(await packagesOf(url, TOKENS.STRANGER)).not.toContain(SHARED);
  const [invitation] = await invitationsOf(url, TOKENS.STRANGER);
  expect(invitation).toMatchObject({ name: TEAM, of: 'team', role: 'maintainer', invitedBy: 'TEAMCHIEF' });
  await must(`${url}/access/invitations/${invitation?.id}/accept`, TOKENS.STRANGER, 'POST');
  expect(await packagesOf(url, TOKENS.STRANGER)).toContain(SHARED);
  await must(`${team}/members/OPERATOR`, TOKENS.TEAMCHIEF, 'PUT', { role: 'reader' });
  expect((await send(`${team}/members/OPERATOR`, TOKENS.TEAMCHIEF, 'DELETE')).status).toBe(204);
  expect((await send(`${team}/members/OPERATOR`, TOKENS.TEAMCHIEF, 'DELETE')).status).toBe(404);
  expect(await invitationsOf(url, TOKENS.OPERATOR)).toEqual([]);
});

test('the page of an account shows invitations, and names and ends workflows of CI', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await openRegistry({ port, hosted: { ...HOSTED, publicUrl: url, ciIssuers: ['https://issuer.example.org'] } });
  await must(`${url}/access/packages/another.package/members/AUTHOR1`, 'token-of-author-2', 'PUT', {
    role: 'maintainer',
  });
  const browser = openBrowser();
  const account = await browser.send(`${url}/sign-in/token`, { token: TOKEN });
  expect(account.text).toContain('AUTHOR2 wants you at another.package, as a maintainer.');
  const id = /name="id" value="([\w-]+)">\s*<button name="answer"/.exec(account.text)?.[1] ?? '';
  const accepted = await browser.send(`${url}/me/invitations`, { id, answer: 'accept' });
  expect([accepted.status, accepted.text.includes('wants you')]).toEqual([200, false]);
  expect((await browser.send(`${url}/me/invitations`, { id, answer: 'accept' })).status).toBe(404);
  expect(await packagesOf(url, TOKEN)).toContain('another.package');

  const page = `${url}/me/ci?package=example.package1`;
  expect(accepted.text).toContain('href="/me/ci?package=example.package1"');
  // A maintainer there, not an owner.
  expect(accepted.text).not.toContain('/me/ci?package=another.package');
  expect((await browser.get(`${url}/me/ci?package=another.package`)).status).toBe(404);
  expect((await browser.get(page)).text).toContain('There is none yet.');
  const fields = { package: 'example.package1', repository: 'pilot/glider', workflow: 'release.yml', environment: '' };
  const named = await browser.send(`${url}/me/ci`, fields);
  expect([named.url, named.text.includes('<h3>pilot/glider</h3>')]).toEqual([page, true]);
  expect((await browser.send(`${url}/me/ci`, fields)).status).toBe(409);
  expect((await browser.send(`${url}/me/ci`, { ...fields, workflow: '../x' })).status).toBe(400);
  expect((await browser.send(`${url}/me/ci`, { ...fields, package: 'another.package' })).status).toBe(404);
  expect((await browser.send(`${url}/me/ci`, fields, 'https://thief.example.org')).status).toBe(403);
  const publisher = /name="id" value="([\w-]+)"/.exec(named.text)?.[1] ?? '';
  const ended = await browser.send(`${url}/me/ci/end`, { package: 'example.package1', id: publisher });
  expect(ended.text).toContain('There is none yet.');
  expect((await browser.send(`${url}/me/ci/end`, { package: 'example.package1', id: publisher })).status).toBe(404);
  const log = await must(`${url}/access/packages/example.package1/audit`, TOKEN);
  expect(log.match(/"action":"publisher\.(add|remove)"/g)).toHaveLength(2);
});
