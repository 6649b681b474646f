import { expect, test } from '../fixtures.ts';
import { expectAccessible } from './accessible.ts';
import { expectPhase, openSampleForm, publish, screenLink, versionField } from './story.ts';

test('another connection is added, tested and switched to, and the release goes there', async ({ page }) => {
  await openSampleForm(page);
  const other = await page.evaluate(async () => {
    const status = await window.loadmaster.registry.status();
    const token = await window.loadmaster.registry.createToken({
      name: 'Second desk',
      permissions: ['CreatePackage', 'UploadVersionAnyPackage', 'ViewPackages', 'ReadAuthorData'],
      packages: [],
      expiresInDays: 30,
    });
    return { url: status.ok ? status.value.url : null, token: token.ok ? token.value.token : '' };
  });

  await screenLink(page, 'Registry').click();
  await page.getByRole('button', { name: 'Add a registry' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a registry' });
  await dialog.getByLabel('Name').fill('Second desk');
  await dialog.getByLabel('Base URL').fill('http://registry.example');
  await expect(dialog.getByText('Use https.')).toBeVisible();
  await dialog.getByLabel('Base URL').fill(other.url ?? '');
  await dialog.getByLabel('Token', { exact: true }).fill(other.token);
  await dialog.getByRole('button', { name: 'Add' }).click();

  const card = page.locator('main').getByRole('heading', { name: 'Second desk' }).locator('../..');
  await card.getByRole('button', { name: 'Test connection' }).click();
  await expect(card.getByText('see packages and versions')).toBeVisible();
  await page.getByRole('button', { name: /^Connected registry/ }).click();
  await page.getByRole('menuitem', { name: /Second desk/ }).click();
  await expect(page.getByRole('button', { name: /^Connected registry: Second desk/ })).toBeVisible();

  await screenLink(page, 'Hangar').click();
  await page.getByRole('link', { name: 'LT-1 Trainer', exact: true }).click();
  await page.getByRole('tab', { name: 'Release' }).click();
  await expect(versionField(page)).toHaveValue('1.0.0');
  await publish(page);
  await expectPhase(page, 'processed');
  await screenLink(page, 'Activity').click();
  await expect(page.getByRole('row', { name: /1\.0\.0/ })).toContainText('Second desk');
});

test('a registry that is not there is said to be not reachable', async ({ page }) => {
  await page.evaluate(() =>
    window.loadmaster.connections.add({ name: 'Nowhere', baseUrl: 'http://127.0.0.1:9', token: 'none' }),
  );
  await screenLink(page, 'Registry').click();
  const card = page.locator('main').getByRole('heading', { name: 'Nowhere' }).locator('../..');
  await card.getByRole('button', { name: 'Test connection' }).click();
  await expect(card.getByRole('alert')).toBeVisible();
});

test("Loadmaster's own token is revoked after a question, and publishing goes on with a new one", async ({ page }) => {
  await openSampleForm(page);
  await screenLink(page, 'Registry').click();
  await page.getByRole('tab', { name: 'Local registry' }).click();
  const own = page.getByRole('listitem').filter({ hasText: 'used by Loadmaster itself' });
  const name = (await own.locator('strong').textContent()) ?? '';
  await own.getByRole('button', { name: 'Revoke' }).click();
  const sure = page.getByRole('dialog', { name: `Revoke ${name}?` });
  await expect(sure).toContainText('makes a new one first');
  await expect(sure.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await sure.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText(`${name} is revoked. Loadmaster goes on with a new token.`)).toBeVisible();
  await expect(own).toHaveCount(1);
  await expect(own).not.toContainText(name);
  await screenLink(page, 'Hangar').click();
  await page.getByRole('link', { name: 'LT-1 Trainer', exact: true }).click();
  await page.getByRole('tab', { name: 'Release' }).click();
  await publish(page);
  await expectPhase(page, 'processed');
});

test('Escape asks before it loses the one-time token or what was typed', async ({ page }) => {
  await screenLink(page, 'Registry').click();
  await page.getByRole('tab', { name: 'Local registry' }).click();
  await page.getByRole('button', { name: 'Create a token' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create a token' });
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type('Evening builds');
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('alert')).toContainText('not saved yet');
  await expect(dialog.getByRole('button', { name: 'Stay here' })).toBeFocused();
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Create a token' }).click();
  await expect(dialog.getByText('the only time the token is shown')).toBeVisible();
  await expectAccessible(page, 'a token that is shown once');
  for (const _ of ['one', 'two', 'three']) await page.keyboard.press('Escape');
  await expect(dialog.getByRole('alert')).toContainText('not shown again');
  await dialog.getByRole('button', { name: 'Close anyway' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Create a token' })).toBeFocused();
});
