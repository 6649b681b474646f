import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appPaths } from '../../main/app/paths.ts';
import { LOCAL_CONNECTION_ID } from '../../preload/contract.ts';
import { runInProcess } from '../cli/run-cli.ts';
import { tempFolder } from '../temp-folder.ts';
import { openTestApp, valueIn } from './open-test-app.ts';

const CHANGELOG = '# Changes\n\n## 1.1.0\n- Wider\n\n## 1.0.0\n- <b>First</b> ![x](https://a.example/x.png)\n';

test('a new form has the notes of its version from the change log, and what is sent keeps them', async () => {
  const { handlers } = await openTestApp();
  const addon = valueIn(await handlers.addons.createSample({ kind: 'livery' }));
  writeFileSync(join(addon.folder, 'CHANGELOG.md'), CHANGELOG);
  const target = { addonId: addon.id, connectionId: LOCAL_CONNECTION_ID };
  const { draft, foundNotes } = valueIn(await handlers.publish.startRelease(target));
  expect(draft).toMatchObject({ packageVersion: '1.1.0', notes: '- Wider' });
  expect(foundNotes).toMatchObject({ source: 'changelog', from: 'CHANGELOG.md', heading: '1.1.0', text: draft.notes });
  expect(valueIn(await handlers.notes.find({ addonId: addon.id, version: '1.0.0' }))?.text).toMatch(/^- <b>First/);
  expect(valueIn(await handlers.notes.find({ addonId: addon.id, version: '9.0.0' }))).toBeNull();

  const { packageId } = draft;
  const connectionId = LOCAL_CONNECTION_ID;
  const wish = { packageName: 'A Sample', packageType: 'livery', description: 'A sample livery to try.' } as const;
  valueIn(await handlers.packages.create({ connectionId, packageId, ...wish }));
  const rehearsed = valueIn(await handlers.publish.submit({ ...target, draft, dryRun: true }));
  expect(valueIn(await handlers.notes.kept({ packageId }))).toEqual([]);
  const sent = valueIn(await handlers.publish.submit({ ...target, draft, dryRun: false }));
  expect(sent.id).not.toBe(rehearsed.id);
  const kept = [{ version: '1.1.0', text: draft.notes, at: sent.createdAt }];
  expect(valueIn(await handlers.notes.kept({ packageId }))).toEqual(kept);
});

test('what the author typed stays, and a change log that cannot be read keeps no form from opening', async () => {
  const { handlers } = await openTestApp();
  const addon = valueIn(await handlers.addons.createSample({ kind: 'livery' }));
  const target = { addonId: addon.id, connectionId: LOCAL_CONNECTION_ID };
  const { draft } = valueIn(await handlers.publish.startRelease(target));
  valueIn(await handlers.publish.keepDraft({ ...target, draft: { ...draft, notes: 'Typed.' } }));
  writeFileSync(join(addon.folder, 'CHANGELOG.md'), CHANGELOG);
  const kept = valueIn(await handlers.publish.startRelease(target));
  expect(kept).toMatchObject({ draft: { notes: 'Typed.' }, foundNotes: { heading: '1.0.0' } });
  writeFileSync(join(addon.folder, 'CHANGELOG.md'), `## 1.0.0\n${'- Much\n'.repeat(20_000)}`);
  expect(valueIn(await handlers.publish.startRelease(target)).foundNotes).toBeNull();
  expect(await handlers.notes.find({ addonId: addon.id, version: '1.0.0' })).toMatchObject({
    ok: false,
    error: { code: 'bad_notes' },
  });
});

test('the preview has no tags of the author, no pictures and no addresses that run something', async () => {
  const { handlers } = await openTestApp();
  const text = `${CHANGELOG}\n[x](javascript:alert(1)) <script>alert(1)</script>`;
  const { html } = valueIn(await handlers.notes.render({ text }));
  expect(html).toContain('<h3>1.1.0</h3>');
  expect(html).not.toMatch(/<img|<script|javascript:|<b>/);
});

test('the notes of a release from the terminal stand under Versions like those of the window', async () => {
  const base = tempFolder();
  const plane = join(base, 'plane');
  const env = { LOADMASTER_DATA: join(base, 'loadmaster') };
  const run = (...args: string[]) => runInProcess(args, { env });
  await run('sample', 'aircraft', plane);
  writeFileSync(join(plane, 'CHANGELOG.md'), CHANGELOG);
  await run('destinations', plane, '--add', JSON.stringify({ kind: 'zip', name: 'forum', path: '../out' }));
  const release = ['release', plane, '--id', 'my.plane', '--version', '1.1.0'];
  expect((await run(...release, '--dry-run')).exit).toBe(0);
  const { handlers } = await openTestApp({ paths: appPaths(env.LOADMASTER_DATA, base, base) });
  expect(valueIn(await handlers.notes.kept({ packageId: 'my.plane' }))).toEqual([]);
  expect(await run(...release)).toMatchObject({ exit: 0 });
  const kept = [{ version: '1.1.0', text: '- Wider', at: expect.any(Number) }];
  expect(valueIn(await handlers.notes.kept({ packageId: 'my.plane' }))).toEqual(kept);
});
