import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { memoryStore } from '../../../main/settings/index.ts';
import type { DestinationSettings, Release } from '../../../preload/contract.ts';
import { LOCAL_CONNECTION_ID } from '../../../preload/contract.ts';
import { message } from '../../../preload/messages/index.ts';
import { serveFolders } from '../../destinations/peers/web-folder.ts';
import { tempFolder } from '../../temp-folder.ts';
import { openTestApp, type TestApp, valueIn } from '../open-test-app.ts';

const PATIENCE = { timeout: 60_000 };
// Each packs and releases several times; on a machine that does other things too that takes its time.
vi.setConfig({ testTimeout: 120_000 });

function mirror(name: string, path: string): DestinationSettings {
  return { kind: 'folder', name, place: { carrier: 'folder', path } };
}

async function addonWith(app: TestApp, ...settings: DestinationSettings[]) {
  const { handlers } = app;
  const addon = valueIn(await handlers.addons.createSample({ kind: 'aircraft' }));
  for (const one of settings) valueIn(await handlers.destinations.save({ addonId: addon.id, settings: one }));
  const target = { addonId: addon.id, connectionId: LOCAL_CONNECTION_ID };
  const { draft } = valueIn(await handlers.publish.startRelease(target));
  return { addon, draft, what: { addonId: addon.id, draft } };
}

async function ended(app: TestApp, id: string): Promise<Release> {
  const find = async () =>
    valueIn(await app.handlers.destinations.releases({ limit: 10 })).find((one) => one.id === id);
  await expect.poll(async () => (await find())?.state, PATIENCE).toBe('ended');
  return (await find()) as Release;
}

function phases({ destinations }: Release) {
  return destinations.map(({ name, phase }) => [name, phase]);
}

test('a release goes to a mirror and to the X-Pkg registry as one thing, packed once', async () => {
  const app = await openTestApp();
  const { handlers } = app;
  const place = tempFolder();
  const { addon, what } = await addonWith(app, mirror('backup', place));
  expect(JSON.parse(readFileSync(join(addon.folder, 'loadmaster.json'), 'utf8')).destinations).toHaveLength(1);
  const packageId = addon.packageId ?? '';
  const wish = { packageName: 'A Sample', packageType: 'aircraft', description: 'A sample aircraft.' } as const;
  valueIn(await handlers.packages.create({ connectionId: LOCAL_CONNECTION_ID, packageId, ...wish }));

  const names = ['backup'];
  const plans = valueIn(
    await handlers.destinations.plan({ ...what, names, registry: LOCAL_CONNECTION_ID, asked: true }),
  );
  expect(plans.map(({ plan, error }) => [plan?.deleted, plan?.versionThere, error])).toEqual([
    [0, null, null],
    [0, null, null],
  ]);
  expect(plans[0]?.plan?.added).toBeGreaterThan(20);
  expect(readdirSync(place)).toEqual([]);

  const begun = valueIn(await handlers.destinations.release({ ...what, names, registry: LOCAL_CONNECTION_ID }));
  expect(begun).toMatchObject({ state: 'running', addonId: addon.id, version: '1.0.0' });
  expect(app.activity().running).toBe(1);
  const there = await ended(app, begun.id);
  expect(there.destinations.map(({ phase, connectionId }) => [phase, connectionId])).toEqual([
    ['done', null],
    ['done', LOCAL_CONNECTION_ID],
  ]);
  expect(readFileSync(join(place, 'loadmaster-version.txt'), 'utf8')).toMatch(/^1\.0\.0\n/);
  await expect.poll(() => app.activity(), PATIENCE).toMatchObject({ running: 0, failed: 0 });
  expect(app.notices.map(({ title }) => title)).toEqual([`${there.addonName} 1.0.0 is released`]);
  // Kept by the limits of the archive cache: going back to it takes these bytes.
  expect(readdirSync(join(app.shell.paths.data, 'releases')).filter((name) => name.endsWith('.zip'))).toHaveLength(1);
  expect(valueIn(await handlers.destinations.versions({ addonId: addon.id }))).toEqual([
    { name: 'backup', version: '1.0.0', error: null },
  ]);
});

test('a version is taken back from a mirror: the one before is there again, and the release says so', async () => {
  const app = await openTestApp();
  const { handlers } = app;
  const place = tempFolder();
  const { addon, what } = await addonWith(app, mirror('backup', place));
  const release = async (packageVersion: string) => {
    const draft = { ...what.draft, packageVersion };
    const { id } = valueIn(await handlers.destinations.release({ ...what, draft, names: ['backup'], registry: null }));
    return ended(app, id);
  };
  const first = await release('1.0.0');
  const refused = await handlers.destinations.planWithdrawal({ id: first.id, name: 'backup' });
  expect(refused).toMatchObject({ ok: false, error: { code: 'nothing_to_go_back_to' } });
  writeFileSync(join(addon.folder, 'bad.txt'), 'bad');
  valueIn(await handlers.addons.refresh({ id: addon.id }));
  const second = await release('1.1.0');
  expect(existsSync(join(place, 'bad.txt'))).toBe(true);
  const asked = { id: second.id, name: 'backup' };
  expect(valueIn(await handlers.destinations.planWithdrawal(asked))).toEqual({
    does: { id: 'withdraw.files', with: ['1.1.0', 'backup', '1.0.0'] },
    stays: { id: 'withdraw.filesStays', with: ['1.1.0'] },
  });
  const back = valueIn(await handlers.destinations.withdraw(asked));
  expect(phases(back)).toEqual([['backup', 'withdrawn']]);
  expect(readFileSync(join(place, 'loadmaster-version.txt'), 'utf8')).toMatch(/^1\.0\.0\n/);
  expect(existsSync(join(place, 'bad.txt'))).toBe(false);
  expect(app.activity()).toMatchObject({ running: 0, failed: 0 });
  expect(valueIn(await handlers.destinations.retryAllFailed(null)).started).toEqual([]);
});

test('a withdrawal that did not come to its end is told at the next start', async () => {
  const folder = tempFolder();
  const data = join(folder, 'data');
  const paths = { data, cache: join(folder, 'c'), logs: join(folder, 'l'), downloads: folder, home: folder };
  const store = memoryStore();
  const first = await openTestApp({ paths, store });
  const { what } = await addonWith(first, mirror('backup', tempFolder()));
  const begun = valueIn(await first.handlers.destinations.release({ ...what, names: ['backup'], registry: null }));
  const { addonName } = await ended(first, begun.id);
  const log = await first.releases();
  const [logged] = log.all();
  // As the journal is when the app is killed after the author said yes.
  log.write(logged!, { destination: 'backup', at: 1, step: 'withdrawing' });
  await first.close();

  const second = await openTestApp({ paths, store });
  valueIn(await second.handlers.app.interactive({ msSinceNavigation: 1 }));
  const told = async () => valueIn(await second.handlers.app.notices(null)).map(({ title }) => title);
  await expect.poll(told, PATIENCE).toContain(`${addonName} 1.0.0 is not taken back from backup`);
});

test('what failed is retried alone, and "retry all failed" finds it', async () => {
  const app = await openTestApp();
  const { handlers } = app;
  const base = tempFolder();
  const away = join(base, 'unplugged');
  const { what } = await addonWith(app, mirror('one', base), mirror('two', away));
  const begun = valueIn(await handlers.destinations.release({ ...what, names: ['one', 'two'], registry: null }));
  const first = await ended(app, begun.id);
  expect(phases(first)).toEqual([
    ['one', 'done'],
    ['two', 'refused'],
  ]);
  expect(first.destinations[1]?.error).toMatchObject({ code: 'folder_missing' });
  expect(app.activity()).toMatchObject({ running: 0, failed: 1 });
  expect(app.notices.at(-1)?.text).toContain('1 of 2 places have it. two:');

  mkdirSync(away);
  rmSync(join(base, 'loadmaster-version.txt'));
  valueIn(await handlers.destinations.retry({ id: begun.id, name: 'two' }));
  expect(phases(await ended(app, begun.id))).toEqual([
    ['one', 'done'],
    ['two', 'done'],
  ]);
  // Where it is done nobody looks again.
  expect(existsSync(join(base, 'loadmaster-version.txt'))).toBe(false);
  expect(valueIn(await handlers.destinations.retryAllFailed(null)).started).toEqual([]);
  expect(app.activity()).toMatchObject({ failed: 0 });
});

test("another machine's lock stops a release until the author takes it over", async () => {
  const app = await openTestApp();
  const { handlers } = app;
  const base = tempFolder();
  const web = await serveFolders({ depot: base });
  onTestFinished(() => web.close());
  const url = `${web.url}depot/`;
  const { what } = await addonWith(app, {
    ...{ kind: 'skunkcrafts', name: 'updates', url },
    place: { carrier: 'folder', path: base },
  });
  const cfg = join(base, 'skunkcrafts_updater.cfg');
  writeFileSync(cfg, `zone|custom\nmodule|${url}\nname|Theirs\nversion|0.9.0\nlocked|true\n`);
  const begun = valueIn(await handlers.destinations.release({ ...what, names: ['updates'], registry: null }));
  expect((await ended(app, begun.id)).destinations[0]?.error).toMatchObject({ code: 'depot_locked' });
  valueIn(await handlers.destinations.retry({ id: begun.id }));
  expect((await ended(app, begun.id)).destinations[0]?.error).toMatchObject({ code: 'depot_locked' });
  valueIn(await handlers.destinations.retry({ id: begun.id, name: 'updates', takeOver: true }));
  expect(phases(await ended(app, begun.id))).toEqual([['updates', 'done']]);
});

test('a release that a later one has overtaken is not brought back', async () => {
  const app = await openTestApp();
  const { handlers } = app;
  const base = tempFolder();
  const away = join(base, 'unplugged');
  const { what } = await addonWith(app, mirror('two', away));
  const release = async (packageVersion: string) => {
    const draft = { ...what.draft, packageVersion };
    const { id } = valueIn(await handlers.destinations.release({ ...what, draft, names: ['two'], registry: null }));
    return ended(app, id);
  };
  const old = await release('1.0.0');
  mkdirSync(away);
  await release('1.1.0');
  expect(await handlers.destinations.retry({ id: old.id })).toMatchObject({ error: { code: 'superseded' } });
  expect(valueIn(await handlers.destinations.retryAllFailed(null)).started).toEqual([]);
  valueIn(await handlers.destinations.dismiss({ id: old.id }));
  expect(valueIn(await handlers.destinations.releases({ limit: 10 }))).toHaveLength(1);
  expect(readFileSync(join(away, 'loadmaster-version.txt'), 'utf8')).toMatch(/^1\.1\.0\n/);
});

test('a release that the end of the app interrupts waits, with its archive, and goes on', async () => {
  const folder = tempFolder();
  const data = join(folder, 'data');
  const paths = { data, cache: join(folder, 'c'), logs: join(folder, 'l'), downloads: folder, home: folder };
  const store = memoryStore();
  const first = await openTestApp({ paths, store });
  const place = join(folder, 'mirror');
  mkdirSync(place);
  const { what } = await addonWith(first, mirror('backup', place));
  const begun = valueIn(await first.handlers.destinations.release({ ...what, names: ['backup'], registry: null }));
  await first.close();

  const second = await openTestApp({ paths, store });
  valueIn(await second.handlers.app.interactive({ msSinceNavigation: 1 }));
  const [waiting] = valueIn(await second.handlers.destinations.releases({ limit: 10 }));
  expect(waiting).toMatchObject({ id: begun.id, state: 'interrupted' });
  expect(second.activity()).toMatchObject({ running: 0, failed: 0 });
  valueIn(await second.handlers.destinations.retry({ id: begun.id }));
  expect(phases(await ended(second, begun.id))).toEqual([['backup', 'done']]);
});

test('what the dialog shows can be emptied; what it does not show stays for as long as it belongs there', async () => {
  const { handlers } = await openTestApp();
  const addon = valueIn(await handlers.addons.createSample({ kind: 'aircraft' }));
  const url = 'https://depot.example/plane/';
  const webdav = { carrier: 'webdav', url: 'https://cloud.example/', user: 'me' } as const;
  const depot = { kind: 'skunkcrafts', name: 'depot', url, place: webdav } as const;
  const beta = { url: `${url}beta/`, place: { carrier: 'folder', path: '/beta' } } as const;
  const hidden = { limits: { atOnce: 2 }, secretEnv: 'DAV_PASSWORD' };
  const whole = { ...depot, place: { ...webdav, ...hidden }, beta, title: 'Plane', once: ['prefs.txt'] };
  const save = async (settings: DestinationSettings, was?: string) =>
    valueIn(await handlers.destinations.save({ addonId: addon.id, settings, ...(was !== undefined && { was }) }))
      .destinations[0]?.settings;
  await save(whole);
  expect(await save(depot, 'depot')).toEqual({ ...depot, place: { ...webdav, ...hidden }, beta });
  const other = { carrier: 'folder', path: '/elsewhere' } as const;
  expect(await save({ ...depot, place: other }, 'depot')).toEqual({ ...depot, place: other, beta });
  // On one disk with it the channel for testers is shown, so what is emptied is meant to go.
  expect(await save({ ...depot, place: other }, 'depot')).toEqual({ ...depot, place: other });
  const testers = { url: beta.url, place: { ...webdav, url: 'https://cloud.example/beta/' } };
  await save({ ...whole, beta: testers }, 'depot');
  expect(await save({ ...depot, beta: testers }, 'depot')).toMatchObject({ beta: { place: { ...testers.place } } });
});

test('secrets go to the vault, never into loadmaster.json, and follow a new name', async () => {
  const app = await openTestApp();
  const { handlers, shell } = app;
  const { addon } = await addonWith(app);
  const addonId = addon.id;
  const github = { kind: 'github', owner: 'me', repository: 'plane' } as const;
  const first = valueIn(
    await handlers.destinations.save({ addonId, settings: { ...github, name: 'gh' }, secret: 'ghp_x' }),
  );
  expect(first.destinations).toMatchObject([{ secret: 'session-only', secretVariable: 'LOADMASTER_SECRET_GH' }]);
  const taken = await handlers.destinations.save({ addonId, settings: { ...github, name: 'gh' } });
  expect(taken).toMatchObject({ error: { code: 'name_taken' } });
  const file = join(addon.folder, 'loadmaster.json');
  expect(readFileSync(file, 'utf8')).not.toContain('ghp_x');
  // What the dialog does not show stays as it was written.
  writeFileSync(file, readFileSync(file, 'utf8').replace('"owner"', '"note": "by hand", "owner"'));
  valueIn(await handlers.addons.refresh({ id: addonId }));
  const renamed = { addonId, settings: { ...github, name: 'hub' }, was: 'gh' };
  expect(valueIn(await handlers.destinations.save(renamed)).destinations).toMatchObject([{ secret: 'session-only' }]);
  expect(readFileSync(file, 'utf8')).toContain('by hand');
  expect(await shell.secrets.get(`destination:${addonId}:hub`)).toBe('ghp_x');
  valueIn(await handlers.destinations.remove({ addonId, name: 'hub' }));
  expect(await shell.secrets.get(`destination:${addonId}:hub`)).toBeUndefined();
});

test('a test says what it found, and a destination that stands in the file wrongly is told', async () => {
  const app = await openTestApp();
  const { handlers } = app;
  const { addon } = await addonWith(app);
  const addonId = addon.id;
  const test = (path: string) => handlers.destinations.test({ addonId, settings: mirror('m', path) });
  const place = tempFolder();
  expect(valueIn(await test(place))).toEqual({ state: 'reached', version: null, found: [message('place.empty')] });
  expect(valueIn(await test(join(place, 'no')))).toMatchObject({ state: 'failed', error: { code: 'folder_missing' } });
  writeFileSync(join(addon.folder, 'loadmaster.json'), '{"destinations":[{"kind":"zip","name":"z"}]}');
  valueIn(await handlers.addons.refresh({ id: addonId }));
  const listed = valueIn(await handlers.destinations.list({ addonId }));
  expect(listed).toMatchObject({
    destinations: [],
    faults: [{ id: 'project-file.destination', with: [1, { id: 'value.at', with: ['path', expect.anything()] }] }],
  });
});

test('the folder of a place on this computer is shown, named where there is no file manager, and never guessed', async () => {
  const shown: string[] = [];
  const reveal = (path: string) => shown.push(path);
  const zip: DestinationSettings = { kind: 'zip', name: 'forum', path: '../zips' };
  const far: DestinationSettings = {
    kind: 'folder',
    name: 'far',
    place: { carrier: 'webdav', url: 'https://far.example/', user: 'me' },
  };
  const app = await openTestApp({
    openers: { openExternal: async () => {}, openPage: async () => false, saveFile: async () => undefined, reveal },
  });
  const backup = tempFolder();
  const { addon } = await addonWith(app, zip, mirror('backup', backup), far);
  const ask = (name: string) => app.handlers.destinations.reveal({ addonId: addon.id, name });
  expect(await ask('forum')).toMatchObject({ ok: false, error: { code: 'no_folder' } });
  mkdirSync(resolve(addon.folder, '../zips'));
  for (const name of ['forum', 'backup']) expect(await ask(name)).toMatchObject({ ok: true });
  expect(shown).toEqual([resolve(addon.folder, '../zips'), backup]);
  for (const name of ['far', 'gone']) {
    expect(await ask(name)).toMatchObject({ ok: false, error: { code: 'unknown_destination' } });
  }
  const bare = await openTestApp();
  const { addon: other } = await addonWith(bare, zip);
  expect(await bare.handlers.destinations.reveal({ addonId: other.id, name: 'forum' })).toMatchObject({
    ok: false,
    error: { code: 'no_file_manager', message: expect.stringContaining(resolve(other.folder, '../zips')) },
  });
});
