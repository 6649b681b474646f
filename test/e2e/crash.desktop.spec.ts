import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Look } from '../electron-standin/controls.ts';
import { expect, test } from './fixtures.ts';

test('a page that crashes comes back by itself, with its state from main, and the crash is logged', async ({ app }) => {
  await expect(app.page.getByRole('heading', { name: 'Hangar', level: 1 })).toBeVisible();
  await app.page.evaluate(() => window.loadmaster.addons.createSample({ kind: 'scenery' }));
  const name = await app.page.evaluate(async () => {
    const list = await window.loadmaster.addons.list();
    return list.ok ? (list.value[0]?.name ?? '') : '';
  });
  const crashed = new Promise((resolve) => app.page.once('crash', resolve));
  const cdp = await app.page.context().newCDPSession(app.page);
  cdp.send('Page.crash').catch(() => {});
  await crashed;
  // Playwright gives a crashed page up; another look at the same Chromium finds it alive again, once it is.
  const endpoint = await app.ask<string>({ ask: 'endpoint' });
  await expect(async () => {
    const browser = await chromium.connectOverCDP(endpoint);
    const pages = browser.contexts()[0]?.pages() ?? [];
    const revived = pages.find((page) => page.url().startsWith('https://loadmaster.app'));
    if (!revived) throw new Error('the page is not there yet');
    await expect(revived.getByText(name).first()).toBeVisible({ timeout: 3000 });
    await browser.close();
  }).toPass();
  expect((await app.ask<Look>({ ask: 'look' })).windows).toHaveLength(1);
  await expect
    .poll(() => readFileSync(join(app.dataFolder, 'logs', 'errors.log'), 'utf8'))
    .toContain('the page ended: crashed');
});

test.describe('a system without a keychain', () => {
  test('tokens last for the session, and the app says so', async ({ app }) => {
    const { page } = await app.reopen({ STANDIN_KEYCHAIN: 'missing' });
    const info = await page.evaluate(() => window.loadmaster.app.info());
    expect(info).toMatchObject({ ok: true, value: { secretsKept: 'session-only' } });
  });
});

test('a token is sealed by the keychain; a locked one shows as locked and comes back', async ({ app, page }) => {
  const added = await page.evaluate(() =>
    window.loadmaster.connections.add({ name: 'Far', baseUrl: 'https://far.example', token: 'xpkg_0123456789abcdef' }),
  );
  expect(added).toMatchObject({ ok: true, value: { token: 'kept' } });
  expect(JSON.stringify(added)).not.toContain('xpkg_0123456789abcdef');
  const sealed = readFileSync(join(app.dataFolder, 'workshop', 'secrets.json'), 'utf8');
  expect(sealed).not.toContain('xpkg_0123456789abcdef');
  const tokenState = () =>
    page.evaluate(async () => {
      const list = await window.loadmaster.connections.list();
      return list.ok ? list.value.find(({ name }) => name === 'Far')?.token : list.error.code;
    });
  for (const state of ['locked', 'reset'] as const) {
    await app.ask({ ask: 'keychain', state });
    expect(await tokenState()).toBe('locked');
  }
  await app.ask({ ask: 'keychain', state: 'open' });
  expect(await tokenState()).toBe('kept');
});
