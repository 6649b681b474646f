import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Look } from '../electron-standin/controls.ts';
import { type App, expect, test } from './fixtures.ts';
import { openSampleForm } from './screens/story.ts';
import { startStandin } from './shells.ts';

// What only a desktop has, by the built shell itself: its window, menu, dialogs, second starts, crashes and its end.

function look(app: App): Promise<Look> {
  return app.ask<Look>({ ask: 'look' });
}

function heading(app: App) {
  return app.page.getByRole('heading', { name: 'Hangar', level: 1 });
}

test.beforeEach(async ({ app }) => {
  await expect(heading(app)).toBeVisible();
});

test('the window is shown once it has something to show, sandboxed, with its menu after that', async ({ app }) => {
  await expect.poll(async () => (await look(app)).hasMenu).toBe(true);
  const { windows, sandboxed } = await look(app);
  expect(sandboxed).toBe(true);
  expect(windows).toEqual([
    expect.objectContaining({
      visible: true,
      title: 'Loadmaster',
      progress: -1,
      preferences: expect.objectContaining({ sandbox: true, contextIsolation: true, nodeIntegration: false }),
    }),
  ]);
});

test('the start is marked in order, from ready to interactive', async ({ app }) => {
  const marks = () => [...app.output().matchAll(/start: (.+) at (\d+) ms/g)].map(([, name]) => name);
  // The paint has no place of its own: on a slow machine the services do not wait for it.
  const inOrder = ['ready', 'window asked', 'services ready', 'interactive'];
  await expect.poll(() => marks().filter((name) => name !== 'first paint')).toEqual(inOrder);
  await expect.poll(marks).toContain('first paint');
  const kept = join(app.dataFolder, 'logs', 'start.log');
  await expect.poll(() => (existsSync(kept) ? readFileSync(kept, 'utf8') : '')).toMatch(/interactive at \d+ ms\n$/);
});

test('a place in the menu is shown, and a folder is picked by the system dialog', async ({ app }) => {
  await expect.poll(async () => (await look(app)).hasMenu).toBe(true);
  await app.ask({ ask: 'menu', way: ['View', 'Activity'] });
  await expect(app.page).toHaveTitle(/Activity/);
  await app.ask({ ask: 'answer', method: 'showOpenDialog', value: { canceled: false, filePaths: ['/an/add-on'] } });
  const pick = () => app.page.evaluate(() => window.loadmaster.app.pickFolder());
  expect(await pick()).toEqual({ ok: true, value: { folder: '/an/add-on' } });
  expect(await pick()).toEqual({ ok: true, value: null });
});

test('the window comes back where it was', async ({ app }) => {
  await app.ask({ ask: 'move', x: 140, y: 90, width: 1111, height: 777 });
  await app.ask({ ask: 'window', act: 'close' });
  expect(await app.ended).toBe(0);
  const again = await app.reopen();
  expect((await look(again)).windows[0]?.bounds).toEqual({ x: 140, y: 90, width: 1111, height: 777 });
});

test('what was typed right before the window was closed is there at the next start', async ({ app }) => {
  await openSampleForm(app.page);
  await app.page.getByLabel('Release notes').fill('The last words');
  await app.ask({ ask: 'window', act: 'close' });
  expect(await app.ended).toBe(0);
  const { page } = await app.reopen();
  await page.getByRole('link', { name: 'LT-1 Trainer', exact: true }).click();
  await page.getByRole('tab', { name: 'Release' }).click();
  await expect(page.getByLabel('Release notes')).toHaveValue('The last words');
});

test('a second start ends at once and brings the first to the front', async ({ app }) => {
  await app.ask({ ask: 'window', act: 'minimize' });
  expect((await look(app)).windows[0]?.visible).toBe(false);
  const second = startStandin({ dataFolder: app.dataFolder });
  expect(await new Promise((resolve) => second.child.once('exit', resolve))).toBe(0);
  await expect.poll(async () => (await look(app)).windows[0]?.visible).toBe(true);
  expect((await look(app)).windows).toHaveLength(1);
});

test('the theme of the settings is the theme of the window, at once and at the next start', async ({ app }) => {
  await app.page.evaluate(() => window.loadmaster.settings.update({ theme: 'light' }));
  await expect.poll(async () => (await look(app)).theme).toBe('light');
  const again = await app.reopen();
  expect((await look(again)).theme).toBe('light');
});

test('leaving ends the process, and asks nothing when nothing is under way', async ({ app }) => {
  await app.ask({ ask: 'quit' }).catch(() => {});
  expect(await app.ended).toBe(0);
});
