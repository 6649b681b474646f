import { expect, test } from '../fixtures.ts';
import { publishFirstVersion, screenLink, versionField } from './story.ts';

test('after Reset nothing remembers the old versions: card, form, versions and mails', async ({ page }) => {
  await publishFirstVersion(page);
  await expect(versionField(page)).toHaveValue('1.0.1');
  await screenLink(page, 'Registry').click();
  await page.getByRole('tab', { name: 'Local registry' }).click();
  await expect(page.getByText('1.0.0 was processed')).toBeVisible();
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
  await expect(page.getByText('The local registry is empty.')).toBeVisible();
  await expect(page.getByText('No mails yet.')).toBeVisible();

  await screenLink(page, 'Hangar').click();
  const card = page.getByRole('article', { name: 'LT-1 Trainer' });
  await expect(card).toContainText('Not published yet');
  await expect(card).not.toContainText('1.0.');
  await card.getByRole('link', { name: 'LT-1 Trainer', exact: true }).click();
  // Before the form is looked at again: the button already has the number that is free now.
  await expect(page.getByRole('button', { name: 'Publish 1.0.0' })).toBeVisible();
  await page.getByRole('tab', { name: 'Versions' }).click();
  await expect(page.getByText('This package is not on the registry yet')).toBeVisible();
  await page.getByRole('tab', { name: 'Release' }).click();
  await expect(versionField(page)).toHaveValue('1.0.0');
  await expect(page.getByRole('region', { name: /Changes since/ })).toHaveCount(0);
  await expect(page.getByText(/does not exist on .* yet/)).toBeVisible();
});
