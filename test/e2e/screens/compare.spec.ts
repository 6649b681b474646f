import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from './accessible.ts';
import { publishFirstVersion, sampleFolder } from './story.ts';

test('a version is compared with the folder: files, sizes and lines, from Contents and from Versions', async ({
  page,
}) => {
  await publishFirstVersion(page);
  const folder = await sampleFolder(page);
  writeFileSync(join(folder, 'news.md'), '# News\n');
  appendFileSync(join(folder, 'news.md'), '- a line\n');
  await page.getByRole('tab', { name: 'Contents' }).click();
  await expect(page.getByRole('treeitem').filter({ hasText: 'news.md' })).toBeVisible();

  await page.getByRole('button', { name: 'Compare versions' }).click();
  const dialog = page.getByRole('dialog', { name: /^What changed in/ });
  await expect(dialog).toContainText('1 added');
  await dialog.getByRole('button', { name: /news\.md/ }).click();
  const lines = dialog.getByRole('region', { name: 'Lines of news.md that differ' });
  await expect(lines).toContainText('- a line');
  await expectAccessible(page, 'versions compared');

  await dialog.getByLabel('To').selectOption('1.0.0');
  await expect(dialog).toContainText('No file differs.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Compare versions' })).toBeFocused();

  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByRole('button', { name: 'Compare versions' }).click();
  await expect(dialog.getByRole('button', { name: /news\.md/ })).toBeVisible();
});
