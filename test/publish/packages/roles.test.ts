import { rm } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createPackageServices, RegistryClients } from '../../../main/publish/index.ts';
import { applySeed } from '../../../main/registry/seed.ts';
import { startRegistry } from '../../../main/registry/start.ts';
import { openStorage } from '../../../main/registry/storage/open-storage.ts';
import { makeFolder } from '../../make-folder.ts';
import { HOSTED } from '../../registry/support/community.ts';
import { fastClock } from '../clocks.ts';
import { aRegistry, TOKEN, value } from '../world.ts';

// Who may do what with a package, asked of a registry that several people use.

const AT = { connectionId: 'c', packageId: 'shared.aircraft' };

/** One with a few people and a package of the first. */
async function openShared(): Promise<string> {
  const dataDir = makeFolder('registry-roles');
  const { db, close } = await openStorage({ dataDir }, () => undefined);
  const people = ['AUTHOR', 'READER', 'PILOT'];
  await applySeed(db, {
    authors: people.map((authorId) => ({ authorId, tokens: [{ token: authorId.toLowerCase() }] })),
  });
  await close();
  const registry = await startRegistry({ dataDir, rateLimits: false, hosted: HOSTED });
  onTestFinished(async () => {
    await registry.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return `http://127.0.0.1:${registry.port}`;
}

/** As one does on the account page. */
async function accept(url: string, token: string): Promise<void> {
  const headers = { authorization: token };
  const answer = await fetch(`${url}/access/invitations`, { headers });
  const { invitations } = (await answer.json()) as { readonly invitations: readonly { readonly id: string }[] };
  for (const { id } of invitations) {
    expect((await fetch(`${url}/access/invitations/${id}/accept`, { method: 'POST', headers })).status).toBe(204);
  }
}

function servicesOf(baseUrl: string, token: string) {
  const connections = { get: async () => ({ id: 'c', kind: 'remote', baseUrl, token }) as const };
  return createPackageServices(new RegistryClients({ connections, clock: fastClock(100), rateLimits: () => false }));
}

test('an owner sees who has a role, gives one, changes it and takes it away; others are told why they may not', async () => {
  const url = await openShared();
  const author = servicesOf(url, 'author');
  value(await author.create({ ...AT, packageName: 'Shared', packageType: 'aircraft', description: 'Flown by many.' }));
  expect(value(await author.roles(AT))).toEqual({
    role: 'owner',
    author: { id: 'AUTHOR', name: expect.any(String) },
    members: [],
    invited: [],
    teams: [],
  });
  // Who is new is asked first, and may be asked for something else until they have answered.
  expect(value(await author.setRole({ ...AT, who: ' READER ', role: 'reader' }))).toEqual({ invited: true });
  value(await author.setRole({ ...AT, who: 'PILOT', role: 'maintainer' }));
  value(await author.setRole({ ...AT, who: 'PILOT', role: 'reader' }));
  const asked = value(await author.roles(AT))?.invited.map(({ id, role }) => `${id} ${role}`);
  expect(asked?.toSorted()).toEqual(['PILOT reader', 'READER reader']);
  await accept(url, 'pilot');
  await accept(url, 'reader');
  expect(value(await author.setRole({ ...AT, who: 'PILOT', role: 'maintainer' }))).toEqual({ invited: false });
  const members = async () =>
    value(await author.roles(AT))
      ?.members.map(({ id, role }) => `${id} ${role}`)
      .toSorted();
  expect(await members()).toEqual(['PILOT maintainer', 'READER reader']);
  value(await author.removeRole({ ...AT, who: 'PILOT' }));
  expect(await members()).toEqual(['READER reader']);

  const said = (message: string) => ({
    ok: false,
    error: { code: 'role_refused', message: expect.stringContaining(message) },
  });
  expect(await author.setRole({ ...AT, who: 'Nobody', role: 'owner' })).toMatchObject(said('nobody named “Nobody”'));
  expect(await author.removeRole({ ...AT, who: 'AUTHOR' })).toMatchObject(said('no role that could be changed'));
  const reader = servicesOf(url, 'reader');
  expect(value(await reader.roles(AT))?.role).toBe('reader');
  expect(await reader.setRole({ ...AT, who: 'PILOT', role: 'owner' })).toMatchObject(said('Only owners'));
  expect(await servicesOf(url, 'unknown').roles(AT)).toMatchObject(said('This token may not'));
});

test('a registry without roles is no fault: there is nothing to show', async () => {
  const registry = await aRegistry();
  expect(value(await servicesOf(registry.url, TOKEN).roles({ ...AT, packageId: 'sample.package' }))).toBeNull();
});
