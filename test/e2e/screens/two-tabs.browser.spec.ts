import { expect, test } from '../fixtures.ts';
import { expectAccessible } from './accessible.ts';
import { openSampleForm, publishFirstVersion, versionField } from './story.ts';

const SAME_MOMENT = { here: 'Typed here at the same moment.', there: 'Typed there at the same moment.' };

test('the same form in two tabs shows the same text, and typed in both at once nothing is overwritten', async ({
  page,
}) => {
  await openSampleForm(page);
  const second = await page.context().newPage();
  await second.goto(page.url());
  const [here, there] = [page.getByLabel('Release notes'), second.getByLabel('Release notes')];
  await expect(there).toBeVisible();
  await here.fill('Typed in the first tab.');
  await expect(there).toHaveValue('Typed in the first tab.');
  await there.fill('And in the second.');
  await expect(here).toHaveValue('And in the second.');

  await here.focus();
  await page.evaluate(async (typed) => {
    const { addons, publish } = window.loadmaster;
    const all = await addons.list();
    const addonId = all.ok ? all.value[0]!.id : '';
    const start = await publish.startRelease({ addonId, connectionId: 'local' });
    if (!start.ok) throw new Error(start.error.message);
    // In one turn of this page: its own text is not with main yet when the other one arrives.
    const field = document.activeElement as HTMLTextAreaElement;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, typed.here);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    void publish.keepDraft({ addonId, connectionId: 'local', draft: { ...start.value.draft, notes: typed.there } });
  }, SAME_MOMENT);
  const choice = page.getByRole('alert').filter({ hasText: 'Changed in another tab' });
  await expect(choice).toBeVisible();
  await expectAccessible(page, 'a form changed in another tab');
  await expect(here).toHaveValue(SAME_MOMENT.here);
  await expect(there).toHaveValue(SAME_MOMENT.there);
  await choice.getByRole('button', { name: 'Keep what this tab shows' }).click();
  await expect(choice).toHaveCount(0);
  await expect(there).toHaveValue(SAME_MOMENT.here);
});

test('the tabs of the registry stand in the address', async ({ page }) => {
  await page.goto(`${new URL(page.url()).origin}/#/registry/rehearsal`);
  await expect(page.getByRole('tab', { name: 'Rehearsal' })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('tab', { name: 'Requests' }).click();
  await expect(page).toHaveURL(/#\/registry\/requests$/);
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Requests' })).toHaveAttribute('aria-selected', 'true');
  await page.goBack();
  await expect(page.getByRole('tab', { name: 'Rehearsal' })).toHaveAttribute('aria-selected', 'true');
});

test('a second tab hears of a Reset: its open form and its versions forget with the first', async ({ page }) => {
  await publishFirstVersion(page);
  await expect(versionField(page)).toHaveValue('1.0.1');
  const address = page.url();
  const second = await page.context().newPage();
  await second.goto(address.replace('/release', '/versions'));
  await expect(second.getByRole('row', { name: /1\.0\.0/ })).toBeVisible();
  const third = await page.context().newPage();
  await third.goto(address);
  await expect(versionField(third)).toHaveValue('1.0.1');
  await page.evaluate(() => window.loadmaster.registry.reset());
  await expect(second.getByText('This package is not on the registry yet')).toBeVisible();
  await expect(versionField(third)).toHaveValue('1.0.0');
  await expect(versionField(page)).toHaveValue('1.0.0');
});
