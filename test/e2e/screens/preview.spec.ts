import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makeDds } from '../../preview/dds/make-dds.ts';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from './accessible.ts';
import { openSampleForm, sampleFolder } from './story.ts';

const RED = Buffer.from('00f800f800000000', 'hex');
const README =
  '# Hello\n\nSee [the page](https://a.example/) ![spy](https://b.example/p.png)\n\n<script>alert(1)</script>\n';

async function openContents(page: Page): Promise<void> {
  await openSampleForm(page);
  const folder = await sampleFolder(page);
  writeFileSync(join(folder, 'README.md'), README);
  writeFileSync(join(folder, 'red.dds'), makeDds({ width: 4, height: 4, format: 'DXT1', data: RED }));
  writeFileSync(join(folder, 'torn.dds'), makeDds({ width: 4096, height: 4096, format: 98, data: RED }));
  await page.getByRole('tab', { name: 'Contents' }).click();
  await expect(row(page, 'torn.dds')).toBeVisible();
}

function row(page: Page, name: string) {
  return page.getByRole('treeitem').filter({ hasText: name });
}

function pane(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true });
}

test('the chosen file is shown beside the tree: texts, textures, and what is wrong with one', async ({ page }) => {
  await openContents(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));

  await row(page, 'README.md').click();
  await expect(pane(page, 'README.md').getByRole('heading', { name: 'Hello' })).toBeVisible();
  await expect(pane(page, 'README.md')).toContainText('(https://b.example/p.png)');
  await expect(pane(page, 'README.md')).toContainText('<script>alert(1)</script>');
  await expect(pane(page, 'README.md').getByRole('img')).toHaveCount(0);
  await expect(pane(page, 'README.md').getByRole('link')).toHaveCount(0);
  expect(asked.filter((url) => url.includes('example'))).toEqual([]);
  await expectAccessible(page, 'a README beside the tree');

  await row(page, 'red.dds').click();
  const picture = page.getByRole('img', { name: 'Picture red.dds' });
  await expect(picture).toBeVisible();
  const colour = () =>
    picture.evaluate((canvas) => [
      ...((canvas as HTMLCanvasElement).getContext('2d')?.getImageData(1, 1, 1, 1).data ?? []),
    ]);
  await expect.poll(colour).toEqual([255, 0, 0, 255]);
  await expect(pane(page, 'red.dds')).toContainText('DDS BC1');

  await row(page, 'torn.dds').click();
  await expect(pane(page, 'torn.dds')).toContainText('The file ends before its picture does');
});

test('the space bar shows a file large, Escape and Space close it, and the focus stays in the tree', async ({
  page,
}) => {
  await openContents(page);
  await row(page, 'README.md').click();
  const dialog = page.getByRole('dialog', { name: 'README.md' });
  for (const key of ['Escape', 'Space']) {
    await page.keyboard.press('Space');
    await expect(dialog.getByRole('heading', { name: 'Hello' })).toBeVisible();
    if (key === 'Escape') await expectAccessible(page, 'a README, large');
    await page.keyboard.press(key);
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('tree')).toBeFocused();
  }
});

test('where there is no room beside the tree, a button opens the preview', async ({ page }) => {
  await openContents(page);
  await page.setViewportSize({ width: 680, height: 820 });
  await row(page, 'red.dds').click();
  await expect(pane(page, 'red.dds')).toHaveCount(0);
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByRole('dialog').getByRole('img', { name: 'Picture red.dds' })).toBeVisible();
});

test('the size map: by pointer and by keyboard into a folder, out again, and from a file to the tree', async ({
  page,
}) => {
  await openContents(page);
  await page.getByText('Size map').click();
  const list = page.getByRole('list', { name: 'What takes the space, largest first' });
  const way = page.getByRole('navigation', { name: 'Folder shown' });
  await expectAccessible(page, 'the size map');

  await list.getByRole('button', { name: /^objects/ }).click();
  await expect(way.getByRole('button', { name: 'objects' })).toHaveAttribute('aria-current', 'location');
  await expect(list.getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Backspace');
  await expect(way.getByRole('button')).toHaveCount(1);

  await page
    .locator('[data-field]')
    .filter({ hasText: /^objects/ })
    .first()
    .click({ position: { x: 5, y: 5 } });
  await expect(way.getByRole('button', { name: 'objects' })).toBeVisible();
  await way.getByRole('button', { name: 'whole add-on' }).click();

  const textures = page.getByRole('button', { name: /^Textures/ });
  await textures.click();
  await expect(textures).toHaveAttribute('aria-pressed', 'true');
  await expect(list.getByRole('button', { name: /\.acf/ })).toHaveCount(0);
  await textures.click();

  await list.getByRole('button', { name: /README\.md/ }).click();
  await expect(row(page, 'README.md')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tree')).toBeFocused();
});
