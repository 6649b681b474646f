import type { Look } from '../electron-standin/controls.ts';
import { type App, expect, test } from './fixtures.ts';
import { submitSample } from './submit-sample.ts';

// Work under way, as the desktop shows it: in the title, the taskbar, the question before quitting, a notification.

async function submission(app: App) {
  const listed = await app.page.evaluate(() => window.loadmaster.publish.list({ limit: 10 }));
  return listed.ok ? listed.value[0] : undefined;
}

function look(app: App): Promise<Look> {
  return app.ask<Look>({ ask: 'look' });
}

test('work under way is in the title, keeps the machine awake, is asked about before quitting, and is there again', async ({
  app,
}) => {
  expect(await submitSample(app.page, 'nowhere')).toMatchObject({ ok: true });
  await expect.poll(async () => (await submission(app))?.state.phase).toBe('waiting');
  expect((await look(app)).windows[0]?.title).toMatch(/^1 under way/);
  expect((await look(app)).wakeLocks).toBe(1);

  // Escape: the author goes on working.
  await app.ask({ ask: 'window', act: 'close' });
  await expect.poll(async () => (await look(app)).dialogs.map(({ method }) => method)).toEqual(['showMessageBox']);
  expect((await look(app)).windows).toHaveLength(1);

  await app.ask({ ask: 'answer', method: 'showMessageBox', value: { response: 1, checkboxChecked: false } });
  await app.ask({ ask: 'window', act: 'close' });
  expect(await app.ended).toBe(0);

  const again = await app.reopen();
  const listed = await again.page.evaluate(() => window.loadmaster.publish.list({ limit: 10 }));
  expect(listed).toMatchObject({ ok: true, value: [{ version: '1.0.0' }] });
});

test('work that ends while the window is hidden is notified, and the notification leads to it', async ({ app }) => {
  await app.ask({ ask: 'window', act: 'minimize' });
  expect(await submitSample(app.page, 'local')).toMatchObject({ ok: true });
  await expect.poll(async () => (await look(app)).notifications).toHaveLength(1);
  expect(await submission(app)).toMatchObject({
    state: { phase: 'blocked', findings: [] },
    error: { code: 'no_package' },
  });
  await app.ask({ ask: 'click-notification', at: 0 });
  await expect.poll(async () => (await look(app)).windows[0]?.visible).toBe(true);
  await expect(app.page).toHaveTitle(/Activity/);
  await expect.poll(async () => (await look(app)).wakeLocks).toBe(0);
});
