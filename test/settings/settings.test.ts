import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Conf from 'conf';
import { expect, test } from 'vitest';
import {
  ConnectionStore,
  checkBaseUrl,
  memoryStore,
  openDrafts,
  openPreferences,
  openStore,
  privateFileVault,
  sessionVault,
} from '../../main/settings/index.ts';
import { DEFAULT_SETTINGS, SETTINGS_VERSION } from '../../main/settings/preferences.ts';
import { LOCAL_CONNECTION_ID, type ReleaseDraft, type Settings } from '../../preload/contract.ts';
import { tempFolder } from '../temp-folder.ts';

const draft: ReleaseDraft = {
  packageId: 'example.package1',
  packageVersion: '1.',
  xpSelection: '',
  access: 'public',
  platforms: { macOS: true, windows: false, linux: false },
  dependencies: [['half typ', '']],
  incompatibilities: [],
  notes: 'typed for an hour',
};

test('preferences start with defaults, change, and are the same after a restart', () => {
  const store = memoryStore();
  const heard: Settings[] = [];
  const preferences = openPreferences(store);
  expect(preferences.get()).toEqual(DEFAULT_SETTINGS);
  const stop = preferences.onChange((settings) => heard.push(settings));
  preferences.update({ theme: 'dark' });
  stop();
  preferences.update({ registryPort: 8080 });
  expect(heard.map((settings) => settings.theme)).toEqual(['dark']);
  expect(openPreferences(store).get()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', registryPort: 8080 });
});

test('one setting that makes no sense costs that one, and an unknown one is kept', () => {
  const store = memoryStore({
    settings: { theme: 'purple', historyLimit: 50, fromAnotherVersion: 1 },
    settingsVersion: SETTINGS_VERSION,
  });
  const preferences = openPreferences(store);
  expect(preferences.dropped).toEqual(['theme']);
  expect(preferences.get()).toEqual({ ...DEFAULT_SETTINGS, historyLimit: 50 });
  preferences.update({ notifications: false });
  expect(store.get('settings')).toMatchObject({ fromAnotherVersion: 1, historyLimit: 50, notifications: false });
});

test('settings of a newer Loadmaster are read and not written over', () => {
  const settings = { ...DEFAULT_SETTINGS, theme: 'light' };
  const store = memoryStore({ settings, settingsVersion: SETTINGS_VERSION + 1 });
  const preferences = openPreferences(store);
  expect(preferences.fromNewer).toBe(true);
  expect(preferences.update({ theme: 'dark' }).theme).toBe('dark');
  expect(store.get('settings')).toEqual(settings);
  expect(store.get('settingsVersion')).toBe(SETTINGS_VERSION + 1);
});

test('a change that makes no sense is refused whole', () => {
  const preferences = openPreferences(memoryStore());
  expect(() => preferences.update({ registryPort: 70_000 })).toThrow();
  expect(preferences.get()).toEqual(DEFAULT_SETTINGS);
});

test.each([
  ['half written', '{"settings":{"theme":'],
  ['binary rubbish', '\u0000\u0001\u0002'],
])('a settings file that is %s is set aside and the app starts with defaults', async (_name, content) => {
  const folder = tempFolder();
  const path = join(folder, 'config.json');
  writeFileSync(path, content);
  const opened = await openStore(
    path,
    () => new Conf({ cwd: folder, configName: 'config', clearInvalidConfig: false }),
  );
  expect(opened.setAside?.path).toBe(path);
  expect(readFileSync(opened.setAside?.movedTo ?? '', 'utf8')).toBe(content);
  openPreferences(opened.store).update({ theme: 'dark' });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ settings: { theme: 'dark' } });
});

test('a data folder that cannot be written still gives a working store, and says so', async () => {
  const folder = tempFolder();
  const blocked = join(folder, 'a file, not a folder');
  writeFileSync(blocked, '');
  const opened = await openStore(join(blocked, 'config.json'), () => {
    throw new Error('EROFS: read-only file system');
  });
  expect(opened.readOnly).toContain('read-only');
  opened.store.set('a', 1);
  expect(opened.store.get('a')).toBe(1);
});

test('drafts are on the disk once they have settled, though nobody waited for each', async () => {
  const folder = join(tempFolder(), 'drafts');
  const drafts = openDrafts(folder, () => {});
  void drafts.keep('a', 'local', draft);
  void drafts.keep('b', 'local', { ...draft, notes: 'typed last' });
  await drafts.settled();
  const kept = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  expect(kept.filter((text) => text.includes('typed last'))).toHaveLength(1);
  expect(kept).toHaveLength(2);
});

test('drafts are kept as typed, per add-on and connection, and the last one asked for wins', async () => {
  const drafts = openDrafts(join(tempFolder(), 'drafts'), () => {});
  await Promise.all([
    drafts.keep('a', 'local', draft),
    drafts.keep('a', 'local', { ...draft, notes: 'second' }),
    drafts.keep('a', 'remote', { ...draft, notes: 'other' }),
    drafts.keep('a', 'local', { ...draft, notes: 'third' }),
  ]);
  expect((await drafts.get('a', 'local'))?.notes).toBe('third');
  expect((await drafts.get('a', 'remote'))?.notes).toBe('other');
  await drafts.drop('a', 'local');
  expect(await drafts.get('a', 'local')).toBeUndefined();
});

test('a damaged draft is set aside, never wiped', async () => {
  const folder = tempFolder();
  const moved: string[] = [];
  const drafts = openDrafts(folder, (what) => moved.push(what.movedTo));
  await drafts.keep('a', 'local', draft);
  writeFileSync(join(folder, readdirSync(folder)[0]!), '{"version":1,');
  expect(await drafts.get('a', 'local')).toBeUndefined();
  expect(moved).toHaveLength(1);
  expect(readFileSync(moved[0]!, 'utf8')).toBe('{"version":1,');
});

test('a private vault keeps secrets over a restart in a file only the owner reads', async () => {
  const path = join(tempFolder(), 'tokens.json');
  const vault = privateFileVault(path);
  await Promise.all([vault.set('a', 'one'), vault.set('b', 'two'), vault.delete('a')]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const again = privateFileVault(path);
  expect([await again.get('a'), await again.get('b')]).toEqual([undefined, 'two']);
});

test.each([
  ['https://registry.example.org/', 'https://registry.example.org'],
  ['https://example.org/xpkg/', 'https://example.org/xpkg'],
  ['http://127.0.0.1:5020', 'http://127.0.0.1:5020'],
  ['http://localhost:1', 'http://localhost:1'],
  ['http://[::1]:1', 'http://[::1]:1'],
])('the address %s is taken', (text, url) => {
  expect(checkBaseUrl(text)).toEqual({ ok: true, value: url });
});

test.each([
  ['http://registry.example.org', 'insecure_url'],
  ['http://127.0.0.1.example.org', 'insecure_url'],
  ['http://localhost.example.org', 'insecure_url'],
  ['ftp://127.0.0.1', 'insecure_url'],
  ['file:///etc', 'insecure_url'],
  ['javascript:alert(1)', 'insecure_url'],
  ['https://good@evil.example', 'bad_url'],
  ['https://example.org/?token=1', 'bad_url'],
  ['registry', 'bad_url'],
  ['', 'bad_url'],
])('the address %s is refused as %s at its field', (text, code) => {
  expect(checkBaseUrl(text)).toMatchObject({ ok: false, error: { code, field: 'baseUrl' } });
});

test('connections are remembered, named once, and fall back to Local when the active one goes', async () => {
  const store = memoryStore();
  const vault = sessionVault();
  const connectionStore = new ConnectionStore(store, vault);
  const added = connectionStore.add('', 'https://example.org');
  if (!added.ok) throw new Error(added.error.message);
  expect(added.value.name).toBe('example.org');
  expect(connectionStore.add('example.org', 'https://other.example')).toMatchObject({
    ok: false,
    error: { field: 'name' },
  });
  expect(await connectionStore.tokenState(added.value.id)).toBe('none');
  expect(await connectionStore.setToken(added.value.id, ' Bearer xpkg_1 ')).toBe('session-only');
  expect(await connectionStore.token(added.value.id)).toBe('xpkg_1');
  expect(connectionStore.activate(added.value.id).ok).toBe(true);
  expect(new ConnectionStore(store, vault).activeId()).toBe(added.value.id);
  expect(JSON.stringify(store.get('connections'))).not.toContain('xpkg_1');

  expect((await connectionStore.remove(added.value.id)).ok).toBe(true);
  expect(connectionStore.activeId()).toBe(LOCAL_CONNECTION_ID);
  expect(await vault.get(`token:${added.value.id}`)).toBeUndefined();
  expect(connectionStore.activate(added.value.id)).toMatchObject({ ok: false, error: { code: 'unknown_connection' } });
});

test('a keychain that is locked is told apart from a missing token', async () => {
  const locked = {
    ...sessionVault(),
    get: () => Promise.reject(new Error('locked')),
  };
  const connectionStore = new ConnectionStore(memoryStore(), locked);
  expect(await connectionStore.tokenState('any')).toBe('locked');
});

test('the settings file is read again only when it has changed, by whomever', async () => {
  const folder = tempFolder();
  const path = join(folder, 'settings.json');
  let reads = 0;
  const open = async () => {
    const { store } = await openStore(path, () => {
      const conf = new Conf<Record<string, unknown>>({
        cwd: folder,
        configName: 'settings',
        projectName: 'Loadmaster',
      });
      return {
        get: (key) => {
          reads += 1;
          return conf.get(key);
        },
        set: (key, value) => conf.set(key, value),
        delete: (key) => conf.delete(key),
      };
    });
    return store;
  };
  const [one, other] = [await open(), await open()];
  one.set('addons', [{ id: 'a' }]);
  for (let time = 0; time < 500; time += 1) expect(one.get('addons')).toEqual([{ id: 'a' }]);
  expect(reads).toBe(1);
  // What is handed out is the asker's own.
  (one.get('addons') as unknown[]).length = 0;
  expect(one.get('addons')).toEqual([{ id: 'a' }]);
  other.set('addons', [{ id: 'b' }]);
  expect(one.get('addons')).toEqual([{ id: 'b' }]);
  one.delete('addons');
  expect([one.get('addons'), other.get('addons')]).toEqual([undefined, undefined]);
});
