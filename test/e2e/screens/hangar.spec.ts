import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from './accessible.ts';
import { notices } from './story.ts';

const SAMPLES = ['aircraft', 'scenery', 'library', 'plugin', 'livery', 'flywithlua', 'mess'] as const;
function cards(page: Page) {
  return page.getByRole('article').filter({ has: page.getByRole('heading') });
}

async function makeSamples(page: Page): Promise<void> {
  for (const kind of SAMPLES) {
    await page.evaluate((wanted) => window.loadmaster.addons.createSample({ kind: wanted }), kind);
  }
  await expect(cards(page)).toHaveCount(SAMPLES.length);
}

test('add-ons are found by words, kind and checks, grouped and shown as a list, which is kept', async ({ page }) => {
  await makeSamples(page);
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('plugin');
  await expect(cards(page)).toHaveCount(1);
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('All kinds');
  await page.getByRole('combobox', { name: 'Checks' }).selectOption('With errors');
  await expect(cards(page)).not.toHaveCount(SAMPLES.length);
  await expect(cards(page).first()).toContainText('to fix before publishing');
  await page.getByRole('combobox', { name: 'Checks' }).selectOption('All checks');
  const withErrors = page.getByRole('group', { name: 'State' }).getByRole('button', { name: /with errors/ });
  await withErrors.click();
  await expect(cards(page)).toHaveCount(Number.parseInt(await withErrors.innerText(), 10));
  await expect(cards(page)).not.toHaveCount(SAMPLES.length);
  await page.getByRole('textbox', { name: 'Filter add-ons' }).fill('nothing is called that');
  await expect(cards(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(cards(page)).toHaveCount(SAMPLES.length);

  await page.getByRole('radio', { name: 'Cards' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('combobox', { name: 'Group' }).selectOption('By kind');
  await expect(page.getByRole('heading', { name: 'Plugins' })).toBeVisible();
  await expectAccessible(page, 'Hangar');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Plugins' })).toBeVisible();
});

test('many are checked, published and removed at once: one notice each, and one Undo brings all back', async ({
  page,
}) => {
  await makeSamples(page);
  await page.getByRole('heading', { name: 'Hangar' }).focus();
  await page.keyboard.press('Control+a');
  const bar = page.getByRole('region', { name: 'Chosen add-ons' });
  await expect(bar).toContainText(`${SAMPLES.length} chosen`);
  await expectAccessible(page, 'Hangar');
  await bar.getByRole('button', { name: 'Check' }).click();
  await expect(notices(page).getByRole('article')).toHaveCount(1);
  await expect(notices(page)).toContainText(`${SAMPLES.length} add-ons were checked.`);
  await page.getByRole('button', { name: 'Dismiss' }).click();

  // No package exists yet, so nothing may go out: each line says what is missing.
  await bar.getByRole('button', { name: /^Publish/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('link', { name: 'Open the form' }).first()).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Publish 0' })).toBeDisabled();
  await expectAccessible(page, 'Hangar');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await bar.getByRole('button', { name: 'Remove from Hangar' }).click();
  await expect(cards(page)).toHaveCount(0);
  await expect(notices(page).getByRole('article')).toHaveCount(1);
  await notices(page).getByRole('button', { name: 'Undo' }).click();
  await expect(cards(page)).toHaveCount(SAMPLES.length);
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
