import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { LOCAL_CONNECTION_ID } from '../../../preload/contract.ts';
import { tempFolder } from '../../temp-folder.ts';
import { openTestApp, valueIn } from '../open-test-app.ts';

vi.setConfig({ testTimeout: 120_000 });

async function serve(folder: string): Promise<string> {
  mkdirSync(folder);
  const server = createServer((request, response) => {
    readFile(join(folder, decodeURIComponent(request.url ?? ''))).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('what testers have becomes everybody’s with one call, which asks first, and then it is nothing for testers any more', async () => {
  const { handlers } = await openTestApp();
  const base = tempFolder();
  const at = (name: string) => ({ carrier: 'folder' as const, path: join(base, name) });
  const [stable, beta] = [await serve(join(base, 'stable')), await serve(join(base, 'beta'))];
  const addon = valueIn(await handlers.addons.createSample({ kind: 'aircraft' }));
  const of = { addonId: addon.id };
  const channels = { url: stable, place: at('stable'), beta: { url: beta, place: at('beta') } };
  valueIn(await handlers.destinations.save({ ...of, settings: { kind: 'skunkcrafts', name: 'updates', ...channels } }));
  mkdirSync(join(base, 'mirror'));
  valueIn(
    await handlers.destinations.save({ ...of, settings: { kind: 'folder', name: 'mirror', place: at('mirror') } }),
  );
  const all = async () => valueIn(await handlers.destinations.releases({ limit: 10 }));
  const ended = async (id: string) => {
    const state = async () => (await all()).find((one) => one.id === id)?.state;
    await expect.poll(state, { timeout: 60_000 }).toBe('ended');
  };
  const { draft } = valueIn(await handlers.publish.startRelease({ ...of, connectionId: LOCAL_CONNECTION_ID }));
  const what = { ...of, draft: { ...draft, packageVersion: '1.1.0b1' }, names: ['updates', 'mirror'], registry: null };
  const { id } = valueIn(await handlers.destinations.release(what));
  await ended(id);
  expect(await all()).toMatchObject([{ forTesters: ['updates'], version: '1.1.0b1' }]);
  expect(readdirSync(join(base, 'stable'))).toEqual([]);

  const [planned, ...others] = valueIn(await handlers.destinations.planPromotion({ id }));
  expect(others).toEqual([]);
  expect(planned).toMatchObject({ name: 'updates', error: null });
  expect(planned?.plan?.added).toBeGreaterThan(20);
  expect(planned?.plan?.bytes).toBeLessThan(10_000);
  expect(readdirSync(join(base, 'stable'))).toEqual([]);

  const promoted = valueIn(await handlers.destinations.promote({ id }));
  await ended(promoted.id);
  expect(await all()).toMatchObject([
    { id: promoted.id, forTesters: [], destinations: [{ name: 'updates', phase: 'done' }] },
    { id, forTesters: [] },
  ]);
  expect(readFileSync(join(base, 'stable', 'skunkcrafts_updater.cfg'), 'utf8')).toContain('version|1.1.0b1');
  const versions = valueIn(await handlers.destinations.versions(of));
  expect(versions.map(({ name, version }) => [name, version])).toContainEqual(['updates', '1.1.0b1']);
  expect(await handlers.destinations.promote({ id })).toMatchObject({ error: { code: 'testers_lack' } });
});
