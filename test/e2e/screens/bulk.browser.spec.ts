import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from './accessible.ts';
import { notices, openSampleForm } from './story.ts';

const MANY = 45;
function cards(page: Page) {
  return page.getByRole('heading', { name: /^Hangar/ }).locator('..');
}

test('45 folders: the typed path is opened, nothing is ticked, and they are one notice with one Undo', async ({
  app,
}) => {
  const { page, dataFolder } = app;
  const packs = join(dataFolder, 'packs');
  for (let at = 0; at < MANY; at += 1) {
    const pack = join(packs, `Pack ${String(at).padStart(2, '0')}`);
    mkdirSync(pack, { recursive: true });
    writeFileSync(join(pack, 'library.txt'), 'A\n800\nLIBRARY\nEXPORT lib/hut.obj hut.obj\n');
    writeFileSync(join(pack, 'hut.obj'), 'A\n800\nOBJ\n');
  }
  await page
    .getByRole('button', { name: /^Drop an add-on folder here/ })
    .first()
    .click();
  const picker = page.getByRole('dialog');
  await picker.getByRole('textbox', { name: 'Folder', exact: true }).fill(packs);
  // Nobody pressed Go: what was typed is meant all the same.
  await picker.getByRole('button', { name: 'Choose this folder' }).click();
  const choice = page.getByRole('dialog', { name: 'This folder holds several add-ons' });
  await expect(choice).toContainText(`Which of them in ${packs}?`);
  await expect(choice.getByRole('checkbox')).toHaveCount(MANY);
  await expect(choice.getByRole('checkbox', { checked: true })).toHaveCount(0);
  await expect(choice.getByRole('button', { name: /^Add 0/ })).toBeDisabled();
  await expectAccessible(app.page, 'a folder that holds several add-ons');
  await choice.getByRole('textbox', { name: 'Filter what was found' }).fill('pack 07');
  await expect(choice.getByRole('checkbox')).toHaveCount(1);
  await choice.getByRole('button', { name: 'Tick all' }).click();
  await choice.getByRole('textbox', { name: 'Filter what was found' }).fill('');
  await expect(choice.getByRole('checkbox', { checked: true })).toHaveCount(1);
  await choice.getByRole('button', { name: 'Tick none' }).click();
  await choice.getByRole('button', { name: 'Tick all' }).click();
  await choice.getByRole('button', { name: `Add ${MANY} add-ons` }).click();
  await expect(cards(page)).toContainText(`${MANY} add-ons`, { timeout: 60_000 });
  await expect(notices(page).getByRole('article')).toHaveCount(1);
  await expect(notices(page)).toContainText(`${MANY} add-ons are in the Hangar.`);
  await notices(page).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Try it with a sample add-on' })).toBeVisible();
});

async function paste(page: Page, into: string, text: string): Promise<number> {
  return page.locator(into).evaluate((field, pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    const began = performance.now();
    field.dispatchEvent(event);
    return event.defaultPrevented ? performance.now() - began : Number.POSITIVE_INFINITY;
  }, text);
}

test('a paste past 128 rows keeps 128 and names the rest, and the draft is kept', async ({ page }) => {
  await openSampleForm(page);
  await page.getByRole('button', { name: 'Add a dependency' }).click();
  const list = page.getByRole('region', { name: 'Dependencies' });
  const lines = Array.from({ length: 2001 }, (_, at) => `some.library${at} 1-`).join('\n');
  await paste(page, '#release-dependencies input[role=combobox]', lines);
  await expect(list.getByRole('combobox')).toHaveCount(128);
  await expect(list).toContainText('128 of 128');
  await expect(notices(page)).toContainText('128 rows pasted.');
  await expect(notices(page)).toContainText('1,873 rows were left out: some.library128');
  await expect(notices(page)).not.toContainText('could not be kept');
  await expect.poll(() => page.evaluate(keptRows)).toBe(128);
});

async function keptRows(): Promise<number> {
  const addons = await window.loadmaster.addons.list();
  const addonId = addons.ok ? (addons.value[0]?.id ?? '') : '';
  const start = await window.loadmaster.publish.startRelease({ addonId, connectionId: 'local' });
  return start.ok ? start.value.draft.dependencies.length : -1;
}

test('10 MB pasted into any field is refused before a field sees it', async ({ page }) => {
  await openSampleForm(page);
  const much = 'x'.repeat(10_000_000);
  for (const field of ['#release-notes', '#release-packageVersion', '#release-xpSelection']) {
    const before = await page.locator(field).inputValue();
    const took = await paste(page, field, much);
    expect(took, `milliseconds of work for ${field}`).toBeLessThan(100);
    await expect(page.locator(field)).toHaveValue(before);
  }
  await expect(notices(page).getByRole('article').first()).toBeVisible();
});
