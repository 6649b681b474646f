import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { expectPhase, openSampleForm, publishButton, rehearse, screenLink } from './story.ts';

// What has the focus may go with what is done. A keyboard must go on from there, never from the top of the page.

async function expectFocusKept(page: Page, after: string): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.activeElement !== document.body && document.activeElement !== null), {
      message: `after ${after}`,
    })
    .toBe(true);
}

/** Presses it with the keyboard, so that nothing but the page itself moves the focus. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name }).first();
  await button.focus();
  await page.keyboard.press('Enter');
}

test('the focus stays near when a row is removed, a release is sent, cancelled and ends, and a package is made', async ({
  page,
}) => {
  await openSampleForm(page);
  for (let row = 1; row <= 2; row += 1) await press(page, 'Add a dependency');
  await press(page, 'More about dependency 1');
  await page.getByRole('menuitem', { name: 'Remove' }).press('Enter');
  await expect(page.getByRole('combobox', { name: /^dependency \d: package id/ })).toHaveCount(1);
  await expectFocusKept(page, 'removing a row');
  await press(page, 'More about dependency 1');
  await page.getByRole('menuitem', { name: 'Remove' }).press('Enter');
  await expect(page.getByRole('combobox', { name: /^dependency \d: package id/ })).toHaveCount(0);
  await expectFocusKept(page, 'removing the last row');

  await rehearse(page, [{ fault: 'slow', route: 'upload', bytesPerSecond: 4000 }]);
  await publishButton(page).focus();
  await page.keyboard.press('Enter');
  await expectPhase(page, 'sending');
  await expectFocusKept(page, 'publishing');
  await press(page, 'Cancel');
  await expectPhase(page, 'cancelled');
  await expectFocusKept(page, 'cancelling');
  await page.evaluate(() => window.loadmaster.registry.endRehearsal());

  await page.evaluate(() => window.loadmaster.registry.reset());
  await expect(page.getByText(/does not exist on .* yet/)).toBeVisible();
  await page.getByLabel('Description').fill('A sample to make anew.');
  await press(page, 'Create the package');
  await expect(page.getByText(/does not exist on .* yet/)).toHaveCount(0);
  await expectFocusKept(page, 'creating the package');
  await publishButton(page).focus();
  await page.keyboard.press('Enter');
  await expectPhase(page, 'processed');
  await expectFocusKept(page, 'the end of a release');
});

test('the focus stays near when the folder picker closes and when an add-on is taken off the Hangar', async ({
  page,
}) => {
  for (const kind of ['aircraft', 'library'] as const) {
    await page.evaluate((wanted) => window.loadmaster.addons.createSample({ kind: wanted }), kind);
  }
  await expect(page.getByRole('article')).toHaveCount(2);
  await press(page, 'Add folder');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Add folder' }).first()).toBeFocused();
  await press(page, /^More about /);
  const last = page.getByRole('menuitem').last();
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await last.press('Enter');
  await expect(page.getByRole('article').filter({ has: page.getByRole('heading') })).toHaveCount(1);
  await expectFocusKept(page, 'taking it off');
  await screenLink(page, 'Activity').press('Enter');
  await expect(page.getByRole('heading', { name: 'Activity', level: 1 })).toBeFocused();
});
