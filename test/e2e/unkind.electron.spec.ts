import { rmSync } from 'node:fs';
import { test as base, expect, type Page } from '@playwright/test';
import { makeFolder } from '../make-folder.ts';
import { openElectron } from './electron-shell.ts';
import type { OpenShell } from './open-shell.ts';

// A real Electron in a world that is less kind than the documentation. What makes it so runs in main before the app.

type Open = (world: { before?: string; switches?: string[] }) => Promise<OpenShell>;

const test = base.extend<{ open: Open }>({
  open: async ({ baseURL: _none }, use) => {
    const dataFolder = makeFolder('e2e');
    const all: OpenShell[] = [];
    await use(async (world) => {
      await all.at(-1)?.close();
      const one = await openElectron({ dataFolder, ...world });
      all.push(one);
      return one;
    });
    await all.at(-1)?.close();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  },
});
// Each starts Electron once or twice, and a loaded machine takes half a minute for that.
test.setTimeout(150_000);

/** A keychain by what it puts before its cipher text, whose answer to the first question is the last word. */
function keychain(prefix: string, available: string): string {
  return `Object.assign(electron.safeStorage, {
    getSelectedStorageBackend: () => 'gnome_libsecret',
    isAsyncEncryptionAvailable: () => ${available},
    encryptStringAsync: async (text) => Buffer.from('${prefix}' + Buffer.from(text).toString('hex')),
    decryptStringAsync: async (cipher) =>
      ({ result: Buffer.from(cipher.toString().slice(${prefix.length}), 'hex').toString(), shouldReEncrypt: false }),
  });`;
}
const OPEN = keychain('v11', 'Promise.resolve(true)');
const KNOWN_KEY = keychain('v10', 'Promise.resolve(true)');
/** As one whose prompt nobody answers. */
const LOCKED = keychain('v11', 'new Promise(() => {})');

function addFar(page: Page) {
  return page.evaluate(() =>
    window.loadmaster.connections.add({ name: 'Far', baseUrl: 'https://far.example', token: 'xpkg_0123456789abcdef' }),
  );
}

function heading(page: Page) {
  return page.getByRole('heading', { name: 'Hangar', level: 1 });
}

test('a locked keyring holds up nothing but the token, whose connection says so', async ({ open }) => {
  expect(await addFar((await open({ before: OPEN })).page)).toMatchObject({ ok: true, value: { token: 'kept' } });
  const { page } = await open({ before: LOCKED });
  await expect(heading(page)).toBeVisible();
  expect(await page.evaluate(() => window.loadmaster.addons.list())).toMatchObject({ ok: true });
  const token = () =>
    page.evaluate(async () => {
      const list = await window.loadmaster.connections.list();
      return list.ok ? list.value.find(({ name }) => name === 'Far')?.token : list.error.code;
    });
  expect(await token()).toBe('locked');
});

test('a keyring that seals by the key everybody knows is not called one: tokens until the app quits, and that is said', async ({
  open,
}) => {
  const { page } = await open({ before: KNOWN_KEY });
  await expect(heading(page)).toBeVisible();
  expect(await addFar(page)).toMatchObject({ ok: true, value: { token: 'session-only' } });
  const notices = await page.evaluate(() => window.loadmaster.app.notices());
  expect(notices).toMatchObject({
    ok: true,
    value: [{ level: 'warning', title: expect.stringMatching(/until .*quit/i) }],
  });
  const again = await open({ before: KNOWN_KEY });
  const far = await again.page.evaluate(async () => {
    const list = await window.loadmaster.connections.list();
    return list.ok ? list.value.find(({ name }) => name === 'Far')?.token : list.error.code;
  });
  expect(far).toBe('none');
});

test('without the sandbox of Chromium the app says so, and what to do', async ({ open }) => {
  test.skip(process.platform !== 'linux', 'only Linux has systems that give it none');
  // As an AppImage starts where there are no user namespaces.
  const { page } = await open({ switches: ['--no-sandbox'] });
  await expect(page.getByText('The window runs without its sandbox').first()).toBeVisible({ timeout: 60_000 });
});
