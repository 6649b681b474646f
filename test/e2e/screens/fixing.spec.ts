import { expect, test } from '../fixtures.ts';
import { notices } from './story.ts';

test.beforeEach(async ({ page }) => {
  await page.evaluate(async () => {
    const made = await window.loadmaster.addons.createSample({ kind: 'mess' });
    if (made.ok) location.hash = `#/addon/${made.value.id}/checks`;
  });
  await expect(page.getByRole('region', { name: 'Errors' })).toBeVisible();
});

test('the badge counts errors apart from warnings; a fix says what was done, and the next finding has the focus', async ({
  page,
}) => {
  const tab = page.getByRole('tab', { name: /^Checks/ });
  await expect(tab).toContainText(/\d+ errors/);
  await expect(tab).toContainText(/\d+ warnings/);
  const notes = page.getByRole('region', { name: 'Notes' });
  const scene = notes.getByRole('listitem').filter({ hasText: 'Blender scene' });
  await scene.getByRole('button', { name: 'Leave out of the package' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Do it' }).click();
  await expect(notices(page)).toContainText('Done: Leave out of the package');
  await expect(scene).toHaveCount(0);
  const next = notes.getByRole('listitem').filter({ hasText: 'GIMP picture' });
  await expect(next.locator('button:focus')).toHaveCount(1);
});

test('all findings of one rule are fixed at once: shown before, one notice, one Undo', async ({ page }) => {
  const all = page.getByRole('button', { name: /^Fix all \d+: Leave out of the package/ }).first();
  const label = (await all.textContent()) ?? '';
  const count = Number(/\d+/.exec(label)?.[0]);
  const rows = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: 'Leave out of the package' }) });
  const before = await rows.count();
  await all.click();
  const dialog = page.getByRole('dialog', { name: label });
  await expect(dialog.getByText('.xpkgignore').first()).toBeVisible();
  await dialog.getByRole('button', { name: 'Do it' }).click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });
  await expect(notices(page).getByRole('article')).toHaveCount(1);
  await expect(notices(page)).toContainText('Leave out of the package');
  await expect(rows).toHaveCount(before - count);
  await notices(page).getByRole('button', { name: 'Undo' }).click();
  await expect(rows).toHaveCount(before, { timeout: 30_000 });
});
