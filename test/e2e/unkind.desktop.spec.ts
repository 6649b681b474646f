import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Look } from '../electron-standin/controls.ts';
import { expect, test } from './fixtures.ts';

// Desktops that are less kind than the documentation: each is a switch of the stand-in.

function addFar(page: Page) {
  return page.evaluate(() =>
    window.loadmaster.connections.add({ name: 'Far', baseUrl: 'https://far.example', token: 'xpkg_0123456789abcdef' }),
  );
}

test('a keychain that seals by the key everybody knows is not called one', async ({ app }) => {
  const { page } = await app.reopen({ STANDIN_KEYCHAIN: 'known-key' });
  expect(await addFar(page)).toMatchObject({ ok: true, value: { token: 'session-only' } });
  expect(await page.evaluate(() => window.loadmaster.app.info())).toMatchObject({
    ok: true,
    value: { secretsKept: 'session-only' },
  });
});

test('a keychain that never answers holds nobody up but those who need a token', async ({ app, page }) => {
  expect(await addFar(page)).toMatchObject({ ok: true });
  await app.ask({ ask: 'window', act: 'close' });
  await app.ended;
  const again = await app.reopen({ STANDIN_KEYCHAIN: 'silent' });
  await expect(again.page.getByRole('heading', { name: 'Hangar', level: 1 })).toBeVisible();
  expect(await again.page.evaluate(() => window.loadmaster.addons.list())).toMatchObject({ ok: true });
  const state = await again.page.evaluate(async () => {
    const list = await window.loadmaster.connections.list();
    return list.ok ? list.value.find(({ name }) => name === 'Far')?.token : list.error.code;
  });
  expect(state).toBe('locked');
});

test('a window that never tells of its first paint works all the same', async ({ app }) => {
  const { page } = await app.reopen({ STANDIN_UNKIND: 'never-paints' });
  await expect(page.getByRole('heading', { name: 'Hangar', level: 1 })).toBeVisible();
  expect(await page.evaluate(() => window.loadmaster.addons.list())).toMatchObject({ ok: true });
});

test('a window that takes its time to minimise, and is closed meanwhile, ends well', async ({ app }) => {
  const again = await app.reopen({ STANDIN_UNKIND: 'slow-minimise' });
  await again.ask({ ask: 'window', act: 'minimize' });
  expect((await again.ask<Look>({ ask: 'look' })).windows[0]?.visible).toBe(true);
  await again.ask({ ask: 'window', act: 'close' });
  expect(await again.ended).toBe(0);
});

test('a window closed while it loads again is no fault', async ({ app, page }) => {
  await page.evaluate(() => location.reload()).catch(() => {});
  await app.ask({ ask: 'window', act: 'close' });
  expect(await app.ended).toBe(0);
  const log = (() => {
    try {
      return readFileSync(join(app.dataFolder, 'logs', 'errors.log'), 'utf8');
    } catch {
      return '';
    }
  })();
  expect(log).not.toContain('ERR_ABORTED');
});
