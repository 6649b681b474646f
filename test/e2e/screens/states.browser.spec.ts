import { expect } from '@playwright/test';
import { test } from './fake-main.ts';

// States that real services take long to come to, over a main in memory: what the page makes of a bad answer.

const DOWN = { code: 'ECONNREFUSED', message: 'The registry refused the connection.', hint: 'Check the address.' };
const NONSENSE = { code: 'bad_answer', message: 'The registry answered something that is no list of versions.' };

for (const [name, error] of [
  ['down', DOWN],
  ['answering nonsense', NONSENSE],
] as const) {
  test(`a registry that is ${name}: said where it matters, and everything local goes on`, async ({ open }) => {
    const page = await open('#/addon/velis/versions', { registryError: error });
    await expect(page.getByRole('alert')).toContainText(error.message);
    await expect(page.getByRole('alert')).toContainText(error.code);
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    await page.getByRole('tab', { name: 'Release' }).click();
    await expect(page.getByRole('alert')).toContainText('The form works all the same.');
    await expect(page.getByLabel('Version', { exact: true })).toHaveValue('1.2.1');
  });
}

test('a folder that vanished says so, in the Hangar and on the add-on', async ({ open }) => {
  const page = await open('#/hangar');
  const card = page.getByRole('article', { name: 'Old Hangar Pack' });
  await expect(card).toContainText('The folder is gone');
  await expect(card.getByRole('button', { name: 'Try again' })).toBeVisible();
  await card.getByRole('link', { name: 'Old Hangar Pack' }).click();
  await expect(page.getByRole('alert')).toContainText('Your draft and your history are kept.');
});

test('findings that say the same are one row that opens; 500 are read in portions and can be filtered', async ({
  open,
}) => {
  const page = await open('#/addon/velis/checks', { findings: 500 });
  const errors = page.getByRole('region', { name: 'Errors' });
  await expect(errors.getByRole('listitem')).toHaveCount(2);
  const others = errors.getByRole('button', { name: '124 more like this' });
  await expect(others).toHaveAttribute('aria-expanded', 'false');
  await others.click();
  await expect(errors.getByRole('listitem')).toHaveCount(53);
  await errors.getByRole('button', { name: 'Show 74 more' }).click();
  await expect(errors.getByRole('listitem')).toHaveCount(126);
  await others.click();
  await expect(errors.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('textbox', { name: 'Filter findings' }).fill('folder400/');
  await expect(errors.getByRole('listitem')).toHaveCount(1);
});

test('names of 255 characters, right to left and with emoji keep to their card', async ({ open }) => {
  const page = await open('#/hangar');
  for (const name of [/^Very long name/, 'מטוס קל 🛩️ طائرة']) {
    const card = page.getByRole('article', { name });
    const { wider } = await card.evaluate((element) => ({ wider: element.scrollWidth > element.clientWidth + 1 }));
    expect(wider).toBe(false);
  }
  const sideways = await page.locator('main').evaluate((main) => main.scrollWidth > main.clientWidth + 1);
  expect(sideways).toBe(false);
});

test('2,000 versions open at once, newest first, and can be filtered', async ({ open }) => {
  const page = await open('#/addon/velis/versions', { versions: 2000 });
  await expect(page.getByText('2,000 versions')).toBeVisible();
  const rows = page.getByRole('table', { name: 'Versions of horizon.velis' }).getByRole('row');
  await expect(rows).toHaveCount(101);
  await expect(rows.nth(1)).toContainText('10.19.9');
  await page.getByRole('textbox', { name: 'Filter by version or status' }).fill('3.7.');
  await expect(rows).toHaveCount(11);
});

test('a status and a code that nobody knows are shown as they came', async ({ open }) => {
  const page = await open('#/activity');
  await expect(page.getByRole('row', { name: /0\.9\.9/ })).toContainText('failed_by_gremlins');
});

test('every state in the activity has its own words', async ({ open }) => {
  const page = await open('#/activity');
  for (const words of [
    'Uploading.',
    '1.0.4 was received. The registry is processing it.',
    'checking whether the registry got it',
    'The registry had a fault. Sending again by itself',
    'Loadmaster ended while this was under way.',
  ]) {
    await expect(page.getByText(words).first()).toBeVisible();
  }
  // It asks by itself: the button is there for who cannot wait, and nothing that is due.
  await expect(page.getByRole('button', { name: 'Ask now' })).toHaveAttribute('data-variant', 'default');
});

test('the page works at 1024 by 640 and with text at 200 %', async ({ open }) => {
  const page = await open('#/addon/velis/release');
  await page.setViewportSize({ width: 1024, height: 640 });
  const sideways = () => page.locator('main').evaluate((main) => main.scrollWidth > main.clientWidth + 1);
  expect(await sideways()).toBe(false);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  expect(await sideways()).toBe(false);
  for (const hash of ['#/hangar', '#/activity', '#/registry', '#/tools', '#/settings']) {
    await page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await sideways(), hash).toBe(false);
  }
});

test('the page asks for nothing that its policy forbids, charts included', async ({ open }) => {
  const page = await open('#/addon/velis/versions');
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('Content Security Policy'))
      complaints.push(message.text());
  });
  await page.reload();
  await expect(page.getByRole('img', { name: /downloads of/ })).toBeVisible();
  await page.getByRole('button', { name: /^Connected registry/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More about 1.1.3' }).click();
  await page.getByRole('menuitem', { name: 'Edit X-Plane versions' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('builds that are dropped become one plugin, unless they have two files for one place', async ({ open }) => {
  const page = await open('#/hangar');
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  const drop = (names: readonly string[]) =>
    page.evaluate((all) => {
      const dataTransfer = new DataTransfer();
      for (const name of all) dataTransfer.items.add(new File(['zip'], name));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, names);
  const dialog = page.getByRole('dialog');
  const together = dialog.getByRole('button', { name: 'Put together' });

  await drop(['win.zip', 'mac.zip', 'lin.zip']);
  await expect(dialog).toContainText('no plugin can be made of them');
  await expect(dialog.getByRole('row', { name: 'data.txt' })).toContainText('/builds/lin.zip/data.txt');
  await expect(together).toBeDisabled();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await drop(['win.zip', 'lin.zip']);
  await expect(dialog.getByRole('row', { name: 'win_x64/my.xpl' })).toContainText('/builds/win.zip/my.xpl');
  await expect(dialog.getByRole('textbox', { name: 'New folder' })).toHaveValue('/builds/my');
  await together.click();
  // What was made goes to the Hangar like any folder; this one holds two add-ons to choose from.
  await expect(page.getByRole('dialog')).toContainText('/builds/my');
});
