import { renameSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { openSampleForm, sampleFolder, screenLink, versionField } from './story.ts';

// What an author's world does to the app: folders that go, names as people write them, registries that are none.

test.beforeEach(async ({ page }) => openSampleForm(page));

test('an add-on folder that goes away and comes back is told of, and nothing typed is lost', async ({ page }) => {
  const folder = await sampleFolder(page);
  await page.getByLabel('Release notes').fill('Typed before the disk was unplugged');
  renameSync(folder, `${folder} away`);
  await expect(page.getByRole('alert')).toContainText('The folder is gone', { timeout: 30_000 });
  await screenLink(page, 'Hangar').click();
  await expect(page.getByRole('article', { name: 'LT-1 Trainer' })).toContainText(`There is nothing at ${folder}`);
  renameSync(`${folder} away`, folder);
  await expect(page.getByRole('article', { name: 'LT-1 Trainer' })).toContainText('Not published yet', {
    timeout: 30_000,
  });
  await page.getByRole('link', { name: 'LT-1 Trainer', exact: true }).click();
  await page.getByRole('tab', { name: 'Release' }).click();
  await expect(page.getByLabel('Release notes')).toHaveValue('Typed before the disk was unplugged');
});

test('long, right-to-left and emoji names stand in the tree as they are', async ({ page }) => {
  const folder = await sampleFolder(page);
  const names = [`${'long name '.repeat(25).slice(0, 251)}.txt`, 'مطار.txt', '✈️ 🛫.txt'];
  for (const name of names) writeFileSync(join(folder, name), name);
  await page.getByRole('tab', { name: 'Contents' }).click();
  for (const name of names) {
    await page.getByLabel('Filter by path').fill(name);
    await expect(page.getByRole('treeitem', { name })).toBeVisible();
  }
  const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(inner, 'nothing scrolls sideways').toBeLessThanOrEqual(outer ?? 0);
});

const NO_REGISTRIES: readonly (readonly [name: string, listener: RequestListener])[] = [
  ['a web page', (_request, response) => response.setHeader('content-type', 'text/html').end('<h1>Welcome</h1>')],
  ['nonsense', (_request, response) => response.setHeader('content-type', 'application/json').end('{"packages": 7}')],
  ['an error', (_request, response) => void response.writeHead(502).end('Bad Gateway')],
];
for (const [name, listener] of NO_REGISTRIES) {
  test(`a server that answers ${name} is no registry, and the form works all the same`, async ({ page }) => {
    const server = createServer(listener).listen(0, '127.0.0.1');
    try {
      await new Promise((resolve) => server.once('listening', resolve));
      const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      await connectTo(page, baseUrl);
      await expect(page.getByRole('alert')).toContainText('The form works all the same.', { timeout: 30_000 });
      await versionField(page).fill('2.0');
      await page.getByRole('tab', { name: 'Versions' }).click();
      await expect(page.getByRole('alert').getByRole('button', { name: 'Try again' })).toBeVisible();
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
}

async function connectTo(page: Page, baseUrl: string): Promise<void> {
  await page.evaluate(async (url) => {
    const added = await window.loadmaster.connections.add({ name: 'Elsewhere', baseUrl: url, token: 'none' });
    if (added.ok) await window.loadmaster.connections.activate({ id: added.value.id });
  }, baseUrl);
}
