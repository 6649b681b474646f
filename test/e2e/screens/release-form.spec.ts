import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from './accessible.ts';
import { notices, openSampleForm, sampleFolder } from './story.ts';

test('what a release will weigh is told before it is built, and what is reused of the last one', async ({ page }) => {
  await openSampleForm(page);
  const load = page.getByRole('region', { name: 'Size', exact: true });
  await expect(load).toContainText(/Zip, estimated\s*\d+ kB/);
  await expect(load).toContainText(/Reused from the last build\s*0%/);
  // What was changed a moment before a build is read again at the next one; an author's files are older.
  const folder = await sampleFolder(page);
  const longAgo = new Date('2024-05-06T07:08:09Z');
  for (const path of readdirSync(folder, { recursive: true })) utimesSync(join(folder, String(path)), longAgo, longAgo);
  await page.getByRole('button', { name: 'Build', exact: true }).click();
  await expect(load).toContainText(/Reused from the last build\s*100%/);
  await page.getByRole('radio', { name: 'Private, not stored' }).check();
  await expect(load).toContainText(/Storage after\s*0 bytes, no limit/);
});

test('the id can be changed where the package is created, since it never can be later, and the form follows', async ({
  page,
}) => {
  await openSampleForm(page);
  await page.getByLabel('Package id').fill('author.not-yet');
  const id = page.getByLabel('Id for good');
  await expect(id).toHaveValue('author.not-yet');
  await id.fill('someone.better-name');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('A Better Name');
  await page.getByLabel('Description').last().fill('An aircraft under a better name.');
  await expectAccessible(page, 'a package is created');
  await page.getByRole('button', { name: 'Create the package' }).click();
  await expect(notices(page)).toContainText('someone.better-name exists now.');
  await expect(page.getByLabel('Package id')).toHaveValue('someone.better-name');
  await expect(id).toHaveCount(0);
  const savedId = () =>
    page.evaluate(async () => {
      const all = await window.loadmaster.addons.list();
      return all.ok ? all.value[0]?.packageId : undefined;
    });
  // What is typed is kept a moment later.
  await expect.poll(savedId).toBe('someone.better-name');
});
