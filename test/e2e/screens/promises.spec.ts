import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { expectPhase, openSampleForm, publish, rehearse, releasePanel } from './story.ts';

// What Rehearsal promises under "What you should see" is what an author sees.

test.beforeEach(async ({ page }) => openSampleForm(page));

async function answer(page: Page, status: number, code: string): Promise<void> {
  await rehearse(page, [{ fault: 'answer', route: 'upload', status, code, times: 1 }]);
  await publish(page);
}

test('413 and bad_multipart stand beside the version, nothing was stored, and Retry now sends it', async ({ page }) => {
  const panel = releasePanel(page);
  await answer(page, 413, '');
  await expectPhase(page, 'rejected');
  await expect(panel).toContainText(
    'larger than this registry takes. Nothing was stored, version 1.0.0 is still free.',
  );
  await expect(panel.getByRole('button', { name: 'Retry now' })).toBeVisible();
  await answer(page, 400, 'bad_multipart');
  await expect(panel).toContainText('400 bad_multipart', { timeout: 30_000 });
  await expect(panel.getByRole('button', { name: 'Show it' })).toHaveCount(0);
  await panel.getByRole('button', { name: 'Retry now' }).click();
  await expectPhase(page, 'processed');
});

test('503 is asked about and sent again; only sending counts as an attempt', async ({ page }) => {
  await answer(page, 503, '');
  // It waits a second or two in between, which a slow machine may not see.
  await expectPhase(page, 'processed');
  await releasePanel(page).getByRole('button', { name: 'See in Activity' }).click();
  const rows = page.getByRole('dialog').getByRole('row');
  await expect(rows.filter({ hasText: '503' })).toHaveCount(1);
  await expect(rows.filter({ hasText: '204' })).toHaveCount(1);
});

test('what the server broke in processing waits with a countdown, and Retry now ends the wait', async ({ page }) => {
  await rehearse(page, [
    { fault: 'processing', status: 'failed_server', times: 1 },
    { fault: 'slow-processing', seconds: 2, times: 2 },
  ]);
  await publish(page);
  await expectPhase(page, 'processing');
  // What the upload reported says nothing about the processing.
  await expect(releasePanel(page)).not.toContainText(/ of [\d.]+ .?B/);
  await expectPhase(page, 'waiting');
  await expect(releasePanel(page).getByRole('status')).toHaveText(/Sending again by itself in \d:\d\d/);
  await releasePanel(page).getByRole('button', { name: 'Cancel' }).click();
  const sure = page.getByRole('dialog', { name: 'Cancel 1.0.0?' });
  await expect(sure).toContainText('its number is used up');
  await sure.getByRole('button', { name: 'Let it go on' }).click();
  await releasePanel(page).getByRole('button', { name: 'Retry now' }).click();
  await expectPhase(page, 'processed');
});
