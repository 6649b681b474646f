import { expect, test } from '../fixtures.ts';
import { expectAccessible } from './accessible.ts';
import { publishFirstVersion, rehearse, screenLink } from './story.ts';

// Every screen, with something on it, in both themes: no serious or critical finding.
for (const theme of ['dark', 'light'] as const) {
  test(`every screen can be used by everybody, ${theme}`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.evaluate((chosen) => window.loadmaster.settings.update({ theme: chosen }), theme);
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    await expectAccessible(page, 'empty Hangar');

    await publishFirstVersion(page);
    await expectAccessible(page, 'Release');
    for (const tab of ['Contents', 'Checks', 'Versions']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(page.getByRole('tabpanel')).toBeVisible();
      await expectAccessible(page, tab);
    }
    await page.getByRole('tab', { name: 'Contents' }).click();
    await page.getByText('Size map').click();
    await expect(page.getByRole('img', { name: /^Size map/ })).toBeVisible();
    await expectAccessible(page, 'Size map');

    await rehearse(page, [{ fault: 'processing', status: 'aborted', times: 1 }]);
    await screenLink(page, 'Registry').click();
    for (const tab of ['Connections', 'Local registry', 'Rehearsal', 'Requests']) {
      await page.getByRole('tab', { name: tab }).click();
      await expectAccessible(page, `Registry ${tab}`);
    }
    for (const screen of ['Hangar', 'Activity', 'Help', 'Settings'] as const) {
      await screenLink(page, screen).click();
      await expect(page.getByRole('heading', { name: screen, level: 1 })).toBeVisible();
      await expectAccessible(page, screen);
    }
    await page.evaluate(() => {
      location.hash = '#/tools';
    });
    await expect(page.getByRole('heading', { name: 'Tools', level: 1 })).toBeVisible();
    await expectAccessible(page, 'Tools');
    await screenLink(page, 'Hangar').click();
    for (const menu of [/^Connected registry/, /^More about /]) {
      await page.getByRole('button', { name: menu }).first().click();
      await expect(page.getByRole('menuitem').first()).toBeFocused();
      await expectAccessible(page, `menu ${menu}`);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('menu')).toHaveCount(0);
    }
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox')).toBeFocused();
    await expectAccessible(page, 'palette');
  });
}
