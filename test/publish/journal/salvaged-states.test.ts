import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ADDON, aRegistry, CONNECTION, openWorld, PACKAGE, stored, value } from '../world.ts';
import { makeZip, packageZip } from '../zip.ts';
import { overwrite } from './damage.ts';

// What is salvaged of a damaged journal may be an older state of a submission: what was done since is not in it.

test('a failed version whose retry arrived, but whose newest rows were lost, is found published and not left failed', async () => {
  const registry = await aRegistry();
  const world = await openWorld({ baseUrl: registry.url });
  world.builder.archive = () => makeZip({ 'elsewhere/readme.txt': Buffer.from('wrong') });
  expect((await world.publish()).state.phase).toBe('failed');
  await world.publisher.close();
  const journal = join(world.folder, 'journal.db');
  copyFileSync(journal, `${journal}.then`);

  await world.reopen();
  world.builder.archive = ({ packageId }) => packageZip(packageId);
  const target = { connectionId: CONNECTION, packageId: PACKAGE, version: '1.0.0', addonId: ADDON };
  const again = value(await world.publisher.retry(target));
  expect((await world.publisher.whenResting(again.id)).state.phase).toBe('processed');
  await world.publisher.close();

  copyFileSync(`${journal}.then`, journal);
  overwrite(journal, 0, Buffer.alloc(100, 0x55));
  await world.reopen();
  expect(world.publisher.problems).toHaveLength(1);
  const [found] = value(await world.publisher.list({ limit: 10 }));
  expect(found?.state.phase).toBe('failed');
  const retried = value(await world.publisher.retry(target));
  expect((await world.publisher.whenResting(retried.id)).state.phase).toBe('processed');
  expect((await stored(registry))?.status).toBe('processed');
});

test('a log that was cut behind a release: what waits to be sent without its archive is asked about, and found published', async () => {
  const registry = await aRegistry();
  const world = await openWorld({ baseUrl: 'http://127.0.0.1:9' });
  const { id } = await world.submit();
  const waiting = () => world.seen.some(({ state }) => state.phase === 'waiting');
  while (!waiting()) await new Promise((turned) => setImmediate(turned));
  await world.publisher.close();
  const journal = join(world.folder, 'journal.db');
  copyFileSync(journal, `${journal}.then`);

  world.connection.baseUrl = registry.url;
  await world.reopen();
  await world.publisher.resume({ id });
  const done = await world.publisher.whenResting(id);
  expect(done.state.phase).toBe('processed');
  await world.publisher.close();
  expect(existsSync(join(world.folder, 'archives', `${done.archive?.sha256}.zip`))).toBe(false);

  copyFileSync(`${journal}.then`, journal);
  // As a process leaves it that was killed, cut right behind its header.
  writeFileSync(`${journal}-wal`, Buffer.alloc(32));
  await world.reopen();
  await world.publisher.resume({ id });
  const found = await world.publisher.whenResting(id);
  expect([found.state.phase, found.error]).toEqual(['processed', null]);
});
