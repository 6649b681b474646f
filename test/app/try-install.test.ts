import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contract } from '../../preload/contract.ts';
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
