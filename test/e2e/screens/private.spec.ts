import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { answerDialog } from '../answer-dialog.ts';
import { expect, test } from '../fixtures.ts';
import { expectPhase, notices, openSampleForm, publish, releasePanel } from './story.ts';

test('a private version has a key and an installation file', async ({ app, page, shell }) => {
  await openSampleForm(page);
  await page.getByRole('radio', { name: 'Private', exact: true }).check();
  await expect(page.getByText('not on the list of packages · needs its key · kept by the registry')).toBeVisible();
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

  // The desktop asks the system where to save; a browser tab saves where browsers do, and says where that was.
  const chosen = join(app.dataFolder, 'chosen.xpkg');
  const asks = shell !== 'browser';
  if (asks) await answerDialog(app, 'showSaveDialog', { canceled: false, filePath: chosen });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Save the installation file' }).click();
  const saved = notices(page).getByText(/^Saved to /);
  const path = ((await saved.textContent()) ?? '').replace(/^Saved to (.*)\.$/, '$1');
  try {
    expect(path).toMatch(asks ? chosen : /@1\.0\.0.*\.xpkg$/);
    expect(await readFile(path, 'utf8')).toMatch(new RegExp(`^>>>>.+>1\\.0\\.0>${key}`));
  } finally {
    await rm(path, { force: true });
  }
});
