import { expect, type Page } from '@playwright/test';
import type { Language } from '../../../preload/contract/languages.ts';
import { speak } from '../../../renderer/text/speak.ts';
import { text } from '../../../renderer/text/text.ts';
import type { FakeBridge } from '../../renderer/fake/bridge.ts';
import type { Scenario } from '../../renderer/fake/main.ts';
import { test } from './fake-main.ts';
import { LANGUAGES, type Look, looksIn, stepsOn } from './walk.ts';

// What real services come to after a long story or not at all, over a main in memory: releases to several places, what
// is asked before something is lost, bars and notices of faults.

type Fake = Window & { readonly fake: FakeBridge };
type OpenAt = (hash: string) => Promise<void>;
const PLACES = { places: true } as const satisfies Scenario;

for (const language of LANGUAGES) {
  test(`rarely seen in the Hangar, ${language}`, async ({ open }) => {
    test.setTimeout(300_000);
    await speak(language);
    const page = await open('#/hangar', { ...PLACES, language });
    page.setDefaultTimeout(30_000);
    await hangar(page, opener(page, language), looksIn(page, language, true));
  });

  test(`rarely seen of releases, ${language}`, async ({ open }) => {
    test.setTimeout(300_000);
    await speak(language);
    const page = await open('#/activity', { ...PLACES, language });
    page.setDefaultTimeout(30_000);
    await places(page, opener(page, language), looksIn(page, language, true));
  });

  test(`rarely seen of versions and registries, ${language}`, async ({ open }) => {
    test.setTimeout(300_000);
    await speak(language);
    const page = await open('#/hangar', { ...PLACES, language });
    page.setDefaultTimeout(30_000);
    const at = opener(page, language);
    const look = looksIn(page, language, true);
    await versions(page, at, look);
    await registries(page, at, look);
    await roles(page, at, look);
    await nothingThere(page, await open('#/hangar', { empty: true, language }), language);
  });
}

function opener(page: Page, language: Language): OpenAt {
  return async (hash) => {
    await page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await page.locator(`html[lang="${language}"]`).waitFor();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  };
}

async function hangar(page: Page, at: OpenAt, look: Look): Promise<void> {
  const { press, inDialog } = stepsOn(page, look);
  await at('#/hangar');
  await look('every kind of card');
  await drop(page, ['win.zip', 'mac.zip', 'lin.zip']);
  await inDialog('builds that do not belong together');
  await drop(page, ['win.zip', 'lin.zip']);
  await inDialog('builds of one plugin');
  // Only cards in sight exist, and at 680 px and 200 % these are few.
  const filter = page.getByRole('textbox', { name: text.hangar.filter });
  await filter.fill('rtl-test');
  await page.getByRole('checkbox').first().check();
  await filter.fill('');
  await press(new RegExp(`^${text.hangar.many.all(7).replace('7', '\\d+')}$`));
  await look('add-ons that are chosen');
  await press(new RegExp(`^${text.hangar.many.publish(7).replace('7', '\\d+')}$`));
  await inDialog('publish many');
  await page.evaluate(() => {
    const { fake } = window as unknown as Fake;
    const at = Date.now();
    fake.emit.app.notice({
      id: 'n1',
      level: 'error',
      title: 'The journal is set aside',
      text: 'A new one is begun.',
      at,
    });
    fake.emit.app.notice({ id: 'n2', level: 'warning', title: 'Folders are not watched', text: 'See Help.', at });
    fake.setLink('lost');
  });
  await expect(page.getByText(text.frame.link.title)).toBeVisible();
  await look('main is gone, and notices');
  await page.evaluate(() => (window as unknown as Fake).fake.setLink('up'));
  for (const _ of [1, 2]) await press(text.common.dismiss);
}

async function drop(page: Page, names: readonly string[]): Promise<void> {
  await page.evaluate((all) => {
    const dataTransfer = new DataTransfer();
    for (const name of all) dataTransfer.items.add(new File(['zip'], name));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, names);
}

async function places(page: Page, at: OpenAt, look: Look): Promise<void> {
  const { press, inDialog, menu } = stepsOn(page, look);
  const t = text.destinations;
  await at('#/activity');
  await look('Activity with releases');
  await press(t.withdraw.act);
  await inDialog('take a version back');
  await press(text.activity.log.title);
  await inDialog('the log of a release');
  const uploads = page.getByRole('article', { name: /1\.0\.4/ });
  await uploads.getByRole('button', { name: text.submissions.actions.cancel }).click();
  await inDialog('cancel what the registry has');
  await at('#/addon/velis/release');
  await expect(page.getByText(/48/).first()).toBeVisible();
  await look('the form of a release to several places');
  await menu(t.more('Depot for everybody'));
  await press(t.more('Depot for everybody'));
  await page.getByRole('menuitem', { name: t.edit }).click();
  await press(t.dialog.testAndSave);
  await expect(page.getByText('SHA256:')).toBeVisible();
  await inDialog('a server nobody vouches for');
  await press(t.more('Depot for everybody'));
  await page.getByRole('menuitem', { name: t.remove }).click();
  await inDialog('take a destination out');
}

async function versions(page: Page, at: OpenAt, look: Look): Promise<void> {
  const { press, inDialog } = stepsOn(page, look);
  const t = text.versions;
  await at('#/addon/velis/versions');
  await expect(page.getByText(text.destinations.versions.title)).toBeVisible();
  await look('versions at several places');
  await press(text.destinations.promote.act);
  await inDialog('make it everybody’s');
  await page.getByRole('button', { name: text.help.what }).first().click();
  await look('what a term means');
  await page.keyboard.press('Escape');
  for (const entry of [t.privateKey, t.editSelection, t.editIncompatibilities]) {
    await press(t.menu('1.1.3'));
    await page.getByRole('menuitem', { name: entry }).click();
    await inDialog(entry, entry === t.privateKey);
  }
  await at('#/addon/gone/contents');
  await look('a folder that is gone');
}

async function registries(page: Page, at: OpenAt, look: Look): Promise<void> {
  const { press, inDialog } = stepsOn(page, look);
  const t = text.registry;
  await at('#/registry/connections');
  await press(t.connections.test);
  await expect(page.getByText(t.connections.tested.can, { exact: false }).first()).toBeVisible();
  await look('a connection that was tested');
  await press(t.connections.setToken);
  await inDialog('a token for a connection');
  await press(t.connections.remove);
  await inDialog('remove a registry');
}

/** The registry on this computer has one author; roles are another's. */
async function roles(page: Page, at: OpenAt, look: Look): Promise<void> {
  const { press, inDialog } = stepsOn(page, look);
  const t = text.versions.roles;
  await at('#/registry/connections');
  await press(text.registry.connections.use);
  await at('#/addon/velis/versions');
  await expect(page.getByRole('heading', { name: t.title })).toBeVisible();
  await look('who may do what');
  await press(t.removeOf('Sam'));
  await inDialog('take a role away');
}

async function nothingThere(first: Page, page: Page, language: Language): Promise<void> {
  await first.close();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await looksIn(page, language)('a Hangar with nothing in it');
}
