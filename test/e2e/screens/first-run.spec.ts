import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from './accessible.ts';
import {
  expectPhase,
  notices,
  openSampleForm,
  publish,
  releasePanel,
  sampleFolder,
  screenLink,
  versionField,
} from './story.ts';

test('from the first run to the first published version', async ({ page }) => {
  await page.getByRole('button', { name: 'Try it with a sample add-on' }).click();
  const guide = page.getByRole('region', { name: 'Your first release' });
  await expect(guide.getByText('The release form is filled in')).toHaveAttribute('aria-current', 'step');
  await expect(versionField(page)).toHaveValue('1.0.0');

  await publish(page);
  await expectPhase(page, 'processed');
  await expect(releasePanel(page).getByRole('status')).toHaveText('1.0.0 is processed and on the registry.');
  await expect(guide.getByRole('status')).toContainText('That was all.');

  // The form is ready for what comes next, and knows that 1.0.0 is used up.
  await expect(versionField(page)).toHaveValue('1.0.1');
  await versionField(page).fill('1');
  await expect(page.getByText('1.0.0 is taken (processed).')).toBeVisible();
  await expect(page.getByText('version_exists')).toBeVisible();

  await page.getByRole('tab', { name: 'Versions' }).click();
  await expect(page.getByRole('row', { name: /1\.0\.0/ })).toContainText('processed');
  await screenLink(page, 'Hangar').click();
  await expect(page.getByRole('article', { name: 'LT-1 Trainer' })).toContainText('1.0.0 processed');
});

test('what a release will weigh is told before it is built, and what is reused of the last one', async ({ page }) => {
  await openSampleForm(page);
  const load = page.getByRole('region', { name: 'Size', exact: true });
  await expect(load).toContainText(/Zip, estimated\s*\d+ kB/);
  await expect(load).toContainText(/Reused from the last build\s*0%/);
  // What was changed a moment before a build is read again at the next one; an author's files are older.
  const folder = await sampleFolder(page);
  const longAgo = new Date('2024-05-06T07:08:09Z');
  for (const path of readdirSync(folder, { recursive: true })) utimesSync(join(folder, String(path)), longAgo, longAgo);
  await page.getByRole('button', { name: 'Build', exact: true }).click();
  await expect(load).toContainText(/Reused from the last build\s*100%/);
  await page.getByRole('radio', { name: 'Private, not stored' }).check();
  await expect(load).toContainText(/Storage after\s*0 bytes, no limit/);
});

test('the command palette reaches everything', async ({ page }) => {
  // A key pressed before the screen is there reaches nothing.
  await expect(page.getByRole('heading').first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeVisible();
  await page.keyboard.type('tools');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Tools', level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('theme dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('settings');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  // What was chosen lately comes first; what is so already, or cannot be done now, is not offered.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('group', { name: 'Chosen lately' }).getByRole('option')).toHaveCount(1);
  await expect(page.getByRole('option', { name: 'Theme: dark' })).toHaveCount(0);
  await expect(page.getByRole('option', { name: 'Retry all failed' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Every action by name');
  await page.keyboard.press('Escape');
});

test('help is searched as one types, and a term of the form is explained where it stands', async ({ page }) => {
  await screenLink(page, 'Help').click();
  await expect(page.getByRole('heading', { name: 'Rehearse' })).toBeVisible();
  await expectAccessible(page, 'Help');
  await page.getByRole('textbox', { name: 'Search the guide' }).fill('fingerprint');
  await expect(page.getByRole('heading', { name: 'Rehearse' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Everywhere your users look' })).toBeVisible();
  await page.getByRole('button', { name: 'Tools', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Tools', level: 1 })).toBeVisible();
  await screenLink(page, 'Hangar').click();
  await openSampleForm(page);
  await page
    .locator('span', { has: page.getByText('Version', { exact: true }) })
    .getByRole('button')
    .click();
  await expect(page.getByText('One to three numbers up to 999')).toBeVisible();
  await expectAccessible(page, 'a term explained');
});

test('an add-on that is taken off the list can be put back', async ({ page }) => {
  await page.evaluate(() => window.loadmaster.addons.createSample({ kind: 'library' }));
  const cards = page.getByRole('article').filter({ has: page.getByRole('heading') });
  await expect(cards).toHaveCount(1);
  await page.getByRole('button', { name: /^More about/ }).click();
  await page.getByRole('menuitem', { name: 'Remove from Hangar' }).click();
  await expect(cards).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(cards).toHaveCount(1);
});

test('the id can be changed where the package is created, since it never can be later, and the form follows', async ({
  page,
}) => {
  await openSampleForm(page);
  await page.getByLabel('Package id').fill('author.not-yet');
  const id = page.getByLabel('Id for good');
  await expect(id).toHaveValue('author.not-yet');
  await id.fill('someone.better-name');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('A Better Name');
  await page.getByLabel('Description').last().fill('An aircraft under a better name.');
  await expectAccessible(page, 'a package is created');
  await page.getByRole('button', { name: 'Create the package' }).click();
  await expect(notices(page)).toContainText('someone.better-name exists now.');
  await expect(page.getByLabel('Package id')).toHaveValue('someone.better-name');
  await expect(id).toHaveCount(0);
  const savedId = () =>
    page.evaluate(async () => {
      const all = await window.loadmaster.addons.list();
      return all.ok ? all.value[0]?.packageId : undefined;
    });
  // What is typed is kept a moment later.
  await expect.poll(savedId).toBe('someone.better-name');
});
