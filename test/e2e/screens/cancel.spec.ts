import { expect, test } from '../fixtures.ts';
import { expectPhase, notices, openSampleForm, publish, rehearse, releasePanel } from './story.ts';

test.beforeEach(async ({ page }) => openSampleForm(page));

const cancel = (page: Parameters<typeof releasePanel>[0]) =>
  releasePanel(page).getByRole('button', { name: 'Cancel' }).click();

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
  await cancel(page);
  await expect(notices(page).getByRole('article').filter({ hasText: 'LT-1 Trainer 1.0.0' })).toBeVisible();
  await expect(releasePanel(page)).toContainText(/Version 1\.0\.0 is used|version 1\.0\.0 is used/);
});
