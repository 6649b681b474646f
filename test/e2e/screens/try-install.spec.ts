import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from './accessible.ts';
import { openSampleForm, sampleFolder } from './story.ts';

function dialog(page: Page) {
  return page.getByRole('dialog', { name: 'What users will get' });
}

async function tryInstall(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Checks' }).click();
  await page.getByRole('button', { name: 'Try the install' }).click();
}

for (const theme of ['dark', 'light'] as const) {
  test(`the install is tried step by step, and everybody can read it, ${theme}`, async ({ page }) => {
    await page.evaluate((chosen) => window.loadmaster.settings.update({ theme: chosen }), theme);
    await openSampleForm(page);
    await tryInstall(page);
    await expect(dialog(page).getByRole('status')).toHaveText(/^Tried to the end/, { timeout: 30_000 });
    for (const step of ['Install', 'Uninstall', 'Unzipped by hand'])
      await expect(dialog(page).getByRole('heading', { name: step, exact: true })).toBeVisible();
    await expect(dialog(page)).toContainText('X-Plane finds');
    await expectAccessible(page, 'Try the install');
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Try the install' })).toBeFocused();
  });
}

/** More files than can be copied before somebody presses a button. */
const MANY = 8000;

test('a try can be cancelled and begun again', async ({ page }) => {
  await openSampleForm(page);
  const folder = join(await sampleFolder(page), 'objects', 'many');
  mkdirSync(folder);
  for (let index = 0; index < MANY; index++) writeFileSync(join(folder, `${index}.txt`), 'x');
  await tryInstall(page);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog(page).getByRole('status')).toHaveText(/^The try was cancelled/);
  await dialog(page).getByRole('button', { name: 'Try again' }).click();
  await expect(dialog(page).getByRole('progressbar')).toBeVisible();
});
