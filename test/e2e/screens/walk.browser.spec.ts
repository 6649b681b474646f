import type { Page } from '@playwright/test';
import { REGISTRY_TABS } from '../../../preload/contract/screens.ts';
import { text } from '../../../renderer/text/text.ts';
import { expect, test } from '../fixtures.ts';
import { expectPhase, openSampleForm, publish, rehearse } from './story.ts';
import { goTo, LANGUAGES, type Look, looksIn, openAddon, stepsOn, useLanguage } from './walk.ts';

// Each screen, dialog, menu and notice. Those that need more to be there first are in walk-dialogs.browser.spec.ts.

for (const language of LANGUAGES) {
  test(`every screen and what opens there, ${language}`, async ({ page }) => {
    test.setTimeout(300_000);
    await openSampleForm(page);
    await rehearse(page, [{ fault: 'processing', status: 'failed_not_enough_space', times: 1 }]);
    await publish(page);
    await expectPhase(page, 'failed');
    await useLanguage(page, language);
    const look = looksIn(page, language);
    await screens(page, look);
    await addon(page, look);
    await dialogs(page, look);
  });
}

async function screens(page: Page, look: Look): Promise<void> {
  const { hangar, activity, registry, tools, help, settings } = text.frame.screens;
  await goTo(page, '#/hangar', hangar);
  await look('Hangar with a notice');
  await goTo(page, '#/activity', activity);
  await look('Activity');
  for (const tab of REGISTRY_TABS) {
    await goTo(page, `#/registry/${tab}`, registry);
    await look(`Registry, ${tab}`);
  }
  await goTo(page, '#/tools', tools);
  await look('Tools');
  await goTo(page, '#/help', help);
  await look('Help');
  await goTo(page, '#/settings', settings);
  await look('Settings');
}

async function addon(page: Page, look: Look): Promise<void> {
  for (const tab of ['contents', 'checks', 'release', 'versions']) {
    await openAddon(page, tab);
    await look(tab);
  }
  await openAddon(page, 'contents');
  await page.getByText(text.contents.views.map).click();
  await look('Size map');
}

async function dialogs(page: Page, look: Look): Promise<void> {
  const { press, inDialog, menu } = stepsOn(page, look);
  await openAddon(page, 'release');
  await press(text.release.paste.button);
  await inDialog('paste a list');
  await press(text.destinations.add);
  await inDialog('a destination');
  await openAddon(page, 'versions');
  await menu(text.versions.menu('1.0.0'));
  await press(text.versions.editDescription);
  await inDialog('the description');
  await goTo(page, '#/activity', text.frame.screens.activity);
  await press(text.activity.clear);
  await inDialog('clear the history');
  await goTo(page, '#/registry/connections', text.frame.screens.registry);
  await press(text.registry.connections.add);
  await inDialog('a connection');
  await goTo(page, '#/registry/local', text.frame.screens.registry);
  await press(text.registry.tokens.create);
  await inDialog('a token');
  await press(text.registry.tokens.revoke);
  await inDialog('revoke a token');
  await press(text.registry.local.reset);
  await inDialog('reset');
  await goTo(page, '#/hangar', text.frame.screens.hangar);
  await menu(new RegExp(`^${text.frame.connection.label}`));
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox').first()).toBeFocused();
  await look('palette');
}
