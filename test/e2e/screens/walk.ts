import { expect, type Page } from '@playwright/test';
import { LANGUAGES, type Language } from '../../../preload/contract/languages.ts';
import type {} from '../../../renderer/bridge.ts';
import { speak } from '../../../renderer/text/speak.ts';
import { text } from '../../../renderer/text/text.ts';
import { expectAccessible } from './accessible.ts';
import { expectWholeWords } from './whole-words.ts';

// Widths, themes, sizes and languages change together, not each with each: a colour does not depend on a width, nor a
// role on a theme. What does depend on two of them does so on these: size, language and width are combined. Each place
// is opened once a language, and dressed twice.

interface Dress {
  readonly width: number;
  readonly theme: 'dark' | 'light';
  /** Of the text, in percent. */
  readonly size: 100 | 200;
}

const DRESSES: Readonly<Record<Language, readonly [Dress, Dress]>> = {
  en: [
    { width: 1360, theme: 'dark', size: 100 },
    { width: 680, theme: 'light', size: 200 },
  ],
  de: [
    { width: 680, theme: 'light', size: 100 },
    { width: 1024, theme: 'dark', size: 200 },
  ],
};

export { LANGUAGES };

export type Look = (place: string) => Promise<void>;

/**
 * No serious or critical finding of axe, no word broken, nothing wider than the window. `once`: in one dress of the
 * language, by turns; in both languages together each place is then seen in both themes and at two widths and sizes.
 */
export function looksIn(page: Page, language: Language, once = false): Look {
  let [next, then] = DRESSES[language];
  return async (place) => {
    for (const dress of once ? [next] : [next, then]) {
      await wear(page, dress);
      const where = `${place}, ${language}, ${dress.width} px, ${dress.theme}, text at ${dress.size} %`;
      await expectAccessible(page, where);
      await expectWholeWords(page, where);
    }
    [next, then] = [then, next];
  };
}

async function wear(page: Page, { width, theme, size }: Dress): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: theme });
  await page.setViewportSize({ width, height: 860 });
  await page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor();
  await page.evaluate(async (percent) => {
    document.documentElement.style.fontSize = `${percent}%`;
    // What measures its place does so with the next frame, and is drawn with the one after.
    for (const _ of [1, 2]) await new Promise((resolve) => requestAnimationFrame(resolve));
  }, size);
}

/** What follows is asked for in this language, and shown in it. */
export async function useLanguage(page: Page, language: Language): Promise<void> {
  await speak(language);
  await page.evaluate((asked) => window.loadmaster.settings.update({ language: asked }), language);
  await page.locator(`html[lang="${language}"]`).waitFor();
}

export async function goTo(page: Page, hash: string, title: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
}

/** The sample aircraft. */
export async function openAddon(page: Page, tab: string): Promise<void> {
  const id = await page.evaluate(async () => {
    const all = await window.loadmaster.addons.list();
    return all.ok ? all.value[0]?.id : undefined;
  });
  await goTo(page, `#/addon/${id}/${tab}`, 'LT-1 Trainer');
  await expect(page.getByRole('tabpanel')).toBeVisible();
}

interface Steps {
  readonly press: (name: string | RegExp) => Promise<void>;
  /** Looks at the dialog that is open, and closes it. `isSheet`: there is nothing to press in it but what closes it. */
  readonly inDialog: (place: string, isSheet?: boolean) => Promise<void>;
  readonly menu: (name: string | RegExp) => Promise<void>;
}

export function stepsOn(page: Page, look: Look): Steps {
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const inDialog = async (place: string, isSheet = false): Promise<void> => {
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    // At the first field, or else at the button that does nothing.
    const focused = dialog.locator('input, textarea, select, button').and(page.locator(':focus'));
    if (!isSheet) await expect(focused).not.toHaveAccessibleName(text.common.close);
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
  return { press, inDialog, menu };
}
