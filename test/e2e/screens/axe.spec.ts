import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { publishFirstVersion, rehearse, screenLink } from './story.ts';

// Every screen, with something on it, in both themes: no serious or critical finding.
for (const theme of ['dark', 'light'] as const) {
  test(`every screen can be used by everybody, ${theme}`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.evaluate((chosen) => window.loadmaster.settings.update({ theme: chosen }), theme);
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    await check(page, 'empty Hangar');

    await publishFirstVersion(page);
    await check(page, 'Release');
    for (const tab of ['Contents', 'Checks', 'Versions']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(page.getByRole('tabpanel')).toBeVisible();
      await check(page, tab);
    }
    await page.getByRole('tab', { name: 'Contents' }).click();
    await page.getByText('Size map').click();
    await expect(page.getByRole('region', { name: /^Size map/ })).toBeVisible();
    await check(page, 'Size map');

    await rehearse(page, [{ fault: 'processing', status: 'aborted', times: 1 }]);
    await screenLink(page, 'Registry').click();
    for (const tab of ['Connections', 'Local registry', 'Rehearsal', 'Requests']) {
      await page.getByRole('tab', { name: tab }).click();
      await check(page, `Registry ${tab}`);
    }
    for (const screen of ['Hangar', 'Activity', 'Tools', 'Settings'] as const) {
      await screenLink(page, screen).click();
      await expect(page.getByRole('heading', { name: screen, level: 1 })).toBeVisible();
      await check(page, screen);
    }
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox')).toBeFocused();
    await check(page, 'palette');
  });
}

// The shells open a page of their own, beside which axe cannot open another: hence its older way of working.
async function check(page: Page, place: string): Promise<void> {
  // The pointer rests on what was clicked, and a tooltip that comes up meanwhile would be judged half faded in.
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await page.evaluate(untilStill);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  expect.soft(serious, place).toEqual([]);
}

/** What is half faded in has half of its contrast: everything that moves and will stop has stopped. */
async function untilStill(): Promise<void> {
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
  await Promise.allSettled(ending.map(({ finished }) => finished));
}
