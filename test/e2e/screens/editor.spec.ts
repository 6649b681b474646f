import { expect, test } from '../fixtures.ts';
import { notices, openSampleForm, publishButton } from './story.ts';

test.beforeEach(async ({ page }) => openSampleForm(page));

test('dependencies are pasted, doubled, moved, removed and brought back', async ({ page }) => {
  const list = page.getByRole('region', { name: 'Dependencies' });
  await list.getByRole('button', { name: 'Paste list' }).click();
  const dialog = page.getByRole('dialog', { name: 'Paste Dependencies' });
  await dialog.getByRole('textbox', { name: 'List' }).fill('xpkg/flywithlua.ng 2.8-\n\nopenscenery.library\n???');
  await expect(dialog.getByText('Line 4 is left out: ???')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add 2 rows' }).click();
  const ids = list.getByRole('combobox');
  await expect(ids).toHaveCount(2);
  await expect(ids.nth(1)).toHaveValue('openscenery.library');

  const menu = async (row: number, item: string) => {
    const name = `More about dependency ${row}`;
    await list.getByRole('button', { name }).click();
    await page.getByRole('menu', { name }).getByRole('menuitem', { name: item }).click();
  };
  await menu(1, 'Duplicate');
  await expect(ids).toHaveCount(3);
  await menu(3, 'Move up');
  await expect(ids.nth(1)).toHaveValue('openscenery.library');
  await menu(1, 'Remove');
  await expect(ids).toHaveCount(2);
  await notices(page).getByRole('button', { name: 'Undo' }).last().click();
  await expect(ids).toHaveCount(3);
  await expect(ids.first()).toHaveValue('xpkg/flywithlua.ng');
});

test('a JSON list pasted into a cell becomes rows', async ({ page }) => {
  await page.getByRole('button', { name: 'Add an incompatibility' }).click();
  const list = page.getByRole('region', { name: 'Incompatibilities' });
  await list.getByRole('combobox').evaluate((input) => {
    const data = new DataTransfer();
    data.setData('text', '[["old.hangar","*"],["old.tower","-2"]]');
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(list.getByRole('combobox')).toHaveCount(2);
  await expect(list.getByRole('textbox', { name: 'incompatibility 2: versions' })).toHaveValue('-2');
});

test('what is wrong is said at its cell while typing, and goes when it is mended', async ({ page }) => {
  await page.getByRole('button', { name: 'Add a dependency' }).click();
  const id = page.getByRole('combobox', { name: 'dependency 1: package id' });
  await expect(id).toBeFocused();
  await id.fill('bad id');
  await expect(page.getByText('invalid_dep_tuple_id')).toBeVisible();
  await id.fill('some.library');
  await expect(page.getByText('invalid_dep_tuple_id')).toHaveCount(0);
  const selection = page.getByRole('textbox', { name: 'dependency 1: versions' });
  await selection.fill('1.2 - 1.5, 2');
  await expect(page.getByText('read as 1.2-1.5,2-2')).toBeVisible();
  await selection.fill('>=1');
  await publishButton(page).click();
  await expect(selection).toBeFocused();
  await expect(page.getByText('invalid_dep_sel')).toBeVisible();
  await expect(page.getByText('1 thing to mend.')).toBeVisible();
});

test('the draft is there after leaving, after a reload and after a restart', async ({ app }) => {
  let { page } = app;
  await page.getByLabel('Release notes').fill('Typed for an hour');
  await page.getByLabel('X-Plane versions').fill('11.55-12.0.9, 12.1.4-');
  await page.getByRole('tab', { name: 'Contents' }).click();
  await page.getByRole('tab', { name: 'Release' }).click();
  await expect(page.getByLabel('Release notes')).toHaveValue('Typed for an hour');
  await expect.poll(() => page.evaluate(keptSelection)).toBe('11.55-12.0.9, 12.1.4-');
  for (const selection of ['12', '12.1', '11.55-12.0.9, 12.1.4-']) {
    // In the very instant after the last key, when main cannot have it yet.
    await page.getByLabel('X-Plane versions').fill(selection);
    await page.reload();
    await expect(page.getByLabel('X-Plane versions')).toHaveValue(selection);
  }
  await expect(page.getByText('Your draft, as you left it.')).toBeVisible();
  ({ page } = await app.reopen());
  await page.getByRole('link', { name: 'LT-1 Trainer', exact: true }).click();
  await page.getByRole('tab', { name: 'Release' }).click();
  await expect(page.getByLabel('Release notes')).toHaveValue('Typed for an hour');
  await page.getByRole('button', { name: 'Start over' }).click();
  // What the change log says of the version, as in a new form.
  await expect(page.getByLabel('Release notes')).toHaveValue('- First release.');
});

/** What main has of the draft: a reload may come at any time after that. */
async function keptSelection(): Promise<string | null> {
  const addons = await window.loadmaster.addons.list();
  const addonId = addons.ok ? addons.value[0]?.id : undefined;
  if (addonId === undefined) return null;
  const start = await window.loadmaster.publish.startRelease({ addonId, connectionId: 'local' });
  return start.ok ? start.value.draft.xpSelection : null;
}
