import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LOCAL_CONNECTION_ID, type Submission } from '../../preload/contract.ts';
import { openTestApp, type TestApp, valueIn } from './open-test-app.ts';

async function createPackage(app: TestApp, packageId: string): Promise<void> {
  const wish = {
    packageName: 'A Sample',
    packageType: 'aircraft',
    description: 'A sample aircraft to try things.',
  } as const;
  valueIn(await app.handlers.packages.create({ connectionId: LOCAL_CONNECTION_ID, packageId, ...wish }));
}

function lastState(app: TestApp, id: string): Submission['state'] | undefined {
  const changed = app.events
    .filter(({ channel }) => channel === 'publish.changed')
    .map(({ payload }) => payload as Submission);
  return changed.findLast((submission) => submission.id === id)?.state;
}

test('from a sample add-on to a processed version, and what changed since', async () => {
  const app = await openTestApp();
  const { handlers } = app;
  const addon = valueIn(await handlers.addons.createSample({ kind: 'aircraft' }));
  expect(addon).toMatchObject({ kind: 'aircraft', state: 'ready', findings: { error: 0 }, lastPublished: null });
  const packageId = addon.packageId ?? '';
  await createPackage(app, packageId);

  const start = valueIn(await handlers.publish.startRelease({ addonId: addon.id, connectionId: LOCAL_CONNECTION_ID }));
  expect(start).toMatchObject({
    origin: 'detected',
    versionFrom: expect.stringMatching(/\.acf$/),
    registryError: null,
    draft: { packageId, packageVersion: '1.0.0' },
  });
  const submitted = valueIn(
    await handlers.publish.submit({
      addonId: addon.id,
      connectionId: LOCAL_CONNECTION_ID,
      draft: start.draft,
      dryRun: false,
    }),
  );
  await expect.poll(() => lastState(app, submitted.id)?.phase, { timeout: 20_000 }).toBe('processed');
  expect(app.notices.map(({ title }) => title)).toEqual([`${packageId} 1.0.0 is published`]);
  expect(app.activity()).toMatchObject({ running: 0, failed: 0 });

  writeFileSync(join(addon.folder, 'changelog.txt'), 'Better than before.');
  // Nobody presses Refresh: the folder is watched.
  const card = async () => valueIn(await handlers.addons.list(null))[0];
  await expect.poll(async () => (await card())?.changedSince, { timeout: 10_000 }).toMatchObject({ added: 1 });
  expect(await card()).toMatchObject({
    lastPublished: { version: '1.0.0' },
    changedSince: { since: '1.0.0', added: 1, changed: 0, removed: 0 },
  });
  expect(valueIn(await handlers.addons.changes({ id: addon.id, version: '1.0.0' }))?.files).toMatchObject([
    { path: 'changelog.txt', change: 'added' },
  ]);
});

test('a processed private version has its key and both of its files', async () => {
  const app = await openTestApp();
  const { handlers } = app;
  const addon = valueIn(await handlers.addons.createSample({ kind: 'livery' }));
  const packageId = addon.packageId ?? '';
  await createPackage(app, packageId);
  const target = { addonId: addon.id, connectionId: LOCAL_CONNECTION_ID };
  const { draft } = valueIn(await handlers.publish.startRelease(target));
  const wish = { ...target, draft: { ...draft, access: 'private', packageVersion: '2.0b1' }, dryRun: false } as const;
  const { id } = valueIn(await handlers.publish.submit(wish));
  await expect.poll(() => lastState(app, id)?.phase, { timeout: 20_000 }).toBe('processed');

  const version = { connectionId: LOCAL_CONNECTION_ID, packageId, version: '2.0.0b1' };
  const key = valueIn(await handlers.packages.privateKey(version))?.privateKey;
  expect(key).toMatch(/^[A-Z0-9]{32}$/);
  const installation = valueIn(await handlers.packages.saveInstallationFile(version));
  expect(readFileSync(installation?.savedTo ?? '', 'utf8')).toBe(`>>>>${packageId}>2.0.0b1>${key}`);
  const packageFile = valueIn(await handlers.packages.savePackageFile(version));
  expect(
    readFileSync(packageFile?.savedTo ?? '')
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
});

test('a connection is added without its token coming back, tested, and told what it cannot do', async () => {
  const app = await openTestApp();
  const { handlers } = app;
  await handlers.registry.start(null);
  const { url } = valueIn(await handlers.registry.status(null));
  const made = valueIn(
    await handlers.registry.createToken({
      name: 'Upload only',
      permissions: ['UploadVersionAnyPackage'],
      packages: [],
      expiresInDays: 1,
    }),
  );
  const added = valueIn(await handlers.connections.add({ name: 'Mine', baseUrl: url ?? '', token: made.token }));
  expect(JSON.stringify(added)).not.toContain(made.token);
  const tested = valueIn(await handlers.connections.test({ id: added.id }));
  expect(tested).toMatchObject({ reachable: true, abilities: { view: false, upload: true } });
  expect(tested.warnings.length).toBeGreaterThan(0);
  const told = app.events.filter(({ channel }) => channel === 'connections.changed').at(-1)?.payload;
  expect(told).toMatchObject([{ id: LOCAL_CONNECTION_ID }, { id: added.id, reach: { state: 'reachable' } }]);

  const nowhere = valueIn(await handlers.connections.add({ name: 'Gone', baseUrl: 'http://127.0.0.1:9', token: '' }));
  expect(valueIn(await handlers.connections.test({ id: nowhere.id }))).toMatchObject({
    reachable: false,
    error: { message: expect.any(String) },
  });
  valueIn(await handlers.connections.update({ id: added.id, name: 'Mine', baseUrl: 'https://registry.example.org' }));
  expect(await app.shell.secrets.get(`token:${added.id}`)).toBeUndefined();
  expect(JSON.stringify(app.events)).not.toContain(made.token);
});

test('the list of add-ons, its fixes and its ignored files, over a restart', async () => {
  const app = await openTestApp();
  const { handlers } = app;
  const addon = valueIn(await handlers.addons.createSample({ kind: 'mess' }));
  const findings = valueIn(await handlers.addons.findings({ id: addon.id }));
  const source = findings.find(({ rule }) => rule === 'sources');
  const preview = valueIn(await handlers.addons.previewFix({ id: addon.id, findingId: source?.id ?? '' }));
  const { undoId } = valueIn(await handlers.addons.applyFix({ id: addon.id, token: preview.token }));
  expect(valueIn(await handlers.addons.findings({ id: addon.id })).map(({ id }) => id)).not.toContain(source?.id);
  const hidden = valueIn(await handlers.addons.explainIgnore({ id: addon.id, path: source?.path ?? '' }));
  expect(hidden?.source).toMatch(/^\.xpkgignore, line \d+$/);
  const contents = valueIn(await handlers.addons.contents({ id: addon.id }));
  const row = contents.paths.indexOf(source?.path ?? '');
  expect(contents.rules[contents.ignoredBy[row] ?? -1]).toEqual(hidden);
  expect(contents.sizes[row]).toBe(statSync(join(addon.folder, source?.path ?? '')).size);
  expect(contents.zip.folder).toBe(`${addon.packageId}/`);
  valueIn(await handlers.addons.undoFix({ id: addon.id, undoId }));
  expect(valueIn(await handlers.addons.findings({ id: addon.id })).map(({ id }) => id)).toContain(source?.id);

  await app.close();
  writeFileSync(join(addon.folder, 'added while away.txt'), 'Nobody saw this.');
  const again = await openTestApp({ store: app.shell.store, paths: app.shell.paths });
  expect(valueIn(await again.handlers.addons.list(null))[0]).toMatchObject({
    state: 'reading',
    name: addon.name,
    fileCount: addon.fileCount,
  });
  await again.handlers.app.interactive({ msSinceNavigation: 1 });
  await expect
    .poll(async () => valueIn(await again.handlers.addons.list(null))[0]?.state, { timeout: 30_000 })
    .toBe('ready');
  expect(valueIn(await again.handlers.addons.details({ id: addon.id })).whileAway).toEqual({
    added: 1,
    changed: 0,
    removed: 0,
  });
  rmSync(addon.folder, { recursive: true });
  expect(valueIn(await again.handlers.addons.refresh({ id: addon.id }))).toMatchObject({ state: 'missing' });
  valueIn(await again.handlers.addons.remove({ id: addon.id }));
  expect(valueIn(await again.handlers.addons.list(null))).toEqual([]);
});

test('what an archive would weigh is told before it is built, and after it what of it would be reused', async () => {
  const app = await openTestApp();
  const { handlers } = app;
  const addon = valueIn(await handlers.addons.createSample({ kind: 'aircraft' }));
  const estimate = async () => valueIn(await handlers.archive.estimate({ addonId: addon.id }));
  const before = await estimate();
  expect(before).toMatchObject({ bytes: addon.sizeBytes, reusedBytes: 0 });
  valueIn(await handlers.archive.build({ addonId: addon.id }));
  const built = () => app.events.find(({ channel }) => channel === 'archive.ended')?.payload;
  await expect.poll(built, { timeout: 30_000 }).toMatchObject({ built: { size: expect.closeTo(before.size, -3) } });
  const later = await handlers.archive.estimate({ addonId: 'gone' });
  expect(later).toMatchObject({ ok: false, error: { code: 'unknown_addon' } });
});

test('a build by itself reports, ends, is saved, and counts as cache', async () => {
  const app = await openTestApp();
  const { handlers } = app;
  const addon = valueIn(await handlers.addons.createSample({ kind: 'plugin' }));
  expect(await handlers.archive.saveCopy({ addonId: addon.id })).toMatchObject({
    ok: false,
    error: { code: 'not_built' },
  });
  const { jobId } = valueIn(await handlers.archive.build({ addonId: addon.id }));
  const ended = () => app.events.find(({ channel }) => channel === 'archive.ended')?.payload;
  await expect
    .poll(ended)
    .toMatchObject({ jobId, addonId: addon.id, cancelled: false, error: null, built: { files: addon.fileCount } });
  const saved = valueIn(await handlers.archive.saveCopy({ addonId: addon.id }));
  expect(
    readFileSync(saved?.savedTo ?? '')
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
  expect(valueIn(await handlers.archive.cacheUse(null)).archives).toBe(1);
  expect(valueIn(await handlers.archive.clearCache(null)).freedBytes).toBeGreaterThan(1000);
});

test('what cannot be packed ends the build with a sentence and a place to look', async () => {
  const app = await openTestApp();
  const addon = valueIn(await app.handlers.addons.createSample({ kind: 'mess' }));
  await app.handlers.archive.build({ addonId: addon.id });
  await expect
    .poll(() => app.events.find(({ channel }) => channel === 'archive.ended')?.payload)
    .toMatchObject({ built: null, cancelled: false, error: { hint: expect.stringContaining('Checks') } });
});

test('an add-on nobody knows is an answer, not an accident', async () => {
  const { handlers } = await openTestApp();
  for (const ask of [
    handlers.addons.details,
    handlers.addons.contents,
    handlers.addons.refresh,
    handlers.addons.findings,
  ]) {
    expect(await ask({ id: 'nobody' })).toMatchObject({ ok: false, error: { code: 'unknown_addon' } });
  }
  expect(await handlers.addons.add({ folder: '/no/such/folder' })).toMatchObject({
    ok: false,
    error: { code: 'not_found' },
  });
});
