import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import {
  expectPhase,
  openSampleForm,
  publish,
  publishButton,
  publishFirstVersion,
  rehearse,
  releasePanel,
  sampleFolder,
  versionField,
} from './story.ts';

// Filled is what comes next, and nothing else is.
function filled(page: Page) {
  return page.locator('main button[data-variant="filled"]');
}

test('with nothing changed Publish is there and not asked for; a change asks for it', async ({ page }) => {
  await openSampleForm(page);
  await expect(publishButton(page)).toHaveAttribute('data-variant', 'filled');
  await publish(page);
  await expectPhase(page, 'processed');
  await expect(versionField(page)).toHaveValue('1.0.1');
  await expect(publishButton(page)).toHaveAttribute('data-variant', 'default');
  await expect(publishButton(page)).toBeEnabled();
  // The number that was just used is known to be, before anybody asks the registry again.
  await versionField(page).fill('1.0.0');
  await expect(page.getByText('1.0.0 is taken (processed).')).toBeVisible();
  await versionField(page).fill('1.0.1');
  // What the form says otherwise is a change too.
  const selection = page.getByLabel('X-Plane versions');
  const before = await selection.inputValue();
  await selection.fill('12-');
  await expect(publishButton(page)).toHaveAttribute('data-variant', 'filled');
  await selection.fill(before);
  await expect(publishButton(page)).toHaveAttribute('data-variant', 'default');
  appendFileSync(join(await sampleFolder(page), 'CHANGELOG.txt'), 'more\n');
  await expect(publishButton(page)).toHaveAttribute('data-variant', 'filled', { timeout: 30_000 });
});

test('Publish is off while its release runs; after a failure Rebuild and retry is the one primary, and the number stays', async ({
  page,
}) => {
  await openSampleForm(page);
  await rehearse(page, [
    { fault: 'slow-processing', seconds: 2, times: 1 },
    { fault: 'processing', status: 'failed_macosx', times: 1 },
  ]);
  await publish(page);
  await expectPhase(page, 'processing');
  await expect(publishButton(page)).toBeDisabled();
  await expectPhase(page, 'failed');
  await expect(releasePanel(page).getByRole('button', { name: 'Rebuild and retry' })).toBeVisible();
  await expect(filled(page)).toHaveText(['Rebuild and retry']);
  await expect(versionField(page)).toHaveValue('1.0.0');
  await releasePanel(page).getByRole('button', { name: 'Rebuild and retry' }).click();
  await expectPhase(page, 'processed');
});

test('Publish without a package leads to the panel that creates it, and creating it clears the fault', async ({
  page,
}) => {
  await openSampleForm(page);
  await page.evaluate(() => window.loadmaster.registry.reset());
  await page.reload();
  await expect(page.getByText(/does not exist on .* yet/)).toBeVisible();
  // One thing comes next: the package.
  await expect(filled(page)).toHaveText(['Create the package']);
  await publish(page);
  const name = page.getByRole('textbox', { name: 'Name' });
  await expect(name).toBeFocused();
  await expect(page.locator('#release-packageId-note')).toContainText('no_package');
  await page.getByRole('textbox', { name: 'Description' }).fill('A trainer that shows how it goes.');
  await page.getByRole('button', { name: 'Create the package' }).click();
  await expect(page.getByText(/does not exist on .* yet/)).toHaveCount(0);
  await expect(page.locator('#release-packageId-note')).not.toContainText('no_package');
  await expect(page.getByText(/thing to mend/)).toHaveCount(0);
  // The focus does not fall to the page with the panel.
  await expect(page.locator('body')).not.toBeFocused();
  await publish(page);
  await expectPhase(page, 'processed');
});

test('a release that is over with is not published again beside its own card', async ({ page }) => {
  await publishFirstVersion(page);
  await expect(filled(page)).toHaveText(['Add your own folder']);
});
