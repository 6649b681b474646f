import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from './accessible.ts';
import { openSampleForm, screenLink } from './story.ts';

test('a screen that cannot be shown says so, the rest of the page stays, the log has it, and loading again helps', async ({
  app,
}) => {
  const { page, dataFolder } = app;
  await openSampleForm(page);
  // What a tab meets that stayed open while Loadmaster was updated: the file of a screen is not there any more.
  await page.route('**/assets/VersionsTab*', (route) => route.fulfill({ status: 404 }));
  await page.getByRole('tab', { name: 'Versions' }).click();
  const fault = page.getByRole('alert').filter({ hasText: 'This part of the page cannot be shown' });
  await expect(fault).toBeVisible();
  await expectAccessible(page, 'a part of the page that cannot be shown');
  await expect
    .poll(() => readFileSync(join(dataFolder, 'logs', 'errors.log'), 'utf8'))
    .toMatch(/page.*(?:imported module|VersionsTab)/s);
  await screenLink(page, 'Hangar').click();
  await expect(fault).toHaveCount(0);
  await expect(page.getByRole('article', { name: 'LT-1 Trainer' })).toBeVisible();
  await page.goBack();
  await expect(fault).toBeVisible();
  await page.unroute('**/assets/VersionsTab*');
  await fault.getByRole('button', { name: 'Load the page again' }).click();
  await expect(page.getByText('No version has been published yet')).toBeVisible();
});
