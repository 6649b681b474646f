import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startRegistry } from '../../../main/registry/start.ts';
import type { Language } from '../../../preload/contract/languages.ts';
import { registryPagesWords } from '../../../preload/messages/registry-pages.ts';
import { freePort } from '../../free-port.ts';
import { processedAs } from '../../registry/support/processing.ts';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from './accessible.ts';
import { screenLink } from './story.ts';
import { expectWholeWords } from './whole-words.ts';

// What people see of a registry, in a real browser: read by everybody, at any width, in both themes, by keyboard alone.

const TOKEN = 'token-of-a-pilot';

test('the pages of a registry are accessible, break no word, and are searched without script', async ({
  app,
  page,
}) => {
  // Four pages at three widths in two themes, each read by axe.
  test.setTimeout(180_000);
  const registry = await startClub(join(app.dataFolder, 'hosted'), 0);
  const url = `http://127.0.0.1:${registry.port}`;
  try {
    for (const id of ['club.jungmann', 'club.trees']) await publish(url, id);
    await registry.idle();
    for (const [colorScheme, language] of [
      ['light', 'en'],
      ['dark', 'de'],
    ] as const)
      for (const width of [320, 680, 1280]) {
        const t = registryPagesWords(language).site;
        await readIn(page, url, language);
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        const seen = async (place: string): Promise<void> => {
          await expectAccessible(page, `${place}, ${colorScheme}, ${width}`);
          await expectWholeWords(page, `${place}, ${colorScheme}, ${width}`);
        };
        await page.goto(url);
        await seen('start');
        await page.getByLabel(t.searchPackages).fill('bucker');
        await page.keyboard.press('Enter');
        await expect(page.getByRole('status')).toContainText(t.found(1));
        await seen('found');
        await page.getByRole('link', { name: 'Bücker Jungmann' }).click();
        await seen('package');
        await page.getByRole('link', { name: 'club.trees' }).click();
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Middle European Trees');
        await page.goto(`${url}/package/club.nothing/`);
        await seen('missing');
      }
  } finally {
    await registry.close();
  }
});

test('the pages of somebody who is signed in are accessible in both languages', async ({ app, page }) => {
  const port = await freePort();
  const registry = await startClub(join(app.dataFolder, 'hosted'), port);
  const url = `http://127.0.0.1:${port}`;
  try {
    for (const [language, colorScheme, width] of [
      ['en', 'light', 320],
      ['de', 'dark', 1280],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await readIn(page, url, language);
      const t = registryPagesWords(language).account;
      const seen = async (place: string): Promise<void> => {
        await expectAccessible(page, `${place}, ${language}`);
        await expectWholeWords(page, `${place}, ${language}`);
      };
      await page.goto(`${url}/sign-in`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.signIn);
      await seen('sign in');
      await page.getByLabel(t.token).fill('a token of nobody');
      await page.getByRole('button', { name: t.signIn }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      await seen('refused');
      await page.getByRole('link', { name: t.faults.tryAgain }).click();
      await page.getByLabel(t.token).fill(TOKEN);
      await page.getByRole('button', { name: t.signIn }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.signedInAs('Some Pilot'));
      await page.getByLabel(t.tokenName).fill(`At home ${language}`);
      await seen('tokens');
      await page.getByRole('button', { name: t.make }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t.made);
      await seen('a new token');
      await page.getByRole('link', { name: t.back }).click();
      await page.getByRole('button', { name: t.signOut }).click();
    }
  } finally {
    await registry.close();
  }
});

test('Loadmaster gets its token by the browser, and the dialog goes on by itself', async ({ app, page }) => {
  const port = await freePort();
  const registry = await startClub(join(app.dataFolder, 'hosted'), port);
  try {
    await screenLink(page, 'Registry').click();
    await page.getByRole('button', { name: 'Add a registry' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a registry' });
    const begin = dialog.getByRole('button', { name: 'Sign in…' });
    await dialog.getByLabel('Name').fill('Club');
    await expect(begin).toBeDisabled();
    await dialog.getByLabel('Base URL').fill(`http://127.0.0.1:${port}`);
    await begin.click();
    await expect(dialog.getByRole('button', { name: 'Cancel the sign-in' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(begin).toBeFocused();
    await expect(dialog.getByLabel('Name')).toHaveValue('Club');
    await page.keyboard.press('Enter');
    await expect(dialog.locator('code')).toContainText('/me/app?port=');
    await expectAccessible(page, 'waiting for the browser');
    const tab = await page.context().newPage();
    await tab.goto((await dialog.locator('code').textContent()) ?? '');
    await tab.getByLabel('Token').fill(TOKEN);
    await tab.getByRole('button', { name: 'Sign in' }).click();
    await expectAccessible(tab, 'a token for Loadmaster?');
    await tab.getByRole('button', { name: 'Allow' }).click();
    await expect(tab.getByText('You can close this page')).toBeVisible();
    await expect(page.getByText('Signed in as Some Pilot')).toBeVisible();
    await expect(dialog).toBeHidden();
  } finally {
    await registry.close();
  }
});

/** From now on the browser asks for this language, whatever the shell's own is. */
function readIn(page: Page, url: string, language: Language) {
  return page.route(`${url}/**`, (route, request) =>
    route.continue({ headers: { ...request.headers(), 'accept-language': language } }),
  );
}

function startClub(dataDir: string, port: number) {
  return startRegistry({
    dataDir,
    port,
    rateLimits: false,
    run: processedAs('content'),
    seed: {
      authors: [{ authorId: 'PILOT', name: 'Some Pilot', tokens: [{ token: TOKEN, permissions: 1 }] }],
      packages: [
        { packageId: 'club.jungmann', packageName: 'Bücker Jungmann', authorId: 'PILOT' },
        { packageId: 'club.trees', packageName: 'Middle European Trees', authorId: 'PILOT' },
      ],
    },
    hosted: {
      publicUrl: `http://127.0.0.1:${port}`,
      name: 'Club registry',
      description: 'What our club flies, and what it flies over.',
      operationsPort: 0,
      trustedProxies: [],
      drainMs: 1000,
    },
  });
}

async function publish(url: string, packageId: string): Promise<void> {
  const body = new FormData();
  const fields = {
    packageId,
    packageVersion: '1.0.0',
    xpSelection: '11.50-12',
    isPublic: 'true',
    isPrivate: 'false',
    isStored: 'true',
    dependencies: JSON.stringify(packageId === 'club.jungmann' ? [['club.trees', '*']] : []),
    incompatibilities: '[]',
    supportsMacOS: 'true',
    supportsWindows: 'true',
    supportsLinux: 'false',
  };
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', new Blob(['not looked at']), 'package.zip');
  const answer = await fetch(`${url}/packages/upload`, { method: 'POST', headers: { Authorization: TOKEN }, body });
  expect(answer.status).toBe(204);
}
