import { expect, test } from 'vitest';
import { anAddon } from '../an-addon.ts';
import { ADDON, aRegistry, CONNECTION, DRAFT, openWorld, PACKAGE, value } from '../world.ts';

// What the release form is told: where its draft comes from, and what rules and registry say of it.

test('the release form opens with what is known, and what is typed comes first', async () => {
  const registry = await aRegistry();
  const world = await openWorld({ baseUrl: registry.url });
  const target = { addonId: ADDON, connectionId: CONNECTION };
  const start = async () => value(await world.publisher.startRelease(target));
  expect(await start()).toMatchObject({
    origin: 'detected',
    draft: { packageId: PACKAGE, packageVersion: '1.0.0', xpSelection: '*', platforms: { linux: true } },
    suggestions: [{ version: '1.0.0', label: 'first' }],
    takenVersions: [],
    registryError: null,
  });
  await world.publish({ packageVersion: '1.2.0b3' });
  const second = await start();
  expect(second).toMatchObject({
    origin: 'last-version',
    draft: { packageVersion: '1.2.0b4', xpSelection: '12-', dependencies: [['xpkg/other.package', '1.2-']] },
    previous: { packageVersion: '1.2.0b3' },
    takenVersions: [{ version: '1.2.0b3', status: 'processed' }],
  });
  expect(second.suggestions).toContainEqual({ version: '1.2.0', label: 'release' });
  await world.publisher.keepDraft({ ...target, draft: { ...second.draft, notes: 'Mine.' } });
  expect(await start()).toMatchObject({ origin: 'kept', draft: { notes: 'Mine.' } });
  // The draft of a version that is published has done its work.
  await world.publish({ packageVersion: '1.2.0b4' });
  expect(await start()).toMatchObject({ origin: 'last-version', draft: { packageVersion: '1.2.0b5' } });
  world.connection.baseUrl = 'http://127.0.0.1:9';
  expect(await start()).toMatchObject({ origin: 'detected', registryError: { code: 'net_refused' } });
  const elsewhere = await world.publisher.startRelease({ ...target, connectionId: 'gone' });
  expect(value(elsewhere)).toMatchObject({
    origin: 'detected',
    suggestions: [],
    registryError: { code: 'no_connection' },
  });
});

test('whoever hears that a version is processed and asks at once finds the form of the next one', async () => {
  const registry = await aRegistry();
  const asking = Promise.withResolvers<void>();
  const addons = {
    summary: () => anAddon(ADDON),
    changesSince: async () => undefined,
    // The note of what is published is written slowly.
    markPublished: () => asking.promise.then(() => new Promise<void>((resolve) => setImmediate(resolve))),
  };
  const world = await openWorld({ baseUrl: registry.url, addons });
  const target = { addonId: ADDON, connectionId: CONNECTION };
  await world.publisher.keepDraft({ ...target, draft: DRAFT });
  const asked = new Promise<ReturnType<typeof world.publisher.startRelease>>((resolve) =>
    world.publisher.subscribe({
      changed: ({ state }) => {
        if (state.phase !== 'processed') return;
        resolve(world.publisher.startRelease(target));
        asking.resolve();
      },
    }),
  );
  await world.publish();
  expect(value(await asked)).toMatchObject({ origin: 'last-version', draft: { packageVersion: '1.0.1' } });
});

test('the form is checked against rules and registry at once', async () => {
  const registry = await aRegistry();
  const world = await openWorld({ baseUrl: registry.url });
  await world.publish();
  const check = async (draft: Partial<typeof DRAFT>) =>
    value(await world.publisher.check({ addonId: ADDON, connectionId: CONNECTION, draft: { ...DRAFT, ...draft } })).map(
      ({ code, field }) => `${field} ${code}`,
    );
  expect(await check({})).toEqual(['packageVersion version_exists']);
  expect(await check({ packageVersion: '1.0.1' })).toEqual([]);
  expect(await check({ packageVersion: '1.x', xpSelection: '' })).toEqual([
    'packageVersion invalid_version',
    'xpSelection invalid_or_empty_str',
  ]);
  expect(await check({ packageId: 'nobodys.package' })).toEqual(['packageId no_package']);
  world.connection.token = null;
  expect(await check({ packageVersion: '1.0.1' })).toEqual(['connection no_token']);
});

test("a first version takes its number from the add-on's own files, and says from which; later ones follow the registry", async () => {
  const registry = await aRegistry();
  let written: { version: string; path: string } | undefined = { version: 'v2.1', path: 'plane.acf' };
  const addons = {
    summary: () => anAddon(ADDON),
    changesSince: async () => undefined,
    markPublished: () => {},
    versionIn: async () => written,
  };
  const world = await openWorld({ baseUrl: registry.url, addons });
  const start = async () => value(await world.publisher.startRelease({ addonId: ADDON, connectionId: CONNECTION }));
  expect(await start()).toMatchObject({ versionFrom: 'plane.acf', draft: { packageVersion: '2.1.0' } });
  written = { version: 'summer', path: 'plane.acf' };
  expect(await start()).toMatchObject({ versionFrom: null, draft: { packageVersion: '1.0.0' } });
  written = { version: '3.0', path: 'plane.acf' };
  await world.publish({ packageVersion: '2.1.0' });
  expect(await start()).toMatchObject({ versionFrom: null, draft: { packageVersion: '2.1.1' } });
});
