import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { expectPhase, versionField } from './story.ts';

/** Tabs on until the focus is on what is named, as a person without a mouse does. */
async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press(key);
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      // The focus has left the page, whose text would hold any name.
      if (element === document.body) return '';
      const label = element?.getAttribute('aria-label') ?? '';
      const labels =
        element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((one) => one.textContent) : [];
      return `${label} ${labels.join(' ')} ${element?.textContent ?? ''}`.trim();
    });
    if (name.test(focused)) return;
  }
  throw new Error(`Tab never came to ${name}`);
}

test('from the first run to published without a mouse', async ({ page }) => {
  await expect(page.getByRole('heading', { name: 'Hangar', level: 1 })).toBeFocused();
  await tabTo(page, /Try it with a sample/);
  await page.keyboard.press('Enter');
  await expect(versionField(page)).toHaveValue('1.0.0');

  await tabTo(page, /^Version/);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('1.1.0');
  // A group of radio buttons is one stop; the arrow keys choose in it.
  await tabTo(page, /^Public/);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Private', exact: true })).toBeFocused();
  await expect(page.getByRole('radio', { name: 'Private', exact: true })).toBeChecked();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('radio', { name: 'Public', exact: true })).toBeChecked();
  await tabTo(page, /Add a dependency/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'dependency 1: package id' })).toBeFocused();
  await page.keyboard.type('some.library');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1.2-');

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Duplicate' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'More about dependency 1' })).toBeFocused();

  await tabTo(page, /^Publish 1\.1\.0$/);
  await page.keyboard.press('Enter');
  await expectPhase(page, 'processed');
});

test('the focus is seen, and comes back when a dialog closes', async ({ page }) => {
  await expect(page.getByRole('heading', { name: 'Hangar', level: 1 })).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('registry');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Registry', level: 1 })).toBeFocused();
  await tabTo(page, /Add a registry/);
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
  expect(outline).toBe('solid');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Add a registry' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Add a registry' })).toBeFocused();
});

test('tabs and the contents tree move by the arrow keys', async ({ page }) => {
  await expect(page.getByRole('heading', { name: 'Hangar', level: 1 })).toBeFocused();
  await tabTo(page, /Try it with a sample/);
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Release' }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  const tree = page.getByRole('tree', { name: 'Files of the add-on' });
  await tree.focus();
  await page.keyboard.press('ArrowDown');
  const folder = page.getByRole('treeitem', { selected: true });
  await expect(folder).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowRight');
  await expect(folder).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('treeitem', { selected: true })).toHaveAttribute('aria-level', '2');
});

test('the command palette reaches everything', async ({ page }) => {
  // A key pressed before the screen is there reaches nothing.
  await expect(page.getByRole('heading').first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeVisible();
  await page.keyboard.type('tools');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Tools', level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('theme dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('settings');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  // What was chosen lately comes first; what is so already, or cannot be done now, is not offered.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('group', { name: 'Chosen lately' }).getByRole('option')).toHaveCount(1);
  await expect(page.getByRole('option', { name: 'Theme: dark' })).toHaveCount(0);
  await expect(page.getByRole('option', { name: 'Retry all failed' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Every action by name');
  await page.keyboard.press('Escape');
});
