import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

// What the app may find when it starts. It always opens, says what is wrong, and loses nothing.

function notices(page: Page) {
  return page.evaluate(async () => {
    const answer = await window.loadmaster.app.notices();
    return answer.ok ? answer.value.map(({ title }) => title) : [answer.error.code];
  });
}

function settings(page: Page) {
  return page.evaluate(() => window.loadmaster.settings.get());
}

const BROKEN: readonly (readonly [what: string, text: string])[] = [
  ['half-written', '{"settings":{"theme":"light"'],
  ['empty', ''],
  ['no object', '[1,2,3]'],
  ['not text', '\u0000\u0001\u0002'],
];
for (const [what, text] of BROKEN) {
  test.describe(`a settings file that is ${what}`, () => {
    test.use({ prepare: { dataFolder: (folder) => writeFileSync(join(folder, 'settings.json'), text) } });
    test('is never wiped: it is set aside, or read as far as it can be', async ({ app, page }) => {
      expect(await settings(page)).toMatchObject({ ok: true, value: { historyLimit: 500 } });
      const kept = readdirSync(app.dataFolder).filter((name) => name.startsWith('settings.json.corrupt-'));
      if (what === 'half-written' || what === 'not text') {
        expect(kept.map((name) => readFileSync(join(app.dataFolder, name), 'utf8'))).toEqual([text]);
        expect(await notices(page)).toContain('Your settings could not be read');
      }
    });
  });
}

test.describe('settings of an older and of a newer Loadmaster', () => {
  const newer = {
    settingsVersion: 99,
    settings: { theme: 'light', historyLimit: 'many', hologram: true },
    unknown: { kept: 1 },
  };
  test.use({
    prepare: { dataFolder: (folder) => writeFileSync(join(folder, 'settings.json'), JSON.stringify(newer)) },
  });
  test('a newer one is understood as far as it goes, and not written over', async ({ app, page }) => {
    expect(await settings(page)).toMatchObject({ ok: true, value: { theme: 'light', historyLimit: 500 } });
    await page.evaluate(() => window.loadmaster.settings.update({ theme: 'dark' }));
    expect(JSON.parse(readFileSync(join(app.dataFolder, 'settings.json'), 'utf8'))).toMatchObject(newer);
    expect(await notices(page)).toContain('A newer Loadmaster was here');
  });
});

test.describe('an archive folder and a history that are files', () => {
  test.use({
    prepare: {
      dataFolder(folder) {
        writeFileSync(join(folder, 'archives'), 'in the way');
        mkdirSync(join(folder, 'workshop'));
        writeFileSync(join(folder, 'workshop', 'publish'), 'in the way');
      },
    },
  });
  test('the app opens, and what needs them answers with an error', async ({ page }) => {
    await expect(page.getByRole('heading', { name: 'Hangar', level: 1 })).toBeVisible();
    const listed = await page.evaluate(() => window.loadmaster.publish.list({ limit: 10 }));
    expect(listed).toMatchObject({ ok: false, error: { message: expect.any(String) } });
    expect(await settings(page)).toMatchObject({ ok: true });
  });
});

test.describe('a data folder that cannot be written', () => {
  // Root may write everywhere: the folder is then a file, which nobody can write into.
  const root = process.getuid?.() === 0;
  test.use({
    prepare: {
      dataFolder(folder) {
        if (root) writeFileSync(join(folder, 'workshop'), 'in the way');
        else chmodSync(folder, 0o500);
      },
    },
  });
  test('the app opens and works as far as it can', async ({ app, page }) => {
    await expect(page.getByRole('heading', { name: 'Hangar', level: 1 })).toBeVisible();
    expect(await settings(page)).toMatchObject({ ok: true });
    const draft = await page.evaluate(() =>
      window.loadmaster.publish.keepDraft({
        addonId: 'a',
        connectionId: 'local',
        draft: {
          packageId: 'a.b',
          packageVersion: '1.0.0',
          xpSelection: '*',
          access: 'public',
          platforms: { macOS: true, windows: true, linux: true },
          dependencies: [],
          incompatibilities: [],
          notes: '',
        },
      }),
    );
    // Whatever is wrong is said; a draft is never said to be kept when it is not.
    expect(draft).toMatchObject({ ok: false, error: { message: expect.any(String) } });
    if (!root) chmodSync(app.dataFolder, 0o700);
    expect(existsSync(app.dataFolder)).toBe(true);
  });
});

test('a data folder that vanishes while the app runs is made again, and what is typed then is kept', async ({
  app,
  page,
}) => {
  await expect(page.getByRole('heading', { name: 'Hangar', level: 1 })).toBeVisible();
  // Electron writes into it at any time.
  rmSync(app.dataFolder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  const outcome = await page.evaluate(async (notes) => {
    const platforms = { macOS: true, windows: true, linux: true };
    const lists = { dependencies: [], incompatibilities: [] };
    const draft = {
      packageId: 'a.b',
      packageVersion: '1.0.0',
      xpSelection: '*',
      access: 'public' as const,
      platforms,
      ...lists,
      notes,
    };
    return [
      await window.loadmaster.publish.keepDraft({ addonId: 'a', connectionId: 'local', draft }),
      await window.loadmaster.settings.update({ theme: 'dark' }),
    ];
  }, 'typed after');
  expect(outcome).toMatchObject([{ ok: true }, { ok: true, value: { theme: 'dark' } }]);
  const drafts = join(app.dataFolder, 'workshop', 'drafts');
  expect(
    readdirSync(drafts)
      .map((name) => readFileSync(join(drafts, name), 'utf8'))
      .join(),
  ).toContain('typed after');
});

test('a renderer that asks before the services are there waits for its answer', async ({ app }) => {
  const { page } = await app.reopen();
  // Asked at once after navigation, while main is still opening its services.
  await page.reload({ waitUntil: 'commit' });
  await page.waitForFunction(() => 'loadmaster' in window);
  expect(await settings(page)).toMatchObject({ ok: true });
});
