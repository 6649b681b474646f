import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { DestinationSettings } from '../../../preload/contract.ts';
import { LOCAL_CONNECTION_ID } from '../../../preload/contract.ts';
import { openTestApp, type TestApp, valueIn } from '../open-test-app.ts';

// A folder comes from anywhere, with a loadmaster.json of whoever made it, or changed it since.

/** A web server that writes down what it is told of who asks. */
async function listener() {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(request.headers.authorization ?? 'nobody');
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, heard };
}

function mirrorAt(url: string, more: { readonly secretEnv?: string } = {}): DestinationSettings {
  return { kind: 'folder', name: 'mirror', place: { carrier: 'webdav', url, user: 'me', ...more } };
}

async function foreignFolder(app: TestApp, ...destinations: DestinationSettings[]) {
  const addon = valueIn(await app.handlers.addons.createSample({ kind: 'aircraft' }));
  const write = async (all: readonly DestinationSettings[]) => {
    writeFileSync(join(addon.folder, 'loadmaster.json'), JSON.stringify({ format: 1, destinations: all }));
    valueIn(await app.handlers.addons.refresh({ id: addon.id }));
  };
  await write(destinations);
  return { addonId: addon.id, write };
}

const NOT_VOUCHED = [{ name: 'mirror', version: null, error: { code: 'not_vouched' } }];

test('looking at a folder sends no secret to a host that its loadmaster.json names', { timeout: 300_000 }, async () => {
  const app = await openTestApp();
  const { destinations } = app.handlers;
  const { url, heard } = await listener();
  vi.stubEnv('SOME_TOKEN_OF_THE_AUTHOR', 'sesame');
  onTestFinished(() => void vi.unstubAllEnvs());
  const settings = mirrorAt(url, { secretEnv: 'SOME_TOKEN_OF_THE_AUTHOR' });
  const { addonId } = await foreignFolder(app, settings);
  valueIn(await destinations.list({ addonId }));
  expect(valueIn(await destinations.versions({ addonId }))).toMatchObject(NOT_VOUCHED);
  expect(heard).toEqual([]);

  // The author opens it, sees where it leads, and tests it: from then on it is looked at.
  valueIn(await destinations.save({ addonId, settings, was: 'mirror' }));
  valueIn(await destinations.versions({ addonId }));
  expect(heard.length).toBeGreaterThan(0);
});

test('a password that was typed for one server goes to no other, whatever the folder says later', {
  timeout: 300_000,
}, async () => {
  const app = await openTestApp();
  const { destinations, publish } = app.handlers;
  const [own, other] = [await listener(), await listener()];
  const { addonId, write } = await foreignFolder(app);
  valueIn(await destinations.save({ addonId, settings: mirrorAt(own.url), secret: 'sesame' }));
  valueIn(await destinations.versions({ addonId }));
  expect(own.heard).toContain(`Basic ${Buffer.from('me:sesame').toString('base64')}`);

  await write([mirrorAt(other.url)]);
  expect(valueIn(await destinations.versions({ addonId }))).toMatchObject(NOT_VOUCHED);
  const { draft } = valueIn(await publish.startRelease({ addonId, connectionId: LOCAL_CONNECTION_ID }));
  const begun = valueIn(await destinations.release({ addonId, draft, names: ['mirror'], registry: null }));
  const find = async () => valueIn(await destinations.releases({ limit: 10 })).find(({ id }) => id === begun.id);
  await expect.poll(async () => (await find())?.state, { timeout: 60_000 }).toBe('ended');
  expect((await find())?.destinations).toMatchObject([{ phase: 'refused', error: { code: 'not_vouched' } }]);
  expect(other.heard).toEqual([]);
});
