import { readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { DestinationSettings } from '../../../preload/contract.ts';
import { LOCAL_CONNECTION_ID } from '../../../preload/contract.ts';
import { tempFolder } from '../../temp-folder.ts';
import { openTestApp, type TestApp, valueIn } from '../open-test-app.ts';

vi.setConfig({ testTimeout: 60_000 });

// What a release would change is looked at without being asked for, and gives way to everything the author does.

function mirror(name: string, path: string): DestinationSettings {
  return { kind: 'folder', name, place: { carrier: 'folder', path } };
}

/** A server that takes requests and never answers. */
async function silentServer() {
  const heard: string[] = [];
  const server = createServer((request) => void heard.push(request.headers.authorization ?? 'nobody'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, heard };
}

async function addonWith(app: TestApp, ...settings: DestinationSettings[]) {
  const { handlers } = app;
  const addon = valueIn(await handlers.addons.createSample({ kind: 'aircraft' }));
  for (const one of settings) {
    valueIn(await handlers.destinations.save({ addonId: addon.id, settings: one, secret: 'sesame' }));
  }
  const target = { addonId: addon.id, connectionId: LOCAL_CONNECTION_ID };
  const { draft } = valueIn(await handlers.publish.startRelease(target));
  return { addon, what: { addonId: addon.id, draft, registry: null } };
}

function planned({ events }: TestApp) {
  return events.filter(({ channel }) => channel.endsWith('destinations.planned')).map(({ payload }) => payload);
}

test('a look tells each place as soon as it answers, and a release does not wait for the one that is silent', async () => {
  const app = await openTestApp();
  const { destinations } = app.handlers;
  const silent = await silentServer();
  const [place, remote] = [tempFolder(), { carrier: 'webdav', url: silent.url, user: 'me' } as const];
  const { addon, what } = await addonWith(app, mirror('backup', place), {
    kind: 'folder',
    name: 'slow',
    place: remote,
  });
  const look = destinations.plan({ ...what, names: ['backup', 'slow'], asked: false });
  await expect
    .poll(() => planned(app), { timeout: 30_000 })
    .toMatchObject([
      {
        addonId: addon.id,
        version: '1.0.0',
        plan: { name: 'backup', plan: { deleted: 0, versionThere: null }, error: null },
      },
    ]);
  await expect.poll(() => silent.heard.length, { timeout: 30_000 }).toBeGreaterThan(0);
  const begun = valueIn(await destinations.release({ ...what, names: ['backup'] }));
  expect(await look).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  const all = async () => valueIn(await destinations.releases({ limit: 1 }));
  await expect.poll(all, { timeout: 30_000 }).toMatchObject([{ id: begun.id, state: 'ended' }]);
  expect(readdirSync(place)).toContain('loadmaster-version.txt');
  const log = valueIn(await destinations.log({ id: begun.id }));
  expect(log.map(({ name, step }) => `${name} ${step}`)).toEqual([
    'backup staging',
    'backup staged',
    'backup flipping',
    'backup verifying',
    'backup done',
  ]);

  const another = destinations.plan({ ...what, names: ['slow'], asked: false });
  const heard = silent.heard.length;
  await expect.poll(() => silent.heard.length, { timeout: 30_000 }).toBeGreaterThan(heard);
  await destinations.stopPlan({ addonId: addon.id });
  expect(await another).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  // Packed for the look, and let go of again; what was released is kept.
  expect(readdirSync(join(app.shell.paths.data, 'releases')).filter((name) => name.endsWith('.zip'))).toHaveLength(1);
});

test('a look that nobody asked for gives no secret to a host that the folder names', async () => {
  const app = await openTestApp();
  const { url, heard } = await silentServer();
  vi.stubEnv('SOME_TOKEN_OF_THE_AUTHOR', 'sesame');
  onTestFinished(() => void vi.unstubAllEnvs());
  const { addon, what } = await addonWith(app);
  const place = { carrier: 'webdav', url, user: 'me', secretEnv: 'SOME_TOKEN_OF_THE_AUTHOR' };
  const project = { format: 1, destinations: [{ kind: 'folder', name: 'foreign', place }] };
  writeFileSync(join(addon.folder, 'loadmaster.json'), JSON.stringify(project));
  valueIn(await app.handlers.addons.refresh({ id: addon.id }));
  const plans = valueIn(await app.handlers.destinations.plan({ ...what, names: ['foreign'], asked: false }));
  expect(plans).toMatchObject([{ name: 'foreign', plan: null, error: { code: 'not_vouched' } }]);
  expect(heard).toEqual([]);
});
