import { appendFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LOCAL_CONNECTION_ID, type Submission } from '../../preload/contract.ts';
import { openTestApp, valueIn } from './open-test-app.ts';

test('a published version is compared with the folder, and what is not known is said', {
  timeout: 120_000,
}, async () => {
  const app = await openTestApp();
  const { addons, packages, publish } = app.handlers;
  const { id, folder, packageId } = valueIn(await addons.createSample({ kind: 'aircraft' }));
  const of = { connectionId: LOCAL_CONNECTION_ID, addonId: id };
  await packages.create({
    connectionId: LOCAL_CONNECTION_ID,
    packageId: packageId ?? '',
    packageName: 'A Sample',
    packageType: 'aircraft',
    description: 'A sample to compare versions of.',
  });
  const { draft } = valueIn(await publish.startRelease(of));
  const submitted = valueIn(await publish.submit({ ...of, draft, dryRun: false }));
  const phase = () =>
    app.events
      .filter(({ channel }) => channel === 'publish.changed')
      .map(({ payload }) => payload as Submission)
      .findLast((one) => one.id === submitted.id)?.state.phase;
  await expect.poll(phase, { timeout: 90_000 }).toBe('processed');

  const [path] = valueIn(await addons.contents({ id })).paths.filter((name) => name.endsWith('.acf'));
  appendFileSync(join(folder, path!), 'P acf/_one_more line\n');
  writeFileSync(join(folder, 'notes.md'), '# Notes\n');
  symlinkSync('/etc/hostname', join(folder, 'link.txt'));
  await addons.refresh({ id });
  const compared = valueIn(await addons.compare({ id, from: draft.packageVersion, to: null }));
  expect(compared.unknown).toEqual([]);
  expect(compared.files.map(({ path: name, change }) => [name, change])).toEqual(
    expect.arrayContaining([
      [path, 'changed'],
      ['notes.md', 'added'],
    ]),
  );
  const lines = async (name: string) =>
    valueIn(await addons.compareText({ id, from: draft.packageVersion, to: null, path: name }));
  expect(JSON.stringify(await lines(path!))).toContain('+P acf/_one_more line');
  expect(await lines('notes.md')).toMatchObject({ state: 'lines', parts: [{ lines: ['+# Notes'] }] });
  // Neither a link nor a path out of the folder is read.
  expect(await lines('link.txt')).toEqual({ state: 'not_kept' });
  expect(await lines('../../../etc/hostname')).toMatchObject({ state: 'lines', parts: [] });

  const unknown = await addons.compare({ id, from: '9.9.9', to: draft.packageVersion });
  expect(valueIn(unknown)).toEqual({ unknown: ['9.9.9'], files: [] });
  expect(await addons.preview({ id, path: '../../../etc/hostname' })).toMatchObject({ ok: false });
  expect(valueIn(await addons.preview({ id, path: 'link.txt' })).body).toEqual({ kind: 'none', why: 'link' });
});
