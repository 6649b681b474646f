import { contract } from '../../preload/contract.ts';
import { expect, test } from './fixtures.ts';

test('the app opens on the Hangar, with the bridge and nothing else of the inside', async ({ page }) => {
  await expect(page.getByRole('heading', { name: 'Hangar', level: 1 })).toBeVisible();
  const seen = await page.evaluate(() => ({
    bridge: Object.keys(window.loadmaster).sort(),
    inside: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in window),
  }));
  expect(seen).toEqual({
    bridge: [...Object.keys(contract), 'link', 'pathOfDropped'].sort(),
    inside: [],
  });
});

test('the page keeps to its own policy and says no error', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (fault) => complaints.push(String(fault)));
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Hangar', level: 1 })).toBeVisible();
  for (const place of ['Activity', 'Registry', 'Settings', 'Help', 'Hangar']) {
    await page
      .getByRole('navigation')
      .getByText(place, { exact: true })
      .or(page.getByRole('navigation').getByLabel(place))
      .first()
      .click();
    await expect(page).toHaveTitle(new RegExp(place));
  }
  expect(complaints).toEqual([]);
});
