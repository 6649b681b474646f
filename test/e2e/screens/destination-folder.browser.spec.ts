import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { openSampleForm } from './story.ts';

test("a destination's folder is chosen in a dialog over the dialog, and Escape closes the upper one alone", async ({
  app,
}) => {
  const { page, dataFolder } = app;
  const folder = join(dataFolder, 'for the forum');
  mkdirSync(folder);
  await openSampleForm(page);
  await page.getByRole('button', { name: 'Add a destination' }).click();
  const adding = page.getByRole('dialog', { name: 'Add a destination' });
  await adding.getByText('Zip for a forum', { exact: true }).click();
  const picker = page.getByRole('dialog', { name: 'Choose a folder' });
  await adding.getByRole('button', { name: 'Choose…' }).click();
  await expect(picker).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(picker).toHaveCount(0);
  await adding.getByRole('button', { name: 'Choose…' }).click();
  await picker.getByRole('textbox', { name: 'Folder', exact: true }).fill(folder);
  await picker.getByRole('button', { name: 'Choose this folder' }).click();
  await expect(adding.getByRole('textbox', { name: 'Folder' })).toHaveValue(folder);
  await adding.getByRole('button', { name: 'Test and add' }).click();
  await expect(adding).toHaveCount(0);
  await expect(page.getByRole('switch', { name: /Forum/ })).toBeChecked();
});
