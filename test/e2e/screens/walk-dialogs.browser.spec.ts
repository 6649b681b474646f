import type { Page } from '@playwright/test';
import { text } from '../../../renderer/text/text.ts';
import { expect, test } from '../fixtures.ts';
import { publishFirstVersion } from './story.ts';
import { goTo, LANGUAGES, type Look, looksIn, openAddon, stepsOn, useLanguage } from './walk.ts';

// The dialogs, menus and sheets that need a first version or faults in an add-on.

for (const language of LANGUAGES) {
  test(`dialogs of an add-on with a version and of one with faults, ${language}`, async ({ page }) => {
    test.setTimeout(300_000);
    await publishFirstVersion(page);
    const mess = await page.evaluate(async () => {
      const made = await window.loadmaster.addons.createSample({ kind: 'mess' });
      return made.ok ? made.value.id : '';
    });
    await useLanguage(page, language);
    const look = looksIn(page, language);
    await everywhere(page, look);
    await ofChecks(page, mess, look);
    await ofRelease(page, look);
  });
}

async function everywhere(page: Page, look: Look): Promise<void> {
  const { press, inDialog, menu } = stepsOn(page, look);
  await goTo(page, '#/hangar', text.frame.screens.hangar);
  await menu(new RegExp(`^${text.hangar.card.menu('LT-1 Trainer')}`));
  await press(text.hangar.addFolder);
  await inDialog('the folder picker');
  await page.keyboard.press('Shift+?');
  await inDialog('the sheet of keys', true);
  await goTo(page, '#/activity', text.frame.screens.activity);
  await press(text.common.details);
  await page.getByRole('region', { name: text.activity.log.title }).locator('summary').click();
  await inDialog('the details of a release, with its log', true);
}

async function ofChecks(page: Page, addonId: string, look: Look): Promise<void> {
  const { press, inDialog } = stepsOn(page, look);
  await goTo(page, `#/addon/${addonId}/checks`, 'LT-1 Trainer');
  const errors = page.getByRole('region', { name: text.checks.severity.error });
  await expect(errors).toBeVisible();
  await look('findings');
  await errors.getByRole('listitem').getByRole('button').first().click();
  await inDialog('a fix');
  await press(new RegExp(text.checks.fixAll(3, '.*')));
  await inDialog('fixes of one rule');
  await press(text.checks.tryInstall);
  await expect(page.getByRole('dialog').getByRole('button', { name: text.checks.tryAgain })).toBeVisible();
  await inDialog('what users will get');
}

async function ofRelease(page: Page, look: Look): Promise<void> {
  const { press, inDialog, menu } = stepsOn(page, look);
  await openAddon(page, 'versions');
  await press(text.compare.open);
  await inDialog('two versions compared');
  await openAddon(page, 'release');
  await press(text.release.lists.dependencies.add);
  await menu(text.release.rowMenu(text.release.lists.dependencies.one, 1));
}
