import { expect, onTestFinished, test } from 'vitest';
import { startRegistry } from '../../main/registry/index.ts';
import { LOCAL_CONNECTION_ID, type Submission } from '../../preload/contract.ts';
import { tempFolder } from '../temp-folder.ts';
import { openTestApp, type TestApp, valueIn } from './open-test-app.ts';

async function publish(app: TestApp, addonId: string, connectionId: string, packageVersion: string): Promise<void> {
  const { handlers } = app;
  const { draft } = valueIn(await handlers.publish.startRelease({ addonId, connectionId }));
  const target = { addonId, connectionId, draft: { ...draft, packageVersion } };
  const known = valueIn(await handlers.packages.get({ connectionId, packageId: draft.packageId }));
  const wish = { packageName: 'A Sample', packageType: 'livery', description: 'A sample livery to try.' } as const;
  if (known === null) valueIn(await handlers.packages.create({ connectionId, packageId: draft.packageId, ...wish }));
  const { id } = valueIn(await handlers.publish.submit({ ...target, dryRun: false }));
  await expect.poll(() => lastPhase(app, id), { timeout: 20_000 }).toBe('processed');
}

function lastPhase(app: TestApp, id: string): string | undefined {
  const told = app.events.filter(({ channel }) => channel === 'publish.changed');
  return told.map(({ payload }) => payload as Submission).findLast((one) => one.id === id)?.state.phase;
}

async function card(app: TestApp) {
  return valueIn(await app.handlers.addons.list(null))[0];
}

/** Another registry, as a remote one would be. */
async function addRegistry(app: TestApp): Promise<string> {
  const registry = await startRegistry({ dataDir: tempFolder(), port: 0 });
  onTestFinished(() => registry.close());
  const token = registry.firstRun?.token ?? '';
  return valueIn(await app.handlers.connections.add({ name: 'Live', baseUrl: registry.url, token })).id;
}

test('a card says how its add-on stands on the registry in use, and forgets what a reset took away', async () => {
  const app = await openTestApp();
  const { handlers } = app;
  const addon = valueIn(await handlers.addons.createSample({ kind: 'livery' }));
  const live = await addRegistry(app);
  await publish(app, addon.id, LOCAL_CONNECTION_ID, '2.3.2');
  await expect
    .poll(async () => (await card(app))?.lastPublished)
    .toMatchObject({ version: '2.3.2', status: 'processed' });

  valueIn(await handlers.connections.activate({ id: live }));
  expect(await card(app)).toMatchObject({ lastPublished: null, changedSince: null });
  expect(valueIn(await handlers.addons.changes({ id: addon.id }))).toBeNull();
  const elsewhere = valueIn(await handlers.publish.startRelease({ addonId: addon.id, connectionId: live }));
  expect(elsewhere).toMatchObject({ previous: null, changes: null });

  await publish(app, addon.id, live, '1.0.0');
  await expect.poll(async () => (await card(app))?.lastPublished).toMatchObject({ version: '1.0.0' });
  valueIn(await handlers.connections.activate({ id: LOCAL_CONNECTION_ID }));
  expect(await card(app)).toMatchObject({ lastPublished: { version: '2.3.2' }, changedSince: { since: '2.3.2' } });

  valueIn(await handlers.registry.reset(null));
  expect(await card(app)).toMatchObject({ lastPublished: null, changedSince: null });
  const start = valueIn(await handlers.publish.startRelease({ addonId: addon.id, connectionId: LOCAL_CONNECTION_ID }));
  expect(start).toMatchObject({ previous: null, takenVersions: [], changes: null });
  const history = valueIn(await handlers.publish.list({ limit: 10 }));
  expect(history.map(({ connectionId }) => connectionId)).toEqual([live]);
});

test('what is private on one registry begins as private on the next, with all that was filled in there', async () => {
  const app = await openTestApp();
  const { handlers } = app;
  const addon = valueIn(await handlers.addons.createSample({ kind: 'livery' }));
  const local = { addonId: addon.id, connectionId: LOCAL_CONNECTION_ID };
  const { draft, elsewhere } = valueIn(await handlers.publish.startRelease(local));
  expect([draft.access, elsewhere]).toEqual(['public', null]);
  const filled = {
    ...draft,
    access: 'private',
    notes: 'Typed here.',
    dependencies: [['author.library', '1.0-']],
  } as const;
  valueIn(
    await handlers.publish.keepDraft({ ...local, draft: { ...filled, dependencies: [['author.library', '1.0-']] } }),
  );
  await publish(app, addon.id, LOCAL_CONNECTION_ID, '1.4.0');
  const live = await addRegistry(app);
  const start = valueIn(await handlers.publish.startRelease({ addonId: addon.id, connectionId: live }));
  expect(start).toMatchObject({
    draft: { access: 'private', packageVersion: '1.0.0' },
    elsewhere: {
      connectionId: LOCAL_CONNECTION_ID,
      version: '1.4.0',
      draft: { access: 'private', notes: 'Typed here.', dependencies: [['author.library', '1.0-']] },
    },
  });
});
