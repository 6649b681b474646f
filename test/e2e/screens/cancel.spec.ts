import { closeSync, ftruncateSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import {
  expectPhase,
  notices,
  openSampleForm,
  publish,
  rehearse,
  releasePanel,
  sampleFolder,
  uploadsSeen,
} from './story.ts';

test.beforeEach(async ({ page }) => openSampleForm(page));

function cancel(page: Page) {
  return releasePanel(page).getByRole('button', { name: 'Cancel' }).click();
}

/** Where the number is used up, or may be, that is said before anything is cancelled. */
async function cancelAgreed(page: Page, says: RegExp): Promise<void> {
  await cancel(page);
  const sure = page.getByRole('dialog', { name: 'Cancel 1.0.0?' });
  await expect(sure).toContainText(says);
  await expect(sure.getByRole('button', { name: 'Let it go on' })).toBeFocused();
  await sure.getByRole('button', { name: 'Cancel the release' }).click();
}

/** Far more than can be packed before somebody presses a button, though it takes no room on the disk. */
const ENDLESS_BYTES = 6 * 2 ** 30;

test('while it is building: nothing was sent, the number is free', async ({ page }) => {
  const file = openSync(join(await sampleFolder(page), 'objects', 'endless.dds'), 'w');
  ftruncateSync(file, ENDLESS_BYTES);
  closeSync(file);
  await publish(page);
  await expectPhase(page, 'building');
  await expect(releasePanel(page)).toContainText('Nothing has been sent');
  await expect(releasePanel(page).getByRole('progressbar', { name: /build/ })).toBeVisible();
  await cancel(page);
  await expectPhase(page, 'cancelled');
  await expect(releasePanel(page)).toContainText('version 1.0.0 is still free');
  expect(await uploadsSeen(page)).toBe(0);
});

test('while the registry asks to wait: nothing happened, the number is free', async ({ page }) => {
  await rehearse(page, [{ fault: 'rate-limit', route: 'upload', retryAfterSeconds: 30 }]);
  await publish(page);
  await expectPhase(page, 'waiting');
  await expect(releasePanel(page).getByRole('status')).toHaveText(/Sending in 0:\d\d/);
  await cancel(page);
  await expectPhase(page, 'cancelled');
  await expect(releasePanel(page)).toContainText('version 1.0.0 is still free');
});

test('while it is uploading: what is true afterwards is said', async ({ page }) => {
  await rehearse(page, [{ fault: 'slow', route: 'upload', bytesPerSecond: 2000 }]);
  await publish(page);
  await expectPhase(page, 'sending');
  await expect(releasePanel(page).getByRole('progressbar', { name: /upload/ })).toBeVisible();
  await cancel(page);
  await page.evaluate(() => window.loadmaster.registry.endRehearsal());
  await expectPhase(page, 'cancelled');
  await expect(releasePanel(page)).toContainText('version 1.0.0 is still free');
});

test('after the registry has it: too late, and the number is used', async ({ page }) => {
  await rehearse(page, [{ fault: 'slow-processing', seconds: 6, times: 1 }]);
  await publish(page);
  await expectPhase(page, 'processing');
  await expect(releasePanel(page).getByRole('status')).toHaveText('1.0.0 was received. The registry is processing it.');
  await cancelAgreed(page, /its number is used up/);
  await expect(notices(page).getByRole('article').filter({ hasText: 'LT-1 Trainer 1.0.0' })).toBeVisible();
  await expect(releasePanel(page)).toContainText(/Version 1\.0\.0 is used|version 1\.0\.0 is used/);
});

test.describe('while nobody knows whether the registry has it', () => {
  /** The registry is there, but does not say what it has. */
  const silent = { fault: 'answer', route: 'accountPackages', status: 503, code: '' } as const;

  test('it had not: nothing more is sent, the number is free', async ({ page }) => {
    await rehearse(page, [{ fault: 'drop', route: 'upload', afterBytes: 1000, times: 1 }, silent]);
    await publish(page);
    await expectPhase(page, 'uncertain');
    await expect(releasePanel(page)).toContainText('checking whether the registry got it');
    await cancelAgreed(page, /If it has, the number is used up/);
    await page.evaluate(() => window.loadmaster.registry.endRehearsal());
    await expectPhase(page, 'cancelled');
    await expect(releasePanel(page)).toContainText('version 1.0.0 is still free');
    expect(await uploadsSeen(page)).toBe(1);
  });

  test('it had: that is told, and the number is used', async ({ page }) => {
    await rehearse(page, [{ fault: 'error-after-accept', route: 'upload', times: 1 }, silent]);
    await publish(page);
    await expectPhase(page, 'uncertain');
    await cancelAgreed(page, /If it has, the number is used up/);
    await expect(notices(page).getByRole('article').filter({ hasText: 'LT-1 Trainer 1.0.0' })).toContainText(
      'has not told yet whether it had received everything',
    );
    await page.evaluate(() => window.loadmaster.registry.endRehearsal());
    await expectPhase(page, 'processed');
    expect(await uploadsSeen(page)).toBe(1);
  });
});
