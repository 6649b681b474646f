import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LOCAL_CONNECTION_ID, type Submission } from '../../preload/contract.ts';
import { openTestWorkshop, type TestWorkshop, valueIn } from './open-test-workshop.ts';

async function createPackage(workshop: TestWorkshop, packageId: string): Promise<void> {
  await workshop.handlers.registry.start(null);
  const { baseUrl, token } = await lineOf(workshop);
  const answer = await fetch(`${baseUrl}/packages/new`, {
    method: 'POST',
    headers: { authorization: token, 'content-type': 'application/json' },
    body: JSON.stringify({
      packageId,
      packageName: 'A Sample',
      packageType: 'aircraft',
      description: 'A sample aircraft to try things.',
    }),
  });
  expect(answer.status).toBe(204);
}

async function lineOf(workshop: TestWorkshop): Promise<{ baseUrl: string; token: string }> {
  const status = valueIn(await workshop.handlers.registry.status(null));
  const owner = JSON.parse(readFileSync(join(status.dataFolder, 'owner.json'), 'utf8'));
  return { baseUrl: status.url ?? '', token: owner.secrets.owner };
}

function lastState(workshop: TestWorkshop, id: string): Submission['state'] | undefined {
  const changed = workshop.events
    .filter(({ channel }) => channel === 'publish.changed')
    .map(({ payload }) => payload as Submission);
  return changed.findLast((submission) => submission.id === id)?.state;
}

test('from a sample add-on to a processed version, and what changed since', async () => {
  const workshop = await openTestWorkshop();
  const { handlers } = workshop;
  const addon = valueIn(await handlers.addons.createSample({ kind: 'aircraft' }));
  expect(addon).toMatchObject({ kind: 'aircraft', state: 'ready', findings: { error: 0 }, lastPublished: null });
  const packageId = addon.packageId ?? '';
  await createPackage(workshop, packageId);

  const start = valueIn(await handlers.publish.startRelease({ addonId: addon.id, connectionId: LOCAL_CONNECTION_ID }));
  expect(start).toMatchObject({
    origin: 'detected',
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
  await expect.poll(() => lastState(workshop, submitted.id)?.phase, { timeout: 20_000 }).toBe('processed');
  expect(workshop.notices.map(({ title }) => title)).toEqual([`${packageId} 1.0.0 is published`]);
  expect(workshop.activity()).toMatchObject({ running: 0, failed: 0 });

  writeFileSync(join(addon.folder, 'changelog.txt'), 'Better than before.');
  const after = valueIn(await handlers.addons.refresh({ id: addon.id }));
  expect(after).toMatchObject({
    lastPublished: { version: '1.0.0' },
    changedSince: { since: '1.0.0', added: 1, changed: 0, removed: 0 },
  });
  expect(valueIn(await handlers.addons.changes({ id: addon.id, version: '1.0.0' }))?.files).toMatchObject([
    { path: 'changelog.txt', change: 'added' },
  ]);
});

test('the list of add-ons, its fixes and its ignored files, over a restart', async () => {
  const workshop = await openTestWorkshop();
  const { handlers } = workshop;
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
  valueIn(await handlers.addons.undoFix({ id: addon.id, undoId }));
  expect(valueIn(await handlers.addons.findings({ id: addon.id })).map(({ id }) => id)).toContain(source?.id);

  await workshop.close();
  const again = await openTestWorkshop({ store: workshop.shell.store, paths: workshop.shell.paths });
  await expect.poll(async () => valueIn(await again.handlers.addons.list(null))[0]?.state).toBe('ready');
  rmSync(addon.folder, { recursive: true });
  expect(valueIn(await again.handlers.addons.refresh({ id: addon.id }))).toMatchObject({ state: 'missing' });
  valueIn(await again.handlers.addons.remove({ id: addon.id }));
  expect(valueIn(await again.handlers.addons.list(null))).toEqual([]);
});

test('a build by itself reports, ends, is saved, and counts as cache', async () => {
  const workshop = await openTestWorkshop();
  const { handlers } = workshop;
  const addon = valueIn(await handlers.addons.createSample({ kind: 'plugin' }));
  expect(await handlers.archive.saveCopy({ addonId: addon.id })).toMatchObject({
    ok: false,
    error: { code: 'not_built' },
  });
  const { jobId } = valueIn(await handlers.archive.build({ addonId: addon.id }));
  const ended = () => workshop.events.find(({ channel }) => channel === 'archive.ended')?.payload;
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
  const workshop = await openTestWorkshop();
  const addon = valueIn(await workshop.handlers.addons.createSample({ kind: 'mess' }));
  await workshop.handlers.archive.build({ addonId: addon.id });
  await expect
    .poll(() => workshop.events.find(({ channel }) => channel === 'archive.ended')?.payload)
    .toMatchObject({ built: null, cancelled: false, error: { hint: expect.stringContaining('Checks') } });
});

test('an add-on nobody knows is an answer, not an accident', async () => {
  const { handlers } = await openTestWorkshop();
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
