import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import {
  expectPhase,
  openSampleForm,
  publish,
  rehearse,
  releasePanel,
  sampleFolder,
  screenLink,
  versionField,
} from './story.ts';

test('what a later release made up for is over: badge, Retry all and the old row offer nothing more', async ({
  page,
}) => {
  await openSampleForm(page);
  await rehearse(page, [{ fault: 'processing', status: 'failed_macosx', times: 1 }]);
  await publish(page);
  await expectPhase(page, 'failed');
  await expect(screenLink(page, 'Activity')).toContainText('1 failed');
  await versionField(page).fill('1.0.1');
  await publish(page);
  await expect(releasePanel(page).getByRole('status')).toHaveText('1.0.1 is processed and on the registry.', {
    timeout: 30_000,
  });
  await expect(screenLink(page, 'Activity')).not.toContainText('failed');
  await screenLink(page, 'Activity').click();
  await expect(page.getByRole('button', { name: /^Retry all failed/ })).toHaveCount(0);
  const old = page.getByRole('row', { name: /1\.0\.0/ });
  await expect(old).toContainText('failed_macosx');
  await expect(old.getByRole('button')).toHaveText(['Details']);
  await old.getByRole('button', { name: 'Details' }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: /retry/i })).toHaveCount(0);
});

test('an older word about a version offers nothing beside the newest one', async ({ page }) => {
  await openSampleForm(page);
  for (const code of ['self_dep', 'plat_supp']) {
    await rehearse(page, [{ fault: 'answer', route: 'upload', status: 400, code, times: 1 }]);
    await publish(page);
    await expect(releasePanel(page)).toContainText(`400 ${code}`, { timeout: 30_000 });
  }
  await expect(screenLink(page, 'Activity')).toContainText('1 failed');
  await screenLink(page, 'Activity').click();
  await expect(page.getByRole('row', { name: /plat_supp/ }).getByRole('button')).toHaveText([
    'Details',
    'Open the form',
  ]);
  await expect(page.getByRole('row', { name: /self_dep/ }).getByRole('button')).toHaveText(['Details']);
});

test('an armed rehearsal is seen on every screen, leads to its place, and goes with its last fault', async ({
  page,
}) => {
  await openSampleForm(page);
  const sign = page.getByRole('link', { name: 'Fails on purpose' });
  await expect(sign).toHaveCount(0);
  await rehearse(page, [{ fault: 'answer', route: 'upload', status: 400, code: 'self_dep', times: 1 }]);
  for (const screen of ['Activity', 'Settings', 'Help', 'Hangar'] as const) {
    await screenLink(page, screen).click();
    await expect(sign, screen).toBeVisible();
  }
  await sign.click();
  await expect(page.getByRole('heading', { name: '1 fault is rehearsed' })).toBeVisible();
  await screenLink(page, 'Hangar').click();
  await page.getByRole('link', { name: 'LT-1 Trainer', exact: true }).click();
  await page.getByRole('tab', { name: 'Release' }).click();
  await publish(page);
  await expectPhase(page, 'rejected');
  await expect(sign).toHaveCount(0);
});

test('notes are shown again: in Details, in Versions, and the next form begins with its own', async ({ page }) => {
  await openSampleForm(page);
  await page.getByLabel('Release notes').fill('Quieter **propeller**');
  await publish(page);
  await expectPhase(page, 'processed');
  await releasePanel(page).getByRole('button', { name: 'See in Activity' }).click();
  await expect(page.getByRole('dialog').getByText('propeller')).toBeVisible();
  await page.keyboard.press('Escape');
  await screenLink(page, 'Hangar').click();
  await page.getByRole('link', { name: 'LT-1 Trainer', exact: true }).click();
  await page.getByRole('tab', { name: 'Versions' }).click();
  await page
    .getByRole('row', { name: /1\.0\.0/ })
    .getByRole('button', { expanded: false })
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'Release notes' })).toContainText('Quieter propeller');
  appendFileSync(join(await sampleFolder(page), 'CHANGELOG.txt'), '');
  await page.getByRole('tab', { name: 'Release' }).click();
  await expect(versionField(page)).toHaveValue('1.0.1');
  await expect(page.getByLabel('Release notes')).not.toHaveValue(/propeller/);
});

test("a new registry's token is tested when it is saved", async ({ page }) => {
  await openSampleForm(page);
  const url = await page.evaluate(async () => {
    const status = await window.loadmaster.registry.status();
    return status.ok ? (status.value.url ?? '') : '';
  });
  await screenLink(page, 'Registry').click();
  await page.getByRole('button', { name: 'Add a registry' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a registry' });
  await dialog.getByLabel('Name').fill('Second desk');
  await dialog.getByLabel('Base URL').fill(url);
  await dialog.getByLabel('Token', { exact: true }).fill('not-a-token');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert').first()).toContainText('Second desk is saved, but not everything will work');
  await expect(dialog).toContainText('The registry does not accept this token');
  const good = await page.evaluate(async () => {
    const made = await window.loadmaster.registry.createToken({
      name: 'Second desk',
      permissions: ['CreatePackage', 'UploadVersionAnyPackage', 'ViewPackages', 'ReadAuthorData'],
      packages: [],
      expiresInDays: 30,
    });
    return made.ok ? made.value.token : '';
  });
  await dialog.getByLabel('Token', { exact: true }).fill(good);
  await dialog.getByRole('button', { name: 'Save and test again' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Second desk is added.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Second desk' })).toHaveCount(1);
});
