import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures.ts';
import { expectPhase, openSampleForm, publish, releasePanel } from './story.ts';

test('a private version has a key and an installation file', async ({ page, shell }) => {
  await openSampleForm(page);
  await page.getByRole('radio', { name: 'Private', exact: true }).check();
  await expect(page.getByText('isPublic false · isPrivate true · isStored true')).toBeVisible();
  await publish(page);
  await expectPhase(page, 'processed');
  await expect(releasePanel(page)).toContainText('Only people with the private key can install it.');

  await page.getByRole('tab', { name: 'Versions' }).click();
  const menu = page.getByRole('button', { name: 'More about 1.0.0' });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Show the private key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Private key of 1.0.0' });
  const key = (await dialog.getByText(/^[A-Z0-9]{32}$/).textContent()) ?? '';
  expect(key).toMatch(/^[A-Z0-9]{32}$/);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  // The desktop asks the system where to save, which the desktop's own specs show.
  test.skip(shell !== 'browser', 'a browser saves by downloading');
  await menu.click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save the installation file' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/@1\.0\.0\.xpkg$/);
  expect(await readFile(await saved.path(), 'utf8')).toMatch(new RegExp(`^>>>>.+>1\\.0\\.0>${key}`));
});
