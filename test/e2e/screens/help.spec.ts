import { expect, test } from '../fixtures.ts';
import { expectAccessible } from './accessible.ts';
import { openSampleForm, screenLink } from './story.ts';

test('help is searched as one types, and a term of the form is explained where it stands', async ({ page }) => {
  await screenLink(page, 'Help').click();
  await expect(page.getByRole('heading', { name: 'Rehearse' })).toBeVisible();
  await expectAccessible(page, 'Help');
  await page.getByRole('textbox', { name: 'Search the guide' }).fill('fingerprint');
  await expect(page.getByRole('heading', { name: 'Rehearse' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Everywhere your users look' })).toBeVisible();
  await page.getByRole('button', { name: 'Tools', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Tools', level: 1 })).toBeVisible();
  await screenLink(page, 'Hangar').click();
  await openSampleForm(page);
  await page
    .locator('span', { has: page.getByText('Version', { exact: true }) })
    .getByRole('button')
    .click();
  await expect(page.getByText('One to three numbers up to 999')).toBeVisible();
  await expectAccessible(page, 'a term explained');
});
