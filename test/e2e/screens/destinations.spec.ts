import { chmod, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from './accessible.ts';
import { openSampleForm, sampleFolder, versionField } from './story.ts';

// One release to more places than the registry, by hand in the form.

/** A folder that the app may write in, also where it runs as a user of its own. */
async function makeShared(folder: string): Promise<void> {
  await mkdir(folder);
  await chmod(folder, 0o777);
}

async function addMirror(page: Page, name: string, path: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a destination' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a destination' });
  await dialog.getByText('Mirror of the files', { exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await dialog.getByRole('textbox', { name: 'Folder', exact: true }).fill(path);
  // Enter in a field tests and adds, as the button does.
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
}

test('a release goes to the registry and to two folders; the one that was away is retried alone', async ({
  app,
  page,
}) => {
  test.setTimeout(120_000);
  await openSampleForm(page);
  const folder = await sampleFolder(page);
  const [first, second] = [join(app.dataFolder, 'mirror one'), join(app.dataFolder, 'mirror two')];
  await makeShared(first);
  await makeShared(second);
  await addMirror(page, 'backup', first);
  await addMirror(page, 'server', second);
  const settings = await readFile(join(folder, 'loadmaster.json'), 'utf8');
  expect(JSON.parse(settings).destinations).toMatchObject([{ name: 'backup' }, { name: 'server' }]);
  await expect(page.getByRole('region', { name: 'Where it goes' })).toBeVisible();
  await expectAccessible(page, 'Where it goes');

  const version = await versionField(page).inputValue();
  await rm(second, { recursive: true });
  await page.getByRole('button', { name: `Publish ${version} to 3 places` }).click();
  await expect(page.getByText('1 of 3 places do not have it.').first()).toBeVisible({ timeout: 60_000 });
  expect(await readFile(join(first, 'loadmaster-version.txt'), 'utf8')).toBe(`${version}\n`);
  await expectAccessible(page, 'a release that failed at one place');

  await makeShared(second);
  await page.getByRole('button', { name: 'Retry', exact: true }).first().click();
  await expect(page.getByText('It is at all 3 places.').first()).toBeVisible({ timeout: 60_000 });
  expect(await readFile(join(second, 'loadmaster-version.txt'), 'utf8')).toBe(`${version}\n`);
});
