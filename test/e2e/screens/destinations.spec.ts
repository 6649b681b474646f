import { chmod, mkdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { expectAccessible } from './accessible.ts';
import { openSampleForm, sampleFolder, screenLink, versionField } from './story.ts';

// One release to more places than the registry, by hand in the form.

/** A folder that the app may write in, also where it runs as a user of its own. */
async function makeShared(folder: string): Promise<void> {
  await mkdir(folder);
  await chmod(folder, 0o777);
}

async function addMirror(page: Page, name: string, path: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a destination' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a destination' });
  await dialog.getByText('Mirror of the files', { exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await dialog.getByRole('textbox', { name: 'Folder', exact: true }).fill(path);
  // Enter in a field tests and adds, as the button does.
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
}

test('a release goes to the registry and to two folders; the one that was away is retried alone', async ({
  app,
  page,
}) => {
  test.setTimeout(120_000);
  await openSampleForm(page);
  const folder = await sampleFolder(page);
  const [first, second] = [join(app.dataFolder, 'mirror one'), join(app.dataFolder, 'mirror two')];
  await makeShared(first);
  await makeShared(second);
  await addMirror(page, 'backup', first);
  await addMirror(page, 'server', second);
  const settings = await readFile(join(folder, 'loadmaster.json'), 'utf8');
  expect(JSON.parse(settings).destinations).toMatchObject([{ name: 'backup' }, { name: 'server' }]);
  const where = page.getByRole('region', { name: 'Where it goes' });
  // Nobody asked: what would change stands in the rows by itself, and how old it is.
  await expect(where.locator('[data-place="backup"]')).toContainText(/\d+ files, .+; 0 deleted/, { timeout: 30_000 });
  await expect(where.locator('[data-place="server"]')).toContainText(/\d+ files, .+; 0 deleted/);
  await expect(where.getByText('As of now')).toBeVisible();
  await expectAccessible(page, 'Where it goes');

  const version = await versionField(page).inputValue();
  await rm(second, { recursive: true });
  await page.getByRole('button', { name: `Publish ${version} to 3 places` }).click();
  await expect(page.getByText('1 of 3 places do not have it.').first()).toBeVisible({ timeout: 60_000 });
  expect(await readFile(join(first, 'loadmaster-version.txt'), 'utf8')).toContain(`${version}\n`);
  await expectAccessible(page, 'a release that failed at one place');

  await makeShared(second);
  await page.getByRole('button', { name: 'Retry', exact: true }).first().click();
  await expect(page.getByText('It is at all 3 places.').first()).toBeVisible({ timeout: 60_000 });
  expect(await readFile(join(second, 'loadmaster-version.txt'), 'utf8')).toContain(`${version}\n`);

  await screenLink(page, 'Hangar').click();
  const places = page.getByRole('list', { name: 'Where it was released' }).getByRole('listitem');
  await expect(places).toHaveText([`backup ${version}`, `server ${version}`]);
});

/** A folder as users of a depot see it. */
async function serve(folder: string): Promise<{ readonly url: string; close(): void }> {
  await makeShared(folder);
  const server = createServer((request, response) => {
    readFile(join(folder, decodeURIComponent(request.url ?? ''))).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

function cfgIn(folder: string) {
  return readFile(join(folder, 'skunkcrafts_updater.cfg'), 'utf8').catch(() => '');
}

async function publish(page: Page, version: string, folder: string): Promise<void> {
  await versionField(page).fill(version);
  await page.getByRole('button', { name: new RegExp(`^Publish ${version} `) }).click();
  await expect.poll(() => cfgIn(folder), { timeout: 60_000 }).toContain(`version|${version}`);
  await expect(page.getByText('It is at all 2 places.').first()).toBeVisible({ timeout: 60_000 });
}

test('a version goes to testers, from Versions to everybody, and from there back again', async ({ app, page }) => {
  test.setTimeout(180_000);
  await openSampleForm(page);
  const [stable, beta] = [join(app.dataFolder, 'stable'), join(app.dataFolder, 'beta')];
  const [everybody, testers] = [await serve(stable), await serve(beta)];
  try {
    await page.getByRole('button', { name: 'Add a destination' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a destination' });
    const field = (name: string) => dialog.getByRole('textbox', { name, exact: true });
    await field('Name').fill('updates');
    await field('Address users get it from').fill(everybody.url);
    await field('Folder').fill(stable);
    await field('Address for testers').fill(testers.url);
    await field('Folder for testers').fill(beta);
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await publish(page, '1.0.0', stable);
    await publish(page, '1.1.0b1', beta);
    expect(await cfgIn(stable)).toContain('version|1.0.0');

    await page.getByRole('tab', { name: 'Versions' }).click();
    const today = page.getByRole('region', { name: 'What users have today' });
    await expect(today.getByText('Testers have 1.1.0b1 at updates.')).toBeVisible();
    await expectAccessible(page, 'Versions with what testers have');
    await today.getByRole('button', { name: 'Make it everybody’s' }).click();
    const sure = page.getByRole('dialog', { name: 'Make 1.1.0b1 everybody’s version?' });
    await expect(sure.getByText(/updates: /)).toBeVisible();
    await expectAccessible(page, 'the question before everybody gets it');
    await sure.getByRole('button', { name: 'Make it everybody’s' }).click();
    await expect(today.getByText('Testers have')).toHaveCount(0, { timeout: 60_000 });
    const row = today.getByRole('listitem').filter({ hasText: 'updates' });
    await expect(row.getByText('1.1.0b1')).toBeVisible({ timeout: 60_000 });
    expect(await cfgIn(stable)).toContain('version|1.1.0b1');

    await row.getByRole('button', { name: 'Take back' }).click();
    const back = page.getByRole('dialog', { name: 'Take 1.1.0b1 back from updates?' });
    await expectAccessible(page, 'the question before a version is taken back');
    await back.getByRole('button', { name: 'Take back' }).click();
    await expect(row.getByText('1.0.0', { exact: true })).toBeVisible({ timeout: 60_000 });
    expect(await cfgIn(stable)).toContain('version|1.0.0');
  } finally {
    everybody.close();
    testers.close();
  }
});
