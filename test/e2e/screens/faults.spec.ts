import { expect, test } from '../fixtures.ts';
import { expectPhase, openSampleForm, publish, rehearse, releasePanel, screenLink, uploadsSeen } from './story.ts';

test('a failure is rehearsed, seen, and mended with one click in the Hangar', async ({ page }) => {
  await openSampleForm(page);
  await screenLink(page, 'Registry').click();
  await page.getByRole('tab', { name: 'Rehearsal' }).click();
  const card = page.getByRole('region', { name: 'Fail in processing' });
  await card.getByLabel('Status').selectOption('failed_macosx');
  await card.getByRole('button', { name: 'Rehearse' }).click();
  await expect(page.getByRole('heading', { name: '1 fault is rehearsed' })).toBeVisible();

  await screenLink(page, 'Hangar').click();
  await page
    .getByRole('article', { name: 'LT-1 Trainer' })
    .getByRole('link', { name: 'LT-1 Trainer', exact: true })
    .click();
  await page.getByRole('tab', { name: 'Release' }).click();
  await publish(page);
  await expectPhase(page, 'failed');
  await expect(releasePanel(page)).toContainText('failed_macosx');

  await screenLink(page, 'Hangar').click();
  const addon = page.getByRole('article', { name: 'LT-1 Trainer' });
  await expect(addon).toContainText('1.0.0 failed');
  await expect(page.getByRole('button', { name: 'Retry all failed (1)' })).toBeVisible();
  await addon.getByRole('button', { name: 'Rebuild and retry' }).click();
  await expect(addon).toContainText('1.0.0 processed', { timeout: 30_000 });
});

test('a fault of the registry is retried from Versions, and Activity tells the attempts', async ({ page }) => {
  await openSampleForm(page);
  await rehearse(page, [{ fault: 'processing', status: 'failed_not_enough_space', times: 1 }]);
  await publish(page);
  await expectPhase(page, 'failed');
  await page.getByRole('tab', { name: 'Versions' }).click();
  const row = page.getByRole('row', { name: /1\.0\.0/ });
  await expect(row).toContainText('failed_not_enough_space');
  await row.getByRole('button', { name: /Retry|retry/ }).click();
  await expect(row).toContainText('processed', { timeout: 30_000 });
  await screenLink(page, 'Activity').click();
  await page
    .getByRole('row', { name: /processed/ })
    .getByRole('button', { name: 'Details' })
    .click();
  await expect(page.getByRole('dialog').getByRole('row')).not.toHaveCount(0);
});

test('a finding is fixed with its button, after a look at what it will do, and the fix can be taken back', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Another sample' }).click();
  await page.getByRole('menuitem', { name: 'a folder with everything wrong' }).click();
  const findings = page.getByRole('listitem').filter({ has: page.locator('button') });
  await expect(page.getByRole('heading', { name: 'Errors' })).toBeVisible();
  const errors = page.getByRole('region', { name: 'Errors' }).getByRole('listitem');
  const before = await errors.count();
  const first = errors.filter({ has: page.getByRole('button') }).first();
  await first.getByRole('button').last().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Do it' }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => errors.count()).toBeLessThan(before);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => errors.count()).toBe(before);
  expect(await findings.count()).toBeGreaterThan(0);
});

test('offline is said as it is, and the release goes on when the registry is back', async ({ page }) => {
  await openSampleForm(page);
  await rehearse(page, [{ fault: 'offline' }]);
  await publish(page);
  await expect(releasePanel(page)).toHaveAttribute('data-phase', /waiting|uncertain/);
  await expect(releasePanel(page)).not.toContainText(/failed/);
  await page.evaluate(() => window.loadmaster.registry.endRehearsal());
  await expectPhase(page, 'processed');
});

test('a lost answer is never sent twice: it is found on the registry', async ({ page }) => {
  await openSampleForm(page);
  await rehearse(page, [{ fault: 'error-after-accept', route: 'upload', times: 1 }]);
  await publish(page);
  await expectPhase(page, 'processed');
  expect(await uploadsSeen(page)).toBe(1);
});
