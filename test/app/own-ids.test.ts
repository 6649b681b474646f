import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LOCAL_CONNECTION_ID } from '../../preload/contract.ts';
import { tempFolder } from '../temp-folder.ts';
import { openTestApp, type TestApp, valueIn } from './open-test-app.ts';

function aircraft(folder: string, name: string): string {
  const made = join(folder, name);
  mkdirSync(made, { recursive: true });
  writeFileSync(join(made, 'plane.acf'), `I\n1100 Version\nACF\nP acf/_name ${name}\nP acf/_author Lindqvist\n`);
  return made;
}

async function add(app: TestApp, folder: string) {
  return valueIn(await app.handlers.addons.add({ folder }));
}

test('names in scripts that ids cannot be written in are shown whole, and give ids that differ', async () => {
  const app = await openTestApp();
  const folder = tempFolder();
  const arabic = await add(app, aircraft(folder, 'مقاتلة النسر'));
  const japanese = await add(app, aircraft(folder, '日本の飛行機'));
  const german = await add(app, aircraft(folder, 'Bücker Bü 131'));
  expect([arabic.name, japanese.name, german.name]).toEqual(['مقاتلة النسر', '日本の飛行機', 'Bücker Bü 131']);
  expect([arabic.packageId, japanese.packageId, german.packageId]).toEqual([
    'lindqvist.addon',
    'lindqvist.addon-2',
    'lindqvist.bucker-bu-131',
  ]);
  const details = valueIn(await app.handlers.addons.details({ id: japanese.id }));
  expect(details.suggested.packageId).toBe('lindqvist.addon-2');
  const target = { addonId: japanese.id, connectionId: LOCAL_CONNECTION_ID };
  expect(valueIn(await app.handlers.publish.startRelease(target)).draft.packageId).toBe('lindqvist.addon-2');
});

test('an add-on keeps the id it was given when the other one goes, and after a restart', async () => {
  const app = await openTestApp();
  const folder = tempFolder();
  const [first, second] = [aircraft(folder, '翼'), aircraft(folder, '空')];
  const before = await add(app, first);
  await add(app, second);
  valueIn(await app.handlers.addons.remove({ id: before.id }));
  await app.close();
  const again = await openTestApp({ store: app.shell.store, paths: app.shell.paths });
  const [kept] = valueIn(await again.handlers.addons.list(null));
  valueIn(await again.handlers.addons.refresh({ id: kept?.id ?? '' }));
  expect(valueIn(await again.handlers.addons.list(null))[0]).toMatchObject({ packageId: 'lindqvist.addon-2' });
});

test('an id that another add-on has is refused, when it is chosen and when it is published', async () => {
  const app = await openTestApp();
  const folder = tempFolder();
  const eagle = await add(app, aircraft(folder, 'Eagle'));
  const hawk = await add(app, aircraft(folder, 'Hawk'));
  const refusal = { ok: false, error: { code: 'id_in_use', field: 'packageId' } };
  const project = { packageId: 'lindqvist.eagle' };
  expect(await app.handlers.addons.saveProject({ id: hawk.id, project })).toMatchObject(refusal);

  const target = { addonId: hawk.id, connectionId: LOCAL_CONNECTION_ID };
  const { draft } = valueIn(await app.handlers.publish.startRelease(target));
  const asEagle = { ...target, draft: { ...draft, packageId: ' Lindqvist.EAGLE ' } };
  const submitted = await app.handlers.publish.submit({ ...asEagle, dryRun: false });
  expect(submitted).toMatchObject(refusal);
  expect(submitted.ok ? '' : submitted.error.message).toContain('"Eagle"');
  const faults = valueIn(await app.handlers.publish.check(asEagle));
  expect(faults.map(({ code }) => code)).toContain('id_in_use');
  // Its own id is nobody else's.
  const own = {
    addonId: eagle.id,
    connectionId: LOCAL_CONNECTION_ID,
    draft: { ...draft, packageId: project.packageId },
  };
  expect(valueIn(await app.handlers.publish.check(own)).map(({ code }) => code)).not.toContain('id_in_use');
});

test('an id that its author chose goes before one that was only suggested', async () => {
  const app = await openTestApp();
  const folder = tempFolder();
  const suggested = await add(app, aircraft(folder, 'Falcon'));
  const chosen = aircraft(join(folder, 'other'), 'Kestrel');
  writeFileSync(join(chosen, 'loadmaster.json'), JSON.stringify({ version: 1, packageId: 'lindqvist.falcon' }));
  expect(await add(app, chosen)).toMatchObject({ packageId: 'lindqvist.falcon' });
  expect(valueIn(await app.handlers.addons.refresh({ id: suggested.id }))).toMatchObject({
    packageId: 'lindqvist.falcon-2',
  });
});
