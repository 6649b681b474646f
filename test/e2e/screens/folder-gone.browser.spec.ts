import { renameSync } from 'node:fs';
import { expect, test } from '../fixtures.ts';
import { publishButton, publishFirstVersion, sampleFolder, screenLink, versionField } from './story.ts';

test('a renamed folder: the card keeps name, id and kind, what cannot work is off, and Locate goes on with all of it', async ({
  app,
}) => {
  let { page } = app;
  await publishFirstVersion(page);
  const folder = await sampleFolder(page);
  const moved = `${folder} (new)`;
  renameSync(folder, moved);
  for (const when of ['while it runs', 'after a restart']) {
    if (when === 'after a restart') ({ page } = await app.reopen());
    await screenLink(page, 'Hangar').click();
    const card = page.getByRole('article', { name: 'LT-1 Trainer' });
    await expect(card, when).toContainText('The folder is gone');
    await expect(card, when).toContainText('sample-works.lt-1-trainer');
    await card.getByRole('link', { name: 'LT-1 Trainer', exact: true }).click();
    await expect(page.getByText('aircraft', { exact: true }), when).toBeVisible();
    for (const name of ['Check', 'Build']) await expect(page.getByRole('button', { name, exact: true })).toBeDisabled();
    await expect(page.getByRole('button', { name: /^Publish/ })).toBeDisabled();
    await page.getByRole('tab', { name: 'Checks' }).click();
    await expect(page.getByText('Nothing to fix')).toHaveCount(0);
    await page.getByRole('tab', { name: 'Release' }).click();
    await expect(publishButton(page), when).toBeDisabled();
    await expect(page.getByText('This needs the folder, which is gone.'), when).toBeVisible();
  }

  await page.getByRole('button', { name: 'Locate folder…' }).click();
  const picker = page.getByRole('dialog', { name: 'Choose a folder' });
  await expect(picker).toContainText('Where does LT-1 Trainer lie now?');
  await picker.getByRole('textbox', { name: 'Folder', exact: true }).fill(moved);
  await picker.getByRole('button', { name: 'Choose this folder' }).click();
  await expect(page.getByText('LT-1 Trainer goes on with the folder you chose.')).toBeVisible();
  await expect(publishButton(page)).toBeEnabled();
  await expect(versionField(page)).toHaveValue('1.0.1');
  await screenLink(page, 'Hangar').click();
  await expect(page.getByRole('article', { name: 'LT-1 Trainer' })).toContainText('1.0.0 processed');
  await expect(page.getByRole('article').filter({ has: page.getByRole('heading') })).toHaveCount(1);
});
