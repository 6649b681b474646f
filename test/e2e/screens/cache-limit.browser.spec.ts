import { expect, test } from '../fixtures.ts';
import { publishFirstVersion, screenLink } from './story.ts';

test('with no archives kept at all publishing goes on, and the setting says that it does', async ({ page }) => {
  await screenLink(page, 'Settings').click();
  const limit = page.getByRole('textbox', { name: 'Keep archives up to (GB)' });
  await limit.fill('0');
  await limit.blur();
  await expect(page.getByText('what a release still needs is never removed, not even at 0')).toBeVisible();
  await screenLink(page, 'Hangar').click();
  await publishFirstVersion(page);
  await screenLink(page, 'Settings').click();
  await expect(limit).toHaveValue('0');
});
