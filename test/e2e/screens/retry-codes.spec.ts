import type { Page } from '@playwright/test';
import { explainCode } from '../../../protocol/index.ts';
import { expect, test } from '../fixtures.ts';
import { expectPhase, openSampleForm, publish, rehearse, releasePanel } from './story.ts';

// Each code that a retry can be refused with is told after the one click that asked for it: on the panel, with the words
// of the table, in Versions and in Activity's attempts.
const CODES = [
  'invalid_or_empty_str',
  'no_file',
  'invalid_id_or_repo',
  'bad_version_len',
  'invalid_version',
  'version_not_exist',
  'cant_retry',
  'a_code_from_tomorrow',
];
/** The registry takes three retries in eight seconds, so the codes are shared out among several apps. */
const GROUP = 4;

for (let from = 0; from < CODES.length; from += GROUP) {
  const codes = CODES.slice(from, from + GROUP);
  test(`a refused retry says why, and can be tried again: ${codes.join(', ')}`, async ({ page }) => {
    test.setTimeout(120_000);
    await failFirstVersion(page, 'failed_macosx');
    for (const code of codes) await refuseRetry(page, code);
    await retryFromVersions(page);
    await expectPhase(page, 'processed');
  });
}

test('an upload that the registry kept is not sent again, unless it cannot say what it kept', async ({ page }) => {
  await failFirstVersion(page, 'failed_not_enough_space');
  await rehearse(page, [{ fault: 'processing', status: 'failed_not_enough_space', times: 1 }]);
  await retryFromVersions(page);
  await expect.poll(() => retriesSeen(page)).toEqual(['/v1/files/retry']);
  await expectPhase(page, 'failed');
  await rehearse(page, [{ fault: 'answer', route: 'files', status: 404, code: '' }]);
  await retryFromVersions(page);
  await expectPhase(page, 'processed');
  expect(await retriesSeen(page)).toEqual(['/v1/files/retry', '/packages/retry']);
});

/** Which routes were asked to process a version once more, in their order. */
async function retriesSeen(page: Page): Promise<string[]> {
  const requests = await page.evaluate(() => window.loadmaster.registry.requests({ after: 0, limit: 1000 }));
  if (!requests.ok) throw new Error(requests.error.message);
  return requests.value.map(({ path }) => path).filter((path) => path.endsWith('/retry'));
}

async function failFirstVersion(page: Page, status: 'failed_macosx' | 'failed_not_enough_space'): Promise<void> {
  await openSampleForm(page);
  await rehearse(page, [{ fault: 'processing', status, times: 1 }]);
  await publish(page);
  await expectPhase(page, 'failed');
}

async function retryFromVersions(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Versions' }).click();
  await page
    .getByRole('row', { name: /1\.0\.0/ })
    .getByRole('button', { name: /retry|again/i })
    .click();
  await page.getByRole('tab', { name: 'Release' }).click();
}

async function refuseRetry(page: Page, code: string): Promise<void> {
  await rehearse(page, [{ fault: 'answer', route: 'retry', status: 400, code, times: 1 }]);
  await retryFromVersions(page);
  await expect(releasePanel(page)).toContainText(`400 ${code}`, { timeout: 30_000 });
  await expectPhase(page, 'rejected');
  await expect(releasePanel(page)).toContainText(explainCode(code).sentence);
}
