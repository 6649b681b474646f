import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import Conf from 'conf';
import { expect, test } from 'vitest';
import { readEntryList } from '../../main/addon/index.ts';
import { verifyArchive } from '../../main/archive/index.ts';
import { LOCAL_CONNECTION_ID } from '../../preload/contract.ts';
import { openTestApp, type TestApp, valueIn } from '../app/open-test-app.ts';
import { tempFolder } from '../temp-folder.ts';

// What earlier Loadmasters left on disk is opened by this one: test/upgrade/make-fixture.ts wrote it, and it is never
// written again once its version is out.

const ADDON = /^[0-9a-f]{20}$/;

function unpacked(fixture = 'fixture-1'): string {
  const folder = join(tempFolder(), 'kept');
  cpSync(join(import.meta.dirname, fixture), folder, { recursive: true });
  return folder;
}

function open(data: string): Promise<TestApp> {
  return openTestApp({
    store: new Conf({ cwd: data, configName: 'settings' }),
    paths: { data, cache: join(data, 'archives'), logs: join(data, 'logs'), downloads: data, home: data },
  });
}

test('everything the first format kept is there again', async () => {
  const data = unpacked();
  const { handlers, notices } = await open(data);
  expect(valueIn(await handlers.settings.get(null))).toMatchObject({ theme: 'dark', historyLimit: 77 });

  const [addon] = valueIn(await handlers.addons.list(null));
  expect(addon).toMatchObject({
    id: expect.stringMatching(ADDON),
    packageId: 'fixture.library',
    lastPublished: { version: '1.0.0' },
  });

  const target = { addonId: addon?.id ?? '', connectionId: LOCAL_CONNECTION_ID };
  const start = valueIn(await handlers.publish.startRelease(target));
  expect(start).toMatchObject({ origin: 'kept', draft: { packageVersion: '2.', notes: 'half typed' } });
  expect(start.takenVersions).toEqual([{ version: '1.0.0', status: 'processed' }]);

  expect(valueIn(await handlers.publish.list({ limit: 10 }))).toMatchObject([
    { packageId: 'fixture.library', version: '1.0.0', state: { phase: 'processed' } },
  ]);
  expect(valueIn(await handlers.packages.list({ connectionId: LOCAL_CONNECTION_ID }))).toMatchObject([
    { packageId: 'fixture.library', versions: [{ version: '1.0.0', status: 'processed' }] },
  ]);
  const version = { connectionId: LOCAL_CONNECTION_ID, packageId: 'fixture.library', version: '1.0.0' };
  expect(valueIn(await handlers.packages.savePackageFile(version))?.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(notices).toEqual([]);
});

test('the lists of a published version and the archive in the cache are still read', async () => {
  const data = unpacked();
  const [addon = ''] = readdirSync(join(data, 'published'));
  for (const list of readdirSync(join(data, 'published', addon))) {
    const entries = await readEntryList(join(data, 'published', addon, list));
    expect(entries?.map(({ path }) => path)).toEqual(['install.ska', 'library.txt']);
  }
  expect(await verifyArchive(join(data, 'archives', `${addon}.zip`), { packageId: 'fixture.library' })).toMatchObject({
    ok: true,
  });
});

test('a journal of a newer Loadmaster is left alone, and said', async () => {
  const data = unpacked();
  const journal = join(data, 'publish', 'journal.db');
  raiseVersion(journal);
  const before = readFileSync(journal);
  const { handlers, notices } = await open(data);
  await handlers.app.interactive({ msSinceNavigation: 1 });
  await expect.poll(() => notices.map(({ text }) => text).join()).toMatch(/newer/i);
  expect(await handlers.publish.list({ limit: 1 })).toMatchObject({ ok: false, error: { code: 'journal_newer' } });
  expect(readFileSync(journal).equals(before)).toBe(true);
});

test('a registry of a newer Loadmaster is left alone, and said', async () => {
  const data = unpacked();
  const database = join(data, 'registry', 'registry.db');
  raiseVersion(database);
  const before = readFileSync(database);
  const { handlers } = await open(data);
  const state = valueIn(await handlers.registry.start(null));
  expect(state).toMatchObject({ state: 'failed', error: { message: expect.stringMatching(/newer/i) } });
  expect(readFileSync(database).equals(before)).toBe(true);
});

test('settings of a newer Loadmaster are used as far as they are understood, and said', async () => {
  const data = unpacked();
  const file = join(data, 'settings.json');
  const settings = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...settings, settingsVersion: 99 }));
  const { handlers, notices } = await open(data);
  expect(valueIn(await handlers.settings.get(null)).theme).toBe('dark');
  expect(notices.map(({ title }) => title)).toEqual(['A newer Loadmaster was here']);
});

function raiseVersion(file: string): void {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA user_version = 99');
  database.close();
}
