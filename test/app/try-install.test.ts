import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contract, LOCAL_CONNECTION_ID, type Submission } from '../../preload/contract.ts';
import { inWords } from '../../preload/messages/index.ts';
import { openTestApp, valueIn } from './open-test-app.ts';

test('the window tries an add-on of the list, and is told each step', async () => {
  const { handlers } = await openTestApp();
  const addon = valueIn(await handlers.addons.createSample({ kind: 'aircraft' }));
  const tried = valueIn(await handlers.install.tryAddon({ id: addon.id }));
  contract.install.tryAddon.output.parse(tried);
  expect(tried.steps.map(({ step }) => step)).toEqual(['install', 'uninstall', 'by-hand']);
  const found = tried.steps[0]?.found.map(({ kind }) => kind);
  expect(found).toEqual(['aircraft', 'livery', 'plugin']);

  writeFileSync(join(addon.folder, 'install.ska'), 'COPY @default TO /Resources/plugins/"x"\n');
  valueIn(await handlers.addons.refresh({ id: addon.id }));
  const refused = valueIn(await handlers.install.tryAddon({ id: addon.id }));
  expect(refused.steps[0]?.findings).toMatchObject([{ severity: 'error', path: 'install.ska' }]);
});

test('an add-on that is gone is told as such', async () => {
  const { handlers } = await openTestApp();
  expect(await handlers.install.tryAddon({ id: 'nobody' })).toMatchObject({
    ok: false,
    error: { code: 'unknown_addon' },
  });
});

test('the upgrade from the version that users have is tried, and told when that version cannot be had', {
  timeout: 300_000,
}, async () => {
  const app = await openTestApp();
  const { addons, install, packages, publish, registry } = app.handlers;
  const { id, folder, packageId } = valueIn(await addons.createSample({ kind: 'aircraft' }));
  const of = { connectionId: LOCAL_CONNECTION_ID, addonId: id };
  const wish = { packageName: 'A Sample', packageType: 'aircraft', description: 'A sample to upgrade.' } as const;
  valueIn(await packages.create({ ...of, packageId: packageId ?? '', ...wish }));
  const { draft } = valueIn(await publish.startRelease(of));
  const submitted = valueIn(await publish.submit({ ...of, draft, dryRun: false }));
  const phase = () =>
    app.events
      .filter(({ channel }) => channel === 'publish.changed')
      .map(({ payload }) => payload as Submission)
      .findLast((one) => one.id === submitted.id)?.state.phase;
  await expect.poll(phase, { timeout: 90_000 }).toBe('processed');

  const known = async () => valueIn(await addons.list(null)).find((one) => one.id === id)?.lastPublished;
  const last = { version: draft.packageVersion, status: 'processed' };
  await expect.poll(known, { timeout: 30_000 }).toMatchObject(last);

  writeFileSync(join(folder, 'new.txt'), 'New in this version.');
  valueIn(await addons.refresh({ id }));
  const tried = valueIn(await install.tryAddon({ id }));
  expect(tried.steps.map(({ step }) => step)).toEqual(['install', 'upgrade', 'uninstall', 'by-hand']);
  const upgrade = tried.steps.find(({ step }) => step === 'upgrade')!;
  expect(upgrade.fileCount).toBeGreaterThan(0);
  expect(inWords(upgrade.summary)).toMatch(/^Upgraded by .* of \d+ traces of a user were kept\./);
  expect(upgrade.files.some(({ path }) => path.endsWith('new.txt'))).toBe(true);

  valueIn(await registry.stop(null));
  const alone = valueIn(await install.tryAddon({ id }));
  const missed = alone.steps.find(({ step }) => step === 'upgrade')!;
  expect(inWords(missed.summary)).toContain(`The upgrade from ${draft.packageVersion} was not tried`);
});
