import type { Page } from '@playwright/test';
import type { Language } from '../../../preload/contract/languages.ts';
import { REGISTRY_TABS } from '../../../preload/contract/screens.ts';
import { speak } from '../../../renderer/text/speak.ts';
import { text } from '../../../renderer/text/text.ts';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from './accessible.ts';
import { expectPhase, openSampleForm, publish, rehearse } from './story.ts';
import { expectWholeWords } from './whole-words.ts';

// Each screen, dialog, menu and notice: no serious or critical finding of axe, no word broken, nothing wider than the
// window. Widths, themes, sizes and languages change together, not each with each: a colour does not depend on a width,
// nor a role on a theme. What does depend on two of them does so on these: size, language and width are combined.

interface Walk {
  readonly width: number;
  readonly theme: 'dark' | 'light';
  readonly language: Language;
  /** Of the text, in percent. */
  readonly size: 100 | 200;
}

const WALKS: readonly Walk[] = [
  { width: 1360, theme: 'dark', language: 'en', size: 100 },
  { width: 680, theme: 'light', language: 'de', size: 100 },
  { width: 1024, theme: 'dark', language: 'de', size: 200 },
  { width: 680, theme: 'light', language: 'en', size: 200 },
];

for (const walk of WALKS) {
  const { width, theme, language, size } = walk;
  test(`everything at ${width} px, ${theme}, ${language}, text at ${size} %`, async ({ page }) => {
    test.setTimeout(300_000);
    await openSampleForm(page);
    await rehearse(page, [{ fault: 'processing', status: 'failed_not_enough_space', times: 1 }]);
    await publish(page);
    await expectPhase(page, 'failed');
    await dress(page, walk);
    const look = async (place: string): Promise<void> => {
      await expectAccessible(page, place);
      await expectWholeWords(page, place);
    };
    await screens(page, look);
    await addon(page, look);
    await dialogs(page, look);
  });
}

type Look = (place: string) => Promise<void>;

async function dress(page: Page, { width, theme, language, size }: Walk): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: 860 });
  await speak(language);
  await page.evaluate((asked) => window.loadmaster.settings.update(asked), { theme, language });
  await page.locator(`html[lang="${language}"][data-mantine-color-scheme="${theme}"]`).waitFor();
  await page.evaluate((percent) => {
    document.documentElement.style.fontSize = `${percent}%`;
  }, size);
}

async function goTo(page: Page, hash: string, title: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
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

async function openAddon(page: Page, tab: string): Promise<void> {
  const id = await page.evaluate(async () => {
    const all = await window.loadmaster.addons.list();
    return all.ok ? all.value[0]?.id : undefined;
  });
  await goTo(page, `#/addon/${id}/${tab}`, 'LT-1 Trainer');
  await expect(page.getByRole('tabpanel')).toBeVisible();
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
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const inDialog = async (place: string): Promise<void> => {
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    // At the first field, or else at the button that does nothing.
    const focused = dialog.locator('input, textarea, select, button').and(page.locator(':focus'));
    await expect(focused).not.toHaveAccessibleName(text.common.close);
    await look(place);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  };
  const menu = async (name: string | RegExp): Promise<void> => {
    await press(name);
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await look(`menu ${name}`);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
  };
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
