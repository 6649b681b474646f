import { expect, test } from '../fixtures.ts';
import { expectPhase, publish, releasePanel, screenLink, versionField } from './story.ts';

// On each shell: the whole way of a release. What the screens do besides is looked at on one (playwright.config.ts).

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
