import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, expect, test } from './fixtures.ts';
import { expectPhase, openSampleForm, publish, rehearse } from './screens/story.ts';

// What a stand-in cannot show: processes that crash, a sandbox by the kernel's word, an end by a signal.

function heading(page: App['page']) {
  return page.getByRole('heading', { name: 'Hangar', level: 1 });
}

/** Asks main about its one window. Playwright gives a page that crashed up; Electron does not. */
function inWindow<T>({ main }: App, ask: 'crash' | 'text' | 'pid'): Promise<T> {
  if (!main) throw new Error('this needs a real Electron');
  return main.evaluate(async ({ BrowserWindow }, what) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (what === 'pid') return contents?.getOSProcessId() as never;
    if (what === 'crash') return contents?.forcefullyCrashRenderer() as never;
    return (await contents?.executeJavaScript('document.body.innerText')) as never;
  }, ask);
}

/** What the author was asked so far; each question is answered by its first button. */
async function questionsOf({ main }: App): Promise<() => Promise<string[]>> {
  if (!main) throw new Error('this needs a real Electron');
  const asked = await main.evaluateHandle(({ dialog }) => {
    const all: string[] = [];
    Object.assign(dialog, {
      showMessageBox: async (_window: unknown, { message }: { message: string }) => {
        all.push(message);
        return { response: 0, checkboxChecked: false };
      },
    });
    return all;
  });
  return () => asked.evaluate((all) => all);
}

test.beforeEach(async ({ page }) => {
  await expect(heading(page)).toBeVisible();
});

test('the page is in the sandbox, by the word of the kernel, and no notice says otherwise', async ({ app, page }) => {
  test.skip(process.platform !== 'linux', 'only Linux tells in /proc what a process may do');
  const status = readFileSync(`/proc/${await inWindow<number>(app, 'pid')}/status`, 'utf8');
  expect(status).toMatch(/^Seccomp:\s*2$/m);
  const notices = await page.evaluate(() => window.loadmaster.app.notices());
  expect(notices).toEqual({ ok: true, value: [] });
});

// What a keychain answers is shown by the stand-in: the Electron of these tests has no safeStorage that does not wait.
test('without a keychain a token lasts for the session, and the app says so', async ({ page }) => {
  test.skip(process.platform !== 'linux', 'macOS and Windows always have one');
  const kept = await page.evaluate(async () => {
    const token = 'xpkg_0123456789abcdef';
    const added = await window.loadmaster.connections.add({ name: 'Far', baseUrl: 'https://far.example', token });
    const info = await window.loadmaster.app.info();
    return [added.ok && added.value.token, info.ok && info.value.secretsKept];
  });
  expect(kept).toEqual(['session-only', 'session-only']);
});

test('a folder dialog begins where the last one was, since Electron forgets it', async ({ app, page }) => {
  const { main } = app;
  if (!main) throw new Error('this needs a real Electron');
  const asked = await main.evaluateHandle(({ dialog }) => {
    const begun: (string | undefined)[] = [];
    Object.assign(dialog, {
      showOpenDialog: async (_window: unknown, { defaultPath }: { defaultPath?: string }) => {
        begun.push(defaultPath);
        return { canceled: false, filePaths: ['/some/where/addon'] };
      },
    });
    return begun;
  });
  for (const _ of [1, 2]) await page.evaluate(() => window.loadmaster.app.pickFolder());
  // Linux's dialog would begin among recent folders, where a path cannot be typed.
  const home = process.platform === 'linux' ? await main.evaluate(({ app }) => app.getPath('home')) : null;
  expect(await asked.evaluate(([first, second]) => [first ?? null, second])).toEqual([home, '/some/where']);
});

test('a page that crashes comes back; at the fourth time within a minute the author is asked', async ({ app }) => {
  const questions = await questionsOf(app);
  for (let crash = 1; crash <= 4; crash += 1) {
    expect(await questions()).toEqual([]);
    const before = await inWindow<number>(app, 'pid');
    await inWindow(app, 'crash');
    await expect.poll(() => inWindow<number>(app, 'pid')).not.toBe(before);
    await expect.poll(() => inWindow<string>(app, 'text')).toContain('Hangar');
  }
  expect(await questions()).toEqual(['The window of Loadmaster keeps crashing.']);
  expect(readFileSync(join(app.dataFolder, 'logs', 'errors.log'), 'utf8')).toContain('the page ended: ');
});

test('a failure in a window nobody looks at makes it ask to be looked at', async ({ app, page }) => {
  test.skip(process.platform !== 'linux', 'the taskbar of Windows and the dock of macOS have a badge and a bar');
  await openSampleForm(page);
  await rehearse(page, [{ fault: 'processing', status: 'failed_macosx', times: 1 }]);
  await publish(page);
  // Each click brings the window to the front.
  const window = await app.main?.evaluate(({ BrowserWindow }) => {
    const [first] = BrowserWindow.getAllWindows();
    first?.blur();
    return first?.getNativeWindowHandle().readUInt32LE();
  });
  const hints = () => execFileSync('xprop', ['-id', String(window), 'WM_HINTS'], { encoding: 'utf8' });
  expect(hints()).not.toContain('urgency');
  await expect.poll(hints).toContain('The urgency hint bit is set');
});

test('work under way is asked about by the window, and not by a signal; it is there again next time', async ({
  app,
}) => {
  await openSampleForm(app.page);
  await rehearse(app.page, [{ fault: 'slow', route: 'upload', bytesPerSecond: 2000 }]);
  await publish(app.page);
  await expectPhase(app.page, 'sending');
  const title = () => app.main?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  await expect.poll(title).toMatch(/^1 under way/);
  // "Keep working" is the first button: the window stays.
  const questions = await questionsOf(app);
  await app.main?.evaluate(({ app: self }) => setTimeout(() => self.quit()));
  await expect.poll(questions).toEqual(['Loadmaster is still at work.']);
  expect(await title()).toMatch(/^1 under way/);
  app.main?.process().kill('SIGTERM');
  expect(await app.ended).toBe(0);
  const again = await app.reopen();
  const listed = await again.page.evaluate(() => window.loadmaster.publish.list({ limit: 10 }));
  expect(listed).toMatchObject({ ok: true, value: [{ version: '1.0.0' }] });
});
