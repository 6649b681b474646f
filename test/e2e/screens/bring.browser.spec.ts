import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test as base, expect } from '../fixtures.ts';
import { expectAccessible } from './accessible.ts';
import { expectPhase, openSampleForm, publish, publishButton, versionField } from './story.ts';

// Rehearsed on one registry, released on another: nothing has to be typed again, and nothing becomes more public unasked.

interface Second {
  readonly url: string;
  readonly token: string;
}

const test = base.extend<{ second: Second }>({
  second: async ({ app: { dataFolder } }, use) => {
    const folder = join(dataFolder, 'second-registry');
    const script = join(import.meta.dirname, '..', '..', '..', 'main', 'registry', 'serve.ts');
    const options = ['--data', folder, '--port', '0', '--rate-limits', 'off', '--json'];
    const child = spawn(process.execPath, [script, ...options], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const { url, firstRun } = JSON.parse(line) as { url: string; firstRun: { token: string } };
    await use({ url, token: firstRun.token });
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  },
});

test('Bring to this registry: package, description, access, lists and notes come over; more public only when asked twice', async ({
  page,
  second,
}) => {
  await openSampleForm(page);
  await page.getByRole('radio', { name: 'Private', exact: true }).check();
  await page.getByLabel('Release notes').fill('Brought along.');
  await page.getByRole('button', { name: 'Add a dependency' }).click();
  await page.getByRole('combobox', { name: 'dependency 1: package id' }).fill('some.library');
  await page.getByRole('textbox', { name: 'dependency 1: versions' }).fill('1.2-');
  await publish(page);
  await expectPhase(page, 'processed');
  const was = await page.evaluate(async () => {
    const own = await window.loadmaster.packages.list({ connectionId: 'local' });
    return own.ok ? own.value[0] : undefined;
  });

  await page.evaluate(async ({ url, token }) => {
    const added = await window.loadmaster.connections.add({ name: 'Main', baseUrl: url, token });
    if (!added.ok) throw new Error(added.error.message);
    await window.loadmaster.connections.activate({ id: added.value.id });
  }, second);
  const panel = page.getByRole('region', { name: '1.0.0 is on Local rehearsal registry' });
  await expect(panel).toContainText('Private');
  await expectAccessible(page, 'what another registry has can be brought here');
  // Without it the form does not begin as public either.
  await expect(page.getByRole('radio', { name: 'Private', exact: true })).toBeChecked();
  await panel.getByRole('button', { name: 'Bring to this registry' }).click();
  await expect(versionField(page)).toHaveValue('1.0.0');
  await expect(page.getByLabel('Release notes')).toHaveValue('Brought along.');
  await expect(page.getByRole('combobox', { name: 'dependency 1: package id' })).toHaveValue(/some\.library/);
  await expect(page.getByRole('textbox', { name: 'dependency 1: versions' })).toHaveValue('1.2-');
  await expect(page.getByRole('radio', { name: 'Private', exact: true })).toBeChecked();
  await expect(page.getByText(/does not exist on Main yet/)).toHaveCount(0);
  const there = () =>
    page.evaluate(async (packageId) => {
      const { connections, packages } = window.loadmaster;
      const all = await connections.list();
      const connectionId = all.ok ? (all.value.find(({ name }) => name === 'Main')?.id ?? '') : '';
      const found = await packages.get({ connectionId, packageId });
      return found.ok ? found.value : null;
    }, was?.packageId ?? '');
  expect(await there()).toMatchObject({
    packageName: was?.packageName,
    packageType: was?.packageType,
    description: was?.description,
    versions: [],
  });

  await page.getByRole('radio', { name: 'Public', exact: true }).check();
  await publish(page);
  const access = page.getByRole('group', { name: 'Access' });
  await expect(access.getByText('Here everybody could download it.')).toBeVisible();
  await expect(publishButton(page)).toBeEnabled();
  expect((await there())?.versions).toEqual([]);
  await page.getByRole('radio', { name: 'Private', exact: true }).check();
  await publish(page);
  await expectPhase(page, 'processed');
  expect((await there())?.versions).toMatchObject([{ version: '1.0.0', access: 'private' }]);
});
